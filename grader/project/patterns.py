"""File patterns as build backends read them: `*` and `?` stay within a folder, `**` goes through any number of them.

A student writes the patterns, so matching never goes back over what it has matched: part by part with `fnmatch`, whose
expressions are atomic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

MAX_PATTERNS = 100
MAX_CHARS = 200
"""lines of one list that are read, and how much of each: nobody writes more by hand, and each is held
against each file"""


def globbed(patterns: Sequence[str], paths: Iterable[str]) -> frozenset[str]:
    """Paths that one of these shell patterns names."""
    split = [_parts(pattern.removeprefix("./")) for pattern in patterns[:MAX_PATTERNS]]
    return frozenset(path for path in paths if any(_fits(pattern, path.split("/")) for pattern in split))


def ignored(lines: Iterable[str], paths: Iterable[str]) -> frozenset[str]:
    """Paths that lines of a `.gitignore` name: a name alone at any depth, a folder with all that is in it."""
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith(("#", "!"))]
    split = [_anchored(pattern) for pattern in patterns[:MAX_PATTERNS]]
    return frozenset(path for path in paths if any(_covers(pattern, path.split("/")) for pattern in split))


def _anchored(pattern: str) -> list[str]:
    parts = _parts(pattern.strip("/"))
    return parts if "/" in pattern.rstrip("/") else ["**", *parts]


def _parts(pattern: str) -> list[str]:
    """The parts between slashes, several `**` in a row as one: they mean the same."""
    parts = pattern[:MAX_CHARS].split("/")
    return [part for part, before in zip(parts, ["", *parts], strict=False) if (part, before) != ("**", "**")]


def _covers(pattern: list[str], parts: list[str]) -> bool:
    """Whether the pattern names the path or a folder above it."""
    return any(_fits(pattern, parts[:count]) for count in range(1, len(parts) + 1))


def _fits(pattern: list[str], parts: list[str]) -> bool:
    """Whether the whole path fits; `reached` are the numbers of parts that the pattern can have used up so far."""
    reached = {0}
    for piece in pattern:
        if piece == "**":
            reached = set(range(min(reached), len(parts) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], piece)}
        if not reached:
            return False
    return len(parts) in reached
