"""What a program's standard error says about the exception that ended it.

The program wrote this text itself, so whatever is read here is for display: it explains a failure, it never decides
one. Format: Python's `traceback` module, "Traceback (most recent call last):".
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection
from types import MappingProxyType

from grader.requests import Frame, Raised

_HEADER = "Traceback (most recent call last):"
_FILE = re.compile(r'  File "([^"\n]{1,1000})", line (\d{1,9})(?:, in (.{1,200}))?')
_LAST = re.compile(r"([^\W\d][\w.]{0,200})(?:: (.*))?")
_FOLDER = re.compile(r"[/\\]submission[/\\]")
"""the agent keeps the submission in a folder of this name, in whatever place its sandbox gives it"""
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:[/\\]")
_PATH = re.compile(r"""[^\s"'`(),;=<>]++""")

_RULED = "-" * 70
"""what unittest writes below the traceback of a test"""

_MAX_TEXT_CHARS = 4_000
_MAX_FRAMES = 50
_NAMES = MappingProxyType(
    {
        "ModuleNotFoundError": re.compile(r"No module named '([\w.]{1,200})'"),
        "ImportError": re.compile(
            r"cannot import name '[^']{1,200}' from (?:partially initialized module )?'([\w.]{1,200})'"
        ),
        "NameError": re.compile(r"name '(\w{1,200})' is not defined"),
        "UnboundLocalError": re.compile(r"local variable '(\w{1,200})'"),
        "AttributeError": re.compile(r"has no attribute '(\w{1,200})'"),
    }
)
_IMPORT_ORIGIN = re.compile(r" \(([^()\n]{1,1000})\)$")


def without_folder(text: str) -> str:
    """The text with the submission's own files named relative to it, wherever the sandbox keeps them."""
    return _PATH.sub(_relative, text) if "submission" in text else text


def _relative(found: re.Match[str]) -> str:
    path = found[0]
    folder = _FOLDER.search(path)
    return path[folder.end() :] if folder and _ABSOLUTE.match(path) else path


def read_raised(stderr: str, files: Collection[str]) -> Raised | None:
    """The exception of the last traceback in a program's standard error, None where there is none.

    `files` are the submission's paths; frames in other files are left out.
    """
    lines = stderr.split("\n")
    start = _last_traceback(lines)
    if start is None:
        return None
    end = next((i for i in range(start, len(lines)) if lines[i] and not lines[i].startswith(" ")), len(lines))
    last = _LAST.fullmatch(lines[end]) if end < len(lines) else None
    if last is None:
        return None
    rest = lines[end + 1 :]
    below = rest.index(_RULED) if _RULED in rest else len(rest)
    text = "\n".join([last[2] or "", *rest[:below]]).rstrip()[:_MAX_TEXT_CHARS]
    return _raised(
        last[1].rpartition(".")[2],
        without_folder(text),
        [m for m in map(_FILE.fullmatch, lines[start:end]) if m],
        files,
    )


def _last_traceback(lines: list[str]) -> int | None:
    """Index of the first line behind the last header; an error in the program's own syntax comes without one."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index] == _HEADER:
            return index + 1
    found = (index for index, line in enumerate(lines) if _FILE.fullmatch(line))
    return next(found, None)


def _raised(kind: str, text: str, places: list[re.Match[str]], files: Collection[str]) -> Raised:
    frames = [Frame(path, int(p[2]), p[3]) for p in places if p[3] and (path := _own(p[1], files))]
    in_source = places[-1] if places and not places[-1][3] else None
    named = _NAMES[kind].search(text) if kind in _NAMES else None
    origin = in_source[1] if in_source else _import_origin(kind, text)
    return Raised(
        type=kind,
        text=text,
        builtins=_builtin_bases(kind),
        frames=tuple(frames[-_MAX_FRAMES:]),
        name=named[1] if named else None,
        origin=_own(origin, files) if origin else None,
        line=int(in_source[2]) if in_source else None,
    )


def _own(path: str, files: Collection[str]) -> str | None:
    relative = _FOLDER.split(path, maxsplit=1)[-1].replace("\\", "/").removeprefix("./")
    return relative if relative in files else None


def _import_origin(kind: str, text: str) -> str | None:
    found = _IMPORT_ORIGIN.search(text) if kind == "ImportError" else None
    return found[1] if found else None


def _builtin_bases(name: str) -> tuple[str, ...]:
    """The classes above a builtin exception, itself first; nothing is known about any other."""
    found = getattr(builtins, name, None)
    if not (isinstance(found, type) and issubclass(found, BaseException)):
        return ()
    return tuple(base.__name__ for base in found.__mro__[:-1])
