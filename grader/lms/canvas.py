"""Canvas's "Download Submissions": flat, `<name>[_LATE]_<user id>_<attachment id>_<file name>`.

`<name>` is the sortable name in lower case without anything but letters, digits and `_`; for a group it is the
group's, and the id that of the one student who handed in. Typed text is `…_<user id>_text.html`, a link
`…_<user id>_link.html`. Anonymous: `[LATE_]anon_<code>_<attachment id>_<file name>`.
Decision: digits in a group's name make several readings possible (`team_5_77_901_hw.py`); the one whose user id the
roster knows is taken, else the first, as Canvas itself does when it takes files back. Feedback therefore goes back
under the beginning of one of the student's own file names, but for names in which Canvas would find other numbers.
Source: Canvas lib/content_zipper.rb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from grader.handin import Origin
from grader.intake.trees import EntryKind
from grader.lms.layout import Found, Id, Layout, Reading
from grader.lms.leftovers import note_of_leftovers
from grader.lms.origins import Refused, files_origin
from grader.lms.sources import Item, Source
from grader.lms.students import Roster, RosterKind

_ANONYMOUS = re.compile(
    r"(?:(?P<late>late)_)?anon_(?P<code>\d*[A-Za-z][A-Za-z0-9]*)_\d+_(?P<file>.+)", re.IGNORECASE | re.DOTALL
)
_ANONYMOUS_TYPED = re.compile(r"(?:(?P<late>late)_)?anon_(?P<code>[A-Za-z0-9]+)_(?:text|link)\.html", re.IGNORECASE)
_NUMBERS = re.compile(
    r"_(?=(?P<user>[1-9]\d*)_(?P<attachment>[1-9]\d*)_(?P<file>.+))", re.DOTALL
)  # looks ahead, so that readings may overlap
_TYPED = re.compile(r"(?P<head>.*)_(?P<user>\d+)_(?:text|link)\.html")
_HARMLESS = re.compile(r"""[^<>:"|?*\\/.~][^<>:"|?*\\/]{,100}""")
"""what may begin a file's name on every system"""
_GRADEBOOKS = (".csv", ".xls", ".xlsx")
_NO_FILE = Refused(
    "No file was handed in, only text or a link that was typed into Canvas.", "Hand in your files, or a .zip of them."
)


@dataclass(frozen=True)
class _Parsed:
    """One reading of a file's name. `file` is None for typed text or a link."""

    name: str
    user: str
    late: bool
    file: str | None
    address: str = ""
    """how names begin under which Canvas takes a file back for this one; "" where it takes none"""


@dataclass
class _Entry:
    """All files of one student."""

    name: str
    late: bool = False
    address: str = ""
    files: list[tuple[Item, str]] = field(default_factory=list)

    def origin(self) -> Origin:
        """Where the files are."""
        return files_origin(self.files, self.name, numbered=True) if self.files else _NO_FILE


def read(source: Source, roster: Roster | None) -> Reading:
    """A hand-in for every user id."""
    known = _known_users(roster)
    entries: dict[str, _Entry] = {}
    leftovers = []
    for item in source.items:
        parsed = _parsed(item, known)
        if parsed is None:
            leftovers.append(item)
            continue
        entry = entries.setdefault(parsed.user, _Entry(parsed.name))
        entry.late |= parsed.late
        entry.address = entry.address or parsed.address
        if parsed.file is not None:
            entry.files.append((item, parsed.file))
    found = tuple(
        Found(
            user,
            entry.origin(),
            f"{entry.name}_{user}",
            entry.name,
            {Id.HOST: user},
            late=entry.late,
            address=entry.address,
        )
        for user, entry in entries.items()
    )
    return Reading(found, note_of_leftovers("Canvas's download", leftovers, roster))


def _known_users(roster: Roster | None) -> frozenset[str]:
    if roster is None or roster.kind not in (RosterKind.CANVAS, RosterKind.PLAIN):
        return frozenset()
    return frozenset(student.student for student in roster.students)


def _parsed(item: Item, known: frozenset[str]) -> _Parsed | None:
    if item.kind is EntryKind.FOLDER:
        return None
    readings = list(_readings(item.name))
    return next((reading for reading in readings if reading.user in known), readings[0] if readings else None)


def _readings(text: str) -> Iterator[_Parsed]:
    """All readings of a name, the one that Canvas itself would take first."""
    if anonymous := _ANONYMOUS.fullmatch(text):
        yield _Parsed("", f"anon_{anonymous['code']}", bool(anonymous["late"]), anonymous["file"])
        return
    if anonymous := _ANONYMOUS_TYPED.fullmatch(text):
        yield _Parsed("", f"anon_{anonymous['code']}", bool(anonymous["late"]), None)
        return
    for match in _NUMBERS.finditer(text):
        head = text[: match.start()]
        reading = _of_head(head, match["user"], match["file"])
        yield replace(reading, address=f"{_safe_head(head)}_{match['user']}_{match['attachment']}")
    if typed := _TYPED.fullmatch(text):
        yield _of_head(typed["head"], typed["user"], None)


def _of_head(head: str, user: str, file: str | None) -> _Parsed:
    name, _, last = head.rpartition("_")
    late = last.casefold() == "late" and "_" in head
    return _Parsed(name if late else head, user, late, file)


def _safe_head(head: str) -> str:
    """What precedes the numbers, unless a number in it would be taken for the user's (reference of facts 5.1)."""
    has_number = any(part.isdecimal() for part in head.split("_"))
    return head if _HARMLESS.fullmatch(head) and head.isprintable() and not has_number else "student"


def _spelled(name: str) -> frozenset[str]:
    """A sortable name as Canvas writes it: from "Last, First" as it stands, from "First Last" in every turn."""
    words = name.casefold().split()
    turns = [words] if "," in name else [words[turn:] + words[:turn] for turn in range(len(words))]
    return frozenset(re.sub(r"\W", "", "".join(turn)) for turn in turns) - {""}


def _fits(source: Source) -> bool:
    """Everything but a gradebook beside it must have such a name, and no attachment may be there twice.

    Other names may have numbers too: `2026_10_15_ann.zip`.
    """
    items = [item for item in source.items if not item.name.lower().endswith(_GRADEBOOKS) or _looks(item)]
    attachments = [match["attachment"] for item in items for match in [_NUMBERS.search(item.name)] if match]
    is_clear = len(set(attachments)) == len(attachments) or len({item.name for item in items}) < len(items)
    return bool(items) and is_clear and all(_looks(item) for item in items)


def _looks(item: Item) -> bool:
    return item.kind is not EntryKind.FOLDER and next(_readings(item.name), None) is not None


LAYOUT = Layout(
    name="canvas",
    title="Canvas",
    looks_like="names like 'leeann_123_4567_file.py'",
    fits=_fits,
    read=read,
    spelled=_spelled,
    own_kind="canvas",
)
