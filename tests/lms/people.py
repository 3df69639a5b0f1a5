"""The people of a generated class: names and ids with all that real ones have, and how each hands in."""

from __future__ import annotations

from dataclasses import dataclass

from tests.lms.packings import PACKINGS, Packing

_FIRST = ("Ann", "Zoë", "Seán", "Jürgen", "Mei", "Łukasz", "Noor", "José", "Ana_Maria", "D'Arcy", "李", "Bob")
_LAST = ("Lee", "O'Brien", "Müller", "van der Berg", "Smith_Jones", "Nguyễn", "Ng", "García", "77", "Ó Sé", "明", "Roe")


@dataclass(frozen=True)
class Person:
    """One student, with all the ids that hosts give."""

    place: int
    first: str
    last: str

    @property
    def name(self) -> str:
        """As displayed."""
        return f"{self.first} {self.last}"

    @property
    def sortable(self) -> str:
        """As Canvas sorts."""
        return f"{self.last}, {self.first}"

    @property
    def number(self) -> str:
        """Moodle's participant number and Canvas's user id."""
        return str(8880000 + self.place)

    @property
    def username(self) -> str:
        """Blackboard's, with all that real ones have; no username is the end of another."""
        return (f"u{self.place}", f"stu_{self.place}", f"s.{self.place}-x", f"{self.place}@uni")[self.place % 4]

    @property
    def sid(self) -> str:
        """Student number with leading zeros; every 11th has none, every 11th one that reads like a power of ten."""
        return {4: "", 5: f"{self.place}E5"}.get(self.place % 11, f"00{4000 + self.place}")

    @property
    def email(self) -> str:
        """In the spelling of the roster."""
        return f"person{self.place}@example.edu"

    @property
    def packing(self) -> Packing:
        """How this student hands in: each in turn of those who hand in files, so that no way is left out."""
        before = self.place - self.place // 13 - self.place // 17
        return PACKINGS[before % len(PACKINGS)]

    @property
    def hands_in(self) -> bool:
        """Whether there is anything at all."""
        return self.place % 13 != 12

    @property
    def typed_only(self) -> bool:
        """Whether there is text and no file."""
        return self.place % 17 == 16

    @property
    def late(self) -> bool:
        """Whether it came after the due time."""
        return self.place % 7 == 3


def people(count: int) -> list[Person]:
    """The class. The first two share a display name."""
    found = [Person(place, _FIRST[place % 12], _LAST[(place + place // 12) % 12]) for place in range(count)]
    return [Person(0, "Ann", "Lee"), Person(1, "Ann", "Lee"), *found[2:]]
