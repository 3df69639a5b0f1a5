"""Which paths are safe on every system, and how to show those that are not.

Decisions: accepted paths are in Unicode form NFC, so that a Mac's archive (NFD) and a Linux one are the same
submission; letters of any script are fine; a leading dot is fine (`.gitignore`), a leading hyphen is not (it reads as
an option).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from grader.errors import SubmissionRejected
from grader.intake.caps import Caps

RENAME = "Rename it, using letters, digits, '_', '-' and '.', and hand it in again."
REPACK = "Pack your files again as an ordinary .zip without a password and hand that in."

_RESERVED_CHARACTERS = frozenset('<>:"|?*\\')
_JOINERS = frozenset("\u200c\u200d")  # needed to write Persian, Indic scripts and emoji
_RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {device + number for device in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"}
)
_SHOWN_CHARS = 80  # a name in a sentence: longer ones are cut in the middle


def shown(name: str) -> str:
    """`name` in quotes for a sentence: printable whatever it holds, cut when it is long."""
    if len(name) > _SHOWN_CHARS:
        name = f"{name[: _SHOWN_CHARS // 2]}…{name[-_SHOWN_CHARS // 2 :]}"
    return "'" + "".join(_printable(character) for character in name) + "'"


def _printable(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def archive_path(raw: str, caps: Caps) -> str:
    r"""The relative path that an archive's entry name means: `/` between parts, NFC, no `.` parts, "" for the top.

    `\` is a separator. Other defects of a name are left to `refuse_name`, because noise may have odd names.

    Raises:
        SubmissionRejected: the name climbs, is absolute, has a drive, a NUL or undecodable bytes, or is overlong.
    """
    if len(raw) > caps.name_chars or raw.count("/") + raw.count("\\") > caps.name_levels:
        raise SubmissionRejected(f"The archive has a file name that is too long or too deep: {shown(raw)}.", RENAME)
    if "\0" in raw or any(unicodedata.category(character) == "Cs" for character in raw):
        raise SubmissionRejected(f"The archive has a file name that cannot be read: {shown(raw)}.", RENAME)
    path = unicodedata.normalize("NFC", raw).replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or re.match("[A-Za-z]:", path) or ".." in parts:
        raise SubmissionRejected(f"The archive has a file that lies outside of it: {shown(raw)}.", REPACK)
    return "/".join(parts)


def refuse_name(path: str, caps: Caps) -> None:
    """Refuse a relative path that is not safe, or not the same file, on every system.

    Raises:
        SubmissionRejected: with the reason.
    """
    parts = path.split("/")
    if len(parts) > caps.levels:
        raise SubmissionRejected(
            f"The folders are nested too deeply: {shown(path)} has more than {caps.levels} levels.",
            "Hand in fewer folders inside folders.",
        )
    reason = next(filter(None, (_defect(part, caps) for part in parts)), None)
    if reason is None and len(path) > caps.path_chars:
        reason = f"is longer than {caps.path_chars} characters"
    if reason is not None:
        raise SubmissionRejected(f"The name {shown(path)} {reason}.", RENAME)


def _defect(part: str, caps: Caps) -> str | None:
    if len(part) > caps.part_chars:
        return f"has a part of more than {caps.part_chars} characters"
    if any(_is_hidden(character) for character in part):
        return "has a character in it that cannot be seen or read"
    if len(part.encode("utf-8")) > caps.part_bytes:
        return f"has a part of more than {caps.part_bytes} bytes"
    return _spelling_defect(part)


def _spelling_defect(part: str) -> str | None:
    if part in ("", ".", "..") or unicodedata.normalize("NFC", part) != part:
        return "is not a plain relative path"
    if any(character in _RESERVED_CHARACTERS for character in part):
        return "has a character in it that file names cannot have on every system"
    if part[0] in " -" or part[-1] in " .":
        return "begins or ends with a space, a hyphen or a dot where that is not possible on every system"
    if part.partition(".")[0].rstrip().lower() in _RESERVED_NAMES:
        return "is reserved on Windows"
    return None


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and character not in _JOINERS)


def parents(paths: Iterable[str]) -> frozenset[str]:
    """All folders above the given paths."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def refuse_collisions(files: Iterable[str], folders: frozenset[str]) -> None:
    """Refuse paths that would be one and the same on some system. `folders` holds all parents of `files`.

    Raises:
        SubmissionRejected: a path twice, as a file and a folder, or two that differ only in case or Unicode form.
    """
    spelled: dict[str, str] = {}
    for folder in sorted(folders):
        _claim(spelled, folder)
    for path in files:
        if path in folders:
            raise SubmissionRejected(f"{shown(path)} is both a file and a folder.", "Keep one of the two.")
        _claim(spelled, path)


def _claim(spelled: dict[str, str], path: str) -> None:
    key = unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
    other = spelled.get(key)
    if other is None:
        spelled[key] = path
        return
    if other == path:
        raise SubmissionRejected(f"There are two files of the name {shown(path)}.", "Keep one of the two.")
    raise SubmissionRejected(
        f"The names {shown(other)} and {shown(path)} differ only in upper and lower case or in how accents are stored.",
        "Many computers cannot tell such names apart: keep one of the two.",
    )
