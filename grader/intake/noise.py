"""What nobody means to hand in: it is dropped before anything else about it is judged, and counted.

A 300 MB virtual environment must cost a student nothing, and its links, odd names and depth are not hers. Our own
handout marker is dropped without a word, because the student did not make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate

MARKER = ".grader.toml"

_EXACT = frozenset(
    {
        *("__pycache__", "node_modules", ".git", ".hg", ".svn", ".idea", ".vscode"),
        *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints", ".tox", ".nox"),
        *("__macosx", ".ds_store", "icon\r", "thumbs.db", "ehthumbs.db", "desktop.ini"),
    }
)
_PATTERNS = ("._*", "*.pyc", "*.pyo", "*.egg-info", "*~", ".*.sw?", ".#*", "#*#")
_ENVIRONMENT_NAMES = frozenset({"venv", ".venv", "env"})
_ENVIRONMENT_MARKS = frozenset({"pyvenv.cfg", "bin", "Scripts"})
_ANY_PATTERN = re.compile("|".join(map(translate, _PATTERNS)))


@dataclass(frozen=True, order=True)
class Noise:
    """One dropped file or folder; of a folder nothing inside is counted. `label` is what a note calls it."""

    path: str
    label: str
    is_folder: bool


def noise_label(part: str) -> str | None:
    """What a note calls a file or folder of this name if it is noise, None where it is not."""
    if part.casefold() in _EXACT:
        return part.rstrip()
    if not _ANY_PATTERN.match(part):  # asked for every part of 20,000 names: one match is ten times faster
        return None
    return next(pattern for pattern in _PATTERNS if fnmatchcase(part, pattern))


def is_environment(name: str, children: Set[str]) -> bool:
    """Whether a folder of this name, with entries of these names, is a virtual environment."""
    if "pyvenv.cfg" in children:
        return True
    return name in _ENVIRONMENT_NAMES and not children.isdisjoint({"bin", "Scripts"})


def environment_label(name: str) -> str:
    """What a note calls a virtual environment in a folder of this name, which may be any name."""
    return name if name in _ENVIRONMENT_NAMES else "a virtual environment"


def environments(paths: Iterable[str]) -> frozenset[str]:
    """The virtual environments among the folders of a whole listing; never the top itself."""
    marks: dict[str, set[str]] = {}
    for path in paths:
        parts = path.split("/")
        for level, part in enumerate(parts):
            if level and part in _ENVIRONMENT_MARKS:
                marks.setdefault("/".join(parts[:level]), set()).add(part)
    return frozenset(folder for folder, found in marks.items() if is_environment(folder.rpartition("/")[2], found))


def noise_root(path: str, is_folder: bool, inside: frozenset[str]) -> Noise | None:
    """The outermost part of `path` that is noise, None where no part is. `inside` are the virtual environments."""
    parts = path.split("/")
    for level, part in enumerate(parts):
        prefix = "/".join(parts[: level + 1])
        label = noise_label(part) or (environment_label(part) if prefix in inside else None)
        if label is not None:
            return Noise(prefix, label, is_folder or level + 1 < len(parts))
    return None
