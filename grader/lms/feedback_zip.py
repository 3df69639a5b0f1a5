"""The pages of a run as the zip of feedback files that Moodle and Canvas take back (CONTRACTS 4.12).

Moodle reads the first path segment that splits at `_` into a text, a participant number, `assignfeedback` and `file`
(reference of facts 4.3); segments that begin with `.` or `~` are left out. Canvas splits the file's name at `_` and
takes the first two numbers for the user and one of the files that this user handed in (5.1); so a page goes back under
the beginning of that file's name in the download. The pages go in as they are, and the same pages give the same bytes.

A page's address comes from the download: Moodle's participant number, Canvas's `<name>_<user>_<attachment>`.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from grader.errors import UsageError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""the oldest time that a zip can hold: the same bytes whenever it is written"""
_READABLE = 0o100644 << 16
_UNIX = 3
_PARTICIPANT = re.compile(r"[0-9]+")
_ATTACHMENT = re.compile(r".+_[0-9]+_[0-9]+")
_NAME_CHARS = 60
"""of a student's name in a file's name: Windows allows 260 for the whole path"""
_NO_NAME = "student"


@dataclass(frozen=True)
class Page:
    """One student's page of `RUN/feedback`."""

    student: str
    """the id that names the row"""
    name: str
    """display name, "" where the run knows none"""
    path: Path
    address: str
    """of the hand-in, "" where the host takes nothing back for this student"""


def write_feedback_zip(host: str, pages: Iterable[Page], target: BinaryIO) -> tuple[str, ...]:
    """Write the pages under the names that the host takes back; `target` stays open. Pages are read one by one.

    Returns the students who are left out, by id: the host has no way to take a page for them.

    Raises:
        UsageError: the host takes no such zip. OSError: a page cannot be read, or the zip cannot be written.
    """
    name_of = _NAMES.get(host)
    if name_of is None:
        raise UsageError(f"{host} takes no zip of feedback files back.", f"--feedback is for {' and '.join(_NAMES)}.")
    ordered = sorted(pages, key=lambda page: page.student)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in ordered:
            if name := name_of(page):
                archive.writestr(_entry(name), page.path.read_bytes(), zipfile.ZIP_DEFLATED, 6)
    return tuple(page.student for page in ordered if not name_of(page))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry


def _moodle_name(page: Page) -> str:
    """`Ada Lovelace_8880001_assignfeedback_file/feedback.html`; "" for a team without a number."""
    if not _PARTICIPANT.fullmatch(page.address):
        return ""
    return f"{_spoken(page.name)}_{page.address}_assignfeedback_file/feedback.html"


def _canvas_name(page: Page) -> str:
    """`lovelaceada_LATE_77_4321_feedback.html`; "" where no file is known that the page could answer."""
    return f"{page.address}_feedback.html" if _ATTACHMENT.fullmatch(page.address) else ""


def _spoken(name: str) -> str:
    """The letters, digits, spaces and hyphens of a name; `student` where there are none."""
    plain = unicodedata.normalize("NFC", name).replace("_", " ")
    kept = "".join(c for c in plain if c.isalnum() or c in " -" or unicodedata.category(c) in ("Mn", "Mc"))
    return " ".join(kept.split())[:_NAME_CHARS].strip(" -") or _NO_NAME


_NAMES: MappingProxyType[str, Callable[[Page], str]] = MappingProxyType(
    {"moodle": _moodle_name, "canvas": _canvas_name}
)
WHY_LEFT_OUT = MappingProxyType(
    {
        "moodle": "Moodle takes a page only for a participant whose number is in the download or the worksheet",
        "canvas": "Canvas takes a page only for a student of whom the download has a file and the user id",
    }
)
"""host -> why a student can be left out, as the end of a sentence"""
