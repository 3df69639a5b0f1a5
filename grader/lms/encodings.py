"""The text of a table that a spreadsheet or an LMS wrote; the same for rosters and gradebooks.

Decisions: a byte order mark settles it; UTF-16 without one (Blackboard's `.xls`) shows by its NUL bytes; else it is
UTF-8. What is not even that is read as Windows-1252, which Excel still writes, and the teacher is told, because in any
other of the old 8-bit encodings every name would be garbled. Decoding is strict and therefore exact: encoding the text
again gives the same bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from grader.errors import UsageError

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""how .xlsx and real .xls files begin (Blackboard's .xls is a text file)"""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD = "cp1252"
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""in Windows-1252 nearly every file would be some text; one with such characters is none"""


@dataclass(frozen=True)
class Decoded:
    """A file's whole text."""

    text: str
    """with its byte order mark, where there is one"""
    codec: str
    """in which encoding the text again gives the same bytes"""
    notes: tuple[str, ...]
    """a sentence for the teacher where the encoding was assumed"""


def decoded(data: bytes, name: str) -> Decoded:
    """The text of a file; `name` is what sentences call it.

    Raises:
        UsageError: it is a workbook, or no text in a known encoding.
    """
    if data.startswith(_WORKBOOKS):
        raise UsageError(
            f"{name} is an Excel workbook, not a text file.", "Give the file as the LMS made it, or save it as CSV."
        )
    for codec in _candidates(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not (codec == _OLD and _NO_TEXT.search(text)):
            return Decoded(text, codec, _notes(codec, name))
    raise UsageError(
        f"{name} has an encoding that cannot be told: it is no text in UTF-8, UTF-16 or Windows-1252.",
        "Download it from the LMS again, or save it as CSV in UTF-8.",
    )


def _candidates(data: bytes) -> tuple[str, ...]:
    """What to try. A mark settles it; a NUL beside the first letter means UTF-16 without one."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return (codec,)
    if data[1:2] == b"\0":
        return ("utf-16-le",)
    return ("utf-16-be",) if data[:1] == b"\0" else ("utf-8", _OLD)


def _notes(codec: str, name: str) -> tuple[str, ...]:
    if codec != _OLD:
        return ()
    return (f"{name} is not UTF-8 and was read as Windows-1252. If names look wrong, save it as CSV in UTF-8.",)
