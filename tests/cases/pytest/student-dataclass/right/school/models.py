from dataclasses import dataclass, field
from typing import List


@dataclass(frozen=True)
class Grade:
    subject: str
    mark: int


@dataclass
class Student:
    name: str
    year: int = 1
    grades: List[Grade] = field(default_factory=list)
