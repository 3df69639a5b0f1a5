"""Who in the roster a hand-in is of. By id, never guessed (CONTRACTS 3.2).

An id decides alone. A display name decides only where no id can: the format gives none for this hand-in, or the roster
is of another kind than the download and not a single id of the class is in it (a plain list cannot know Moodle's
participant numbers). Even then only where exactly one student has that name, and exactly one hand-in.
Decisions: participant numbers belong to one task, so a number of a plain list that is equal by chance does not
count where the names have no word in common. Who is not matched keeps the host's id; where that is also the id of a
student in the roster, the host's name is added to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.intake.names import shown
from grader.lms.kinds import ids_in_download, ids_in_roster
from grader.lms.layout import Found, Id, Layout
from grader.lms.students import Roster, RosterKind, Student, presentable, text_id
from grader.lms.zeros import note_of_lost_zeros

_NO_RANK = 99
_OWN = {
    "moodle": RosterKind.MOODLE,
    "canvas": RosterKind.CANVAS,
    "blackboard": RosterKind.BLACKBOARD,
}


@dataclass(frozen=True)
class Match:
    """A hand-in, the id that names its row, and the student of the roster, None where nobody is meant."""

    found: Found
    student: str
    member: Student | None
    ids: Mapping[str, str]
    """kind -> id by which a gradebook may know the student (`grader.lms.kinds`); the download's word counts"""


def match_all(found: tuple[Found, ...], roster: Roster | None, layout: Layout) -> tuple[list[Match], tuple[str, ...]]:
    """Match the hand-ins, in their order. Gives notes for the teacher too."""
    members: dict[str, Student] = {}
    notes: list[str] = []
    if roster is not None:
        matching = _Matching(roster, layout)
        members |= matching.by_id(found)
        members |= matching.by_name(found, members)
        notes = [*matching.notes, *_zero_notes(roster, found, members)]
    known = ids_in_roster(roster)
    students = _students(found, members, set(known), layout)
    matches = []
    for each in found:
        student = students[each.key]
        ids = {**known.get(student, {}), **ids_in_download(each, layout, roster)}
        matches.append(Match(each, student, members.get(each.key), ids))
    return matches, tuple(notes)


def _students(
    found: Iterable[Found], members: Mapping[str, Student], taken: set[str], layout: Layout
) -> dict[str, str]:
    """Key of a hand-in -> the id that names its row: the roster's, or one that nobody in the roster has."""
    students: dict[str, str] = {}
    for key in dict.fromkeys(each.key for each in found):
        students[key] = members[key].student if key in members else _free(presentable(text_id(key)), taken, layout)
        taken.add(students[key])
    return students


def _zero_notes(roster: Roster, found: Iterable[Found], members: Mapping[str, Student]) -> tuple[str, ...]:
    """Who is not matched, perhaps only because a spreadsheet took leading zeros off an id."""
    matched = {student.student for student in members.values()}
    left = [student for student in roster.students if student.student not in matched]
    return note_of_lost_zeros(
        [said for student in left for said in (student.student, student.sid)],
        "the roster",
        [text_id(said) for each in found if each.key not in members for said in each.ids.values()],
        "the download",
    )


def _free(key: str, taken: set[str], layout: Layout) -> str:
    """The host's id, or one like it that nobody else has."""
    candidates = itertools.chain(
        (key, f"{key} ({layout.title})"), (f"{key} ({number})" for number in itertools.count(2))
    )
    return next(candidate for candidate in candidates if candidate not in taken)


