"""The students of a class, as any roster gives them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

_JOINERS = frozenset("\u200c\u200d")


class RosterKind(Enum):
    """Whose file a roster is."""

    PLAIN = "a plain list"
    MOODLE = "Moodle's grading worksheet"
    CANVAS = "Canvas's gradebook"
    BLACKBOARD = "Blackboard's gradebook"


@dataclass(frozen=True)
class Student:
    """One student of the class; "" where the file has nothing."""

    student: str
    """the id that names row, report and page"""
    name: str = ""
    email: str = ""
    """without case"""
    sid: str = ""
    login: str = ""
    team: str = ""
    """Moodle: name of the group"""
    late: bool | None = None
    """Moodle: what Status says of the submission"""
    submitted: datetime | None = None
    """Moodle: wall clock"""
    is_test: bool = False
    """Canvas's "Student, Test": nobody misses anything of hers"""
    line: int = 0


@dataclass(frozen=True)
class Roster:
    """The students in the file's order; `student` is unique."""

    path: Path
    kind: RosterKind
    students: tuple[Student, ...]
    notes: tuple[str, ...] = ()


def presentable(text: str) -> str:
    """The text without what cannot be seen or rewrites a line; joiners stay, without which some scripts break."""
    return "".join(
        character if character.isprintable() or character in _JOINERS else character.encode("unicode_escape").decode()
        for character in text
    )


def text_id(text: str) -> str:
    """An id as it is compared: without outer spaces, in Unicode form NFC."""
    return unicodedata.normalize("NFC", text).strip()
