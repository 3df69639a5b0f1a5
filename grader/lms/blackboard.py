"""Blackboard's "Assignment File Download": flat, several attempts of a student, each with a `.txt` that tells whose.

`<assignment>_<username>_attempt_<YYYY-MM-DD-HH-MM-SS>` ends in `.txt` for Blackboard's own file and in
`_<file name>` for what was handed in. Both the assignment's name and the username may hold `_`, so the username is
taken from `Name: First Last (username)` in the first line of the `.txt`, where it agrees with the file's name; else
from the assignment's name as the other hand-ins show it, else from the roster. The first `_attempt_<time>` is
Blackboard's own: a student cannot fake one by the name of a file. Times are the server's wall clock without a zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from grader.handin import Origin
from grader.intake.names import shown
from grader.intake.trees import EntryKind
from grader.lms.layout import Found, Id, Layout, Reading
from grader.lms.leftovers import note_of_leftovers
from grader.lms.origins import Refused, files_origin
from grader.lms.sources import Item, Source
from grader.lms.students import Roster
from grader.lms.when import from_stamp

_NAME = re.compile(r"(?P<left>.*?)_attempt_(?P<stamp>\d{4}(?:-\d\d){5})(?P<rest>\.txt|_.+)", re.DOTALL)
_WHO = re.compile(r"\s*(?:Name|Nom|Nombre|Nome|Naam)\s*:\s*(?P<name>.*?)\s*\((?P<username>[^()]*)\)\s*")
_ORIGINAL = re.compile(r"\s*Original filename:\s*(?P<name>.+?)\s*")
_STORED = re.compile(r"\s*Filename:\s*(?P<name>.+?)\s*")
_TEXT_BYTES = 4 * 1024 * 1024
"""of a `.txt`; it holds what the student typed, and the table of files stands after that"""
_NO_FILE = Refused(
    "No file was handed in, only text that was typed into Blackboard.", "Hand in your files, or a .zip of them."
)


@dataclass(frozen=True)
class _Receipt:
    """What Blackboard's `.txt` says. `originals` maps names in the download to those the student gave."""

    username: str
    name: str
    originals: Mapping[str, str]


@dataclass
class _Attempt:
    """All files of one attempt."""

    left: str
    stamp: str
    receipt: _Receipt | None = None
    files: list[tuple[Item, str]] = field(default_factory=list)

    def origin(self) -> Origin:
        """Where the files are, under the names the student gave them."""
        if not self.files:
            return _NO_FILE
        originals = self.receipt.originals if self.receipt else {}
        names = [originals.get(item.name, name) for item, name in self.files]
        # Of two files with one name Blackboard renames one: which that is shows only in the name it gave.
        files = [
            (item, given if names.count(given) == 1 else name)
            for (item, name), given in zip(self.files, names, strict=True)
        ]
        return files_origin(files, f"{self.left}_attempt_{self.stamp}")


def read(source: Source, roster: Roster | None) -> Reading:
    """A hand-in for every attempt."""
    attempts: dict[tuple[str, str], _Attempt] = {}
    leftovers = []
    for item in source.items:
        match = _NAME.fullmatch(item.name) if item.kind is not EntryKind.FOLDER else None
        if match is None:
            leftovers.append(item)
            continue
        attempt = attempts.setdefault((match["left"], match["stamp"]), _Attempt(match["left"], match["stamp"]))
        if match["rest"] == ".txt":
            attempt.receipt = _receipt(item, match["left"])
        else:
            attempt.files.append((item, match["rest"][1:]))
    usernames = _usernames(attempts.values(), roster)
    found = tuple(_found(attempt, usernames.get(attempt.left)) for attempt in attempts.values())
    unclear = sorted({attempt.left for attempt in attempts.values()} - usernames.keys())
    notes = note_of_leftovers("Blackboard's download", leftovers, roster)
    return Reading(
        found, notes + tuple(f"Whose {shown(left)} is cannot be told: its .txt is missing." for left in unclear)
    )


def _found(attempt: _Attempt, username: str | None) -> Found:
    label = f"{attempt.left}_attempt_{attempt.stamp}"
    name = attempt.receipt.name if attempt.receipt else ""
    ids = {} if username is None else {Id.HOST: username}
    return Found(username or attempt.left, attempt.origin(), label, name, ids, from_stamp(attempt.stamp))


def _receipt(item: Item, left: str) -> _Receipt | None:
    """Read Blackboard's file; None where it contradicts the name it has."""
    text = (item.start(_TEXT_BYTES) or b"").decode("utf-8-sig", "replace")
    lines = text.replace("\u202f", " ").splitlines()
    who = next((match for line in lines[:3] if (match := _WHO.fullmatch(line))), None)
    if who is None or not left.endswith(f"_{who['username']}"):
        return None
    return _Receipt(who["username"], who["name"], MappingProxyType(_originals(lines)))


def _originals(lines: list[str]) -> dict[str, str]:
    """The table after the last `Files:`, so that what a student typed before it counts for nothing."""
    starts = [number for number, line in enumerate(lines) if line.strip() == "Files:"]
    found: dict[str, str] = {}
    original = ""
    for line in lines[starts[-1] + 1 :] if starts else ():
        if match := _ORIGINAL.fullmatch(line):
            original = match["name"]
        elif (match := _STORED.fullmatch(line)) and original:
            found[match["name"]] = original
            original = ""
    return found


def _usernames(attempts: Iterable[_Attempt], roster: Roster | None) -> dict[str, str]:
    """`<assignment>_<username>` -> username, where it can be told."""
    lefts = {attempt.left for attempt in attempts}
    known = {attempt.left: attempt.receipt.username for attempt in attempts if attempt.receipt}
    assignments = {left[: -len(username) - 1] for left, username in known.items()}
    listed = {student.student for student in roster.students} if roster else set()
    for left in lefts - known.keys():
        by_assignment = {left[len(each) + 1 :] for each in assignments if left.startswith(f"{each}_")} - {""}
        by_roster = {student for student in listed if left.endswith(f"_{student}")}
        for candidates in (by_assignment, by_roster):
            if len(candidates) == 1:
                known[left] = candidates.pop()
                break
    return known


def _fits(source: Source) -> bool:
    return any(_NAME.fullmatch(item.name) for item in source.items)


LAYOUT = Layout(
    name="blackboard",
    title="Blackboard",
    looks_like="names like 'Homework 1_annlee_attempt_2026-06-10-14-05-09_file.py'",
    fits=_fits,
    read=read,
    own_kind="username",
)
