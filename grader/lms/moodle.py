"""Moodle's "Download all submissions": in folders, in folders as before 4.1, or flat; for students or for teams.

First path segment: `<full name>_<number>_assignsubmission_<plugin>`, before 4.1 with a `_` at the end, flat with
`_<file name>`; the number is the participant number of the worksheet, for teams that of the group. Names have their
`_` replaced, so the first `_<number>_assignsubmission_` is Moodle's own, and a student cannot fake one by the name of
a file. `Default group` has no number. Only the plugin `file` holds files; typed text makes a row, but no file
(CONTRACTS 3.7). Source: Moodle mod/assign/classes/downloader.php.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.handin import Origin
from grader.intake.trees import EntryKind
from grader.lms.layout import Found, Id, Layout, Reading, spelled_as_is
from grader.lms.leftovers import note_of_leftovers
from grader.lms.origins import Refused, files_origin, folder_origin
from grader.lms.sources import Item, Source
from grader.lms.students import Roster, RosterKind, Student

_PREFIX = re.compile(
    r"(?:(?P<name>.*?)_(?P<number>[0-9]{1,18})|(?P<team>[^_]+))_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<rest>.*))?",
    re.DOTALL,
)
_REMOVED = re.compile(r"[\x00-\x1f\x7f&<>\"`|':\\/]")  # Moodle's PARAM_FILE
_NO_FILE = Refused(
    "No file was handed in, only text that was typed into Moodle.", "Hand in your files, or a .zip of them."
)


@dataclass
class _Entry:
    """All items of one prefix."""

    name: str
    number: str
    """participant or group, "" for the default group"""
    folders: list[Item] = field(default_factory=list)
    files: list[tuple[Item, str]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The prefix as the teacher sees it."""
        return f"{self.name}_{self.number}" if self.number else self.name

    def origin(self) -> Origin:
        """Where the files are. A download has folders or flat names, not both."""
        if self.folders:
            return folder_origin(self.folders[0])
        return files_origin(self.files, self.label) if self.files else _NO_FILE


def read(source: Source, roster: Roster | None) -> Reading:
    """A hand-in for every participant or member of a team."""
    entries: dict[tuple[str, str], _Entry] = {}
    leftovers = []
    for item in source.items:
        match = _PREFIX.fullmatch(item.name)
        if match is None:
            leftovers.append(item)
            continue
        number = str(int(match["number"])) if match["number"] else ""
        # Of one participant there is one prefix; two default groups cannot be.
        key = (number, "" if number else match["team"])
        _add(entries.setdefault(key, _Entry(match["name"] or match["team"] or "", number)), item, match)
    notes = note_of_leftovers("Moodle's download", leftovers, roster)
    teams = _teams(roster)
    if not teams:
        is_blind = _is_blind(entries.values())
        return Reading(tuple(_single(entry, is_blind=is_blind) for entry in entries.values()), notes)
    clashes = _clashes(entries.values())
    alone = {(student.student, _cleaned(student.name)) for student in roster.students} if roster else set()
    found = []
    for entry in entries.values():
        is_alone = (entry.number, _cleaned(entry.name)) in alone
        found += [_single(entry)] if is_alone else _team(entry, teams, clashes)
    return Reading(tuple(found), notes + tuple(_team_notes(clashes, teams)))


def _add(entry: _Entry, item: Item, match: re.Match[str]) -> None:
    if match["plugin"] != "file":
        return
    if item.kind is EntryKind.FOLDER:
        entry.folders.append(item)
    elif match["rest"]:
        entry.files.append((item, match["rest"]))


def _single(entry: _Entry, *, is_blind: bool = False) -> Found:
    ids = {Id.HOST: entry.number} if entry.number else {}
    name = "" if is_blind else entry.name
    return Found(entry.number or entry.label, entry.origin(), entry.label, name, ids, address=entry.number)


def _is_blind(entries: Iterable[_Entry]) -> bool:
    """Whether the names are hidden: everyone is called "Participant", in the language of whoever downloaded."""
    names = [entry.name for entry in entries if entry.number]
    return set(names) == {"Participant"} or (len(names) > 2 and len(set(names)) == 1)


def _teams(roster: Roster | None) -> dict[str, list[Student]]:
    """Cleaned name of each group -> its members; none where students hand in alone, for then no group is named."""
    teams: dict[str, list[Student]] = {}
    if roster is not None and roster.kind is RosterKind.MOODLE:
        for student in roster.students:
            if student.team not in ("", "-"):
                teams.setdefault(_cleaned(student.team), []).append(student)
    return teams


def _team(entry: _Entry, teams: dict[str, list[Student]], clashes: frozenset[str]) -> list[Found]:
    """One hand-in for each member, all with the same origin; the team itself where nobody can be named."""
    name = _cleaned(entry.name)
    members = [] if name in clashes else teams.get(name, [])
    if not members:
        # In a class of teams the number is a group's: it must not be taken for a participant's.
        return [Found(entry.label, entry.origin(), entry.label, entry.name)]
    origin = entry.origin()
    return [
        Found(each.student, origin, entry.label, each.name, {Id.HOST: each.student}, address=each.student)
        for each in members
    ]


def _clashes(entries: Iterable[_Entry]) -> frozenset[str]:
    """Names that two groups have once Moodle has cleaned them."""
    names = [_cleaned(entry.name) for entry in entries]
    return frozenset(name for name in names if names.count(name) > 1)


def _team_notes(clashes: frozenset[str], teams: dict[str, list[Student]]) -> list[str]:
    raw: dict[str, set[str]] = {name: {member.team for member in members} for name, members in teams.items()}
    unclear = sorted(clashes | {name for name, spelled in raw.items() if len(spelled) > 1})
    return [f"Several groups are called '{name}' in the download, so its members are not known." for name in unclear]


def _cleaned(name: str) -> str:
    """A name as Moodle writes it into paths, for comparing."""
    return " ".join(_REMOVED.sub("", name.replace("_", " ")).casefold().split())


def _spelled(name: str) -> frozenset[str]:
    return frozenset({_cleaned(name)} - {""}) | spelled_as_is(name)


def _fits(source: Source) -> bool:
    return any(_PREFIX.fullmatch(item.name) for item in source.items)


LAYOUT = Layout(
    name="moodle",
    title="Moodle",
    looks_like="names like 'Ann Lee_123_assignsubmission_file'",
    fits=_fits,
    read=read,
    spelled=_spelled,
    own_kind="moodle",
)
