"""What a mutant is: a change of some files, with a name that stays the same while its line stays the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum


class Operator(StrEnum):
    """What is changed."""

    SWAPPED_ARGUMENTS = "swapped-arguments"
    OFF_BY_ONE = "off-by-one"
    WRONG_OPERATOR = "wrong-operator"
    DROPPED_RETURN = "dropped-return"
    CHANGED_CONSTANT = "changed-constant"
    REMOVED_INIT = "removed-init"
    RENAMED_MODULE = "renamed-module"
    OTHER_IMPORT = "other-import"
    STAR_IMPORT = "star-import"
    DROPPED_EXPORT = "dropped-export"
    PRINT_AT_IMPORT = "print-at-import"
    CYCLE = "cycle"


@dataclass(frozen=True)
class Change:
    """One change. `files` holds the new content of each file that changes, None for one that goes away.

    `place` is the function in which it happens, "" outside of all; `words` tell what is there now.
    """

    operator: Operator
    path: str
    place: str
    words: str
    files: Mapping[str, bytes | None]

    @property
    def name(self) -> str:
        """What the author calls it by, for example `off-by-one shapes.py area: return width * height + 1`."""
        place = f" {self.place}" if self.place else ""
        return f"{self.operator} {self.path}{place}: {' '.join(self.words.split())}"

    def applied(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """All files after the change."""
        changed = {**files, **self.files}
        return {path: data for path, data in changed.items() if data is not None}

    def diff(self, files: Mapping[str, bytes]) -> str:
        """The change as a unified diff, with one line around it."""
        return "\n".join(line for path in self.files for line in self._diff(path, files))

    def _diff(self, path: str, files: Mapping[str, bytes]) -> Iterator[str]:
        before, after = files.get(path), self.files[path]
        old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (before, after))
        names = (path if before is not None else "nothing", path if after is not None else "nothing")
        yield from (line.rstrip("\n") for line in unified_diff(old, new, *names, n=1, lineterm=""))
        if before is None and after is not None and not after:
            yield f"+++ {path} (empty)"
        if after is None and not before:
            yield f"--- {path} (empty)"


@dataclass(frozen=True)
class Mutant:
    """A changed reference."""

    name: str
    files: Mapping[str, bytes]
    folders: frozenset[str]
    diff: str
