"""Names of files for the reports and pages of students, whatever their ids are made of.

An id that is a good file name on every system is its own name. Any other is made safe, stays readable, and gets the
start of its hash at the end, so that no two students share a file (CONTRACTS 5.18); an id that looks as if it had such
an end gets one too. Files of an attempt end in as many digits, so that they are nobody else's either, whoever joins the
class later.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from grader.errors import SubmissionRejected
from grader.intake.caps import Caps
from grader.intake.names import refuse_name

_CAPS = Caps(part_chars=80, part_bytes=200, levels=1)
"""leaves room for an ending and for the folder before it: 255 bytes on Linux, 260 characters on Windows"""
_READABLE_CHARS = 60
_HASH_CHARS = 10
_HAS_HASH = re.compile(rf".*-[0-9a-f]{{{_HASH_CHARS}}}", re.DOTALL)
_UNSAFE = re.compile(r"[^\w.@+=, -]+")


def file_name(student: str) -> str:
    """A file name without ending for this student: the id itself where that is possible."""
    return student if _is_good(student) else _made_safe(student)


def file_names(students: Iterable[str]) -> dict[str, str]:
    """Student -> file name for a whole class; ids that differ only in case get names that differ in more."""
    names = {student: file_name(student) for student in students}
    spelled: dict[str, int] = {}
    for name in names.values():
        spelled[_folded(name)] = spelled.get(_folded(name), 0) + 1
    return {
        student: _made_safe(student) if spelled[_folded(name)] > 1 and student == name else name
        for student, name in names.items()
    }


def attempt_name(name: str, attempt: int) -> str:
    """The name for one attempt of the student whose files have this `name`, where the student has several.

    >>> attempt_name("ann", 2)
    'ann-attempt-0000000002'
    """
    return f"{name}-attempt-{attempt:0{_HASH_CHARS}}"


def _is_good(student: str) -> bool:
    if student.startswith((".", "~")) or _HAS_HASH.fullmatch(student):
        return False
    try:
        refuse_name(student, _CAPS)
    except SubmissionRejected:
        return False
    return "/" not in student


def _made_safe(student: str) -> str:
    encoded = student.encode("utf-8", "surrogatepass")
    text = unicodedata.normalize("NFC", encoded.decode("utf-8", "replace"))
    readable = _UNSAFE.sub("_", text)[:_READABLE_CHARS].strip(" .-_~") or "student"
    while len(readable.encode("utf-8")) > _CAPS.part_bytes - _HASH_CHARS - 1:
        readable = readable[:-1]
    return f"{readable}-{hashlib.sha256(encoded).hexdigest()[:_HASH_CHARS]}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
