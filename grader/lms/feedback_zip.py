"""The pages of a run as the zip of feedback files that Moodle and Canvas take back (CONTRACTS 4.12).

Moodle reads the first path segment that splits at `_` into a text, a participant number, `assignfeedback` and `file`
(reference of facts 4.3); segments that begin with `.` or `~` are left out. Canvas splits the file's name at `_` and
takes the first two numbers for the user and one of the files that this user handed in (5.1); a last part that begins
with `link` is left out. The pages go in as they are, and the same pages give the same bytes.
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
_NUMBER = re.compile(r"[0-9]+")
_NAME_CHARS = 60
"""of a student's name in a file's name: Windows allows 260 for the whole path"""
_NO_NAME = "student"


@dataclass(frozen=True)
class Page:
    """One student's page of `RUN/feedback`."""

    student: str
    """the id that names the row: Moodle's participant number, Canvas's user id"""
    name: str
    """display name, "" where the run knows none"""
    path: Path
    attachment: str = ""
    """Canvas: the id of one of the files that this student handed in, "" where the download has none"""


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
    if not _NUMBER.fullmatch(page.student):
        return ""
    return f"{_spoken(page.name)}_{page.student}_assignfeedback_file/feedback.html"


def _canvas_name(page: Page) -> str:
    """`lovelaceada_77_4321_feedback.html`; "" where no file is known that the page could answer."""
    if not (_NUMBER.fullmatch(page.student) and _NUMBER.fullmatch(page.attachment)):
        return ""
    word = "".join(_spoken(page.name).lower().split())
    # A name of digits alone would be taken for the user's id.
    text = _NO_NAME if word.isdecimal() else word
    return f"{text}_{page.student}_{page.attachment}_feedback.html"


def _spoken(name: str) -> str:
    """The letters, digits, spaces and hyphens of a name; `student` where there are none."""
    plain = unicodedata.normalize("NFC", name).replace("_", " ")
    kept = "".join(c for c in plain if c.isalnum() or c in " -" or unicodedata.category(c) in ("Mn", "Mc"))
    return " ".join(kept.split())[:_NAME_CHARS].strip(" -") or _NO_NAME


_NAMES: MappingProxyType[str, Callable[[Page], str]] = MappingProxyType(
    {"moodle": _moodle_name, "canvas": _canvas_name}
)