class _Matching:
    """The roster's ids and names, and what was noted on the way."""

    def __init__(self, roster: Roster, layout: Layout) -> None:
        self.notes: list[str] = []
        self._roster = roster
        self._layout = layout
        self._is_plain = roster.kind is RosterKind.PLAIN
        self._is_own = _OWN.get(layout.name) is roster.kind
        self._by = {
            "student": _unique((student.student, student) for student in roster.students),
            "username": _unique((student.student.casefold(), student) for student in roster.students),
            "sid": _unique((student.sid, student) for student in roster.students),
            "email": _unique((student.email, student) for student in roster.students),
            "login": _unique((student.login, student) for student in roster.students),
        }

    def by_id(self, found: Iterable[Found]) -> dict[str, Student]:
        """Key of a hand-in -> student. Where two hand-ins are of one student, the closer kind of id wins."""
        ranked: dict[str, tuple[int, str]] = {}
        members: dict[str, Student] = {}
        for each in found:
            if each.key in members:
                continue
            rank, member = self._member(each)
            if member is None:
                continue
            best, other = ranked.get(member.student, (_NO_RANK, ""))
            if rank < best:
                members.pop(other, None)
                ranked[member.student] = (rank, each.key)
                members[each.key] = member
            if other:
                both = f"{shown(each.label)} and {shown(other)}"
                self.notes.append(f"{both} both have an id of {shown(member.student)}; the closer one counts.")
        return members

    def by_name(self, found: tuple[Found, ...], members: Mapping[str, Student]) -> dict[str, Student]:
        """Key of a hand-in -> student, for those that no id can decide."""
        ids_are_known = self._is_own or bool(members)
        open_ones = {each.key: each for each in found if each.key not in members and not (each.ids and ids_are_known)}
        students = _forms(((student.name, student.student) for student in self._roster.students), self._layout)
        keys = _forms({each.key: (each.name, each.key) for each in found}.values(), self._layout)
        matched = {student.student for student in members.values()}
        result = {}
        for key, each in open_ones.items():
            forms = self._layout.spelled(each.name)
            meant = {student for form in forms for student in students.get(form, ())}
            rivals = {rival for form in forms for rival in keys.get(form, ())}
            if len(meant) == 1 and rivals == {key} and not meant & matched:
                result[key] = self._by["student"][meant.pop()]
        return _only_once(result)

    def _member(self, found: Found) -> tuple[int, Student | None]:
        for rank, (kind, value) in enumerate(self._lookups(found)):
            member = self._by[kind].get(value)
            if member is None:
                continue
            if self._is_contradicted(found, member):
                self.notes.append(f"{shown(found.label)} has an id of {shown(member.student)}, but is someone else's.")
                return _NO_RANK, None
            return rank, member
        return _NO_RANK, None

    def _lookups(self, found: Found) -> Iterator[tuple[str, str]]:
        """Which ids of the roster are looked up with which value, closest first."""
        host, sid, email = (text_id(found.ids.get(kind, "")) for kind in (Id.HOST, Id.SID, Id.EMAIL))
        if self._is_plain or self._is_own or self._layout.name not in _OWN:
            yield "student", host
            yield "username", host.casefold() if self._layout.name == "blackboard" else ""
            yield "sid", host if self._is_plain else ""
        yield "sid", sid
        yield "student", sid if self._is_plain else ""
        yield "email", email
        yield "login", email
        yield "student", email if self._is_plain and "@" in email else ""

    def _is_contradicted(self, found: Found, member: Student) -> bool:
        sid = found.ids.get(Id.SID, "")
        if sid and Id.HOST not in found.ids and member.sid and sid != member.sid:
            return member.student != sid
        if self._layout.name == "moodle" and self._is_plain:
            here, there = _words(found.name), _words(member.name)
            return bool(here and there) and here.isdisjoint(there)
        return False


def _unique(pairs: Iterable[tuple[str, Student]]) -> dict[str, Student]:
    """Value -> student, without empty values and those that several students have."""
    found: dict[str, Student] = {}
    several = set()
    for value, student in pairs:
        if value in found:
            several.add(value)
        found[value] = student
    return {value: student for value, student in found.items() if value and value not in several}


def _forms(names: Iterable[tuple[str, str]], layout: Layout) -> dict[str, list[str]]:
    """Form of a name -> ids of all who may have it; `names` are pairs of name and id."""
    forms: dict[str, list[str]] = {}
    for name, who in names:
        for form in layout.spelled(name):
            forms.setdefault(form, []).append(who)
    return forms


def _only_once(result: dict[str, Student]) -> dict[str, Student]:
    students = [student.student for student in result.values()]
    return {key: student for key, student in result.items() if students.count(student.student) == 1}


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())
