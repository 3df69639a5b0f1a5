"""The values that pass between the readers: entries of an archive, and the tree that was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from grader.errors import SubmissionRejected
from grader.intake.names import parents, refuse_collisions, shown
from grader.intake.noise import Noise


class EntryKind(Enum):
    """What an entry of an archive or folder is. Only files are read; what is OTHER is never followed or opened."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "link or special file"


@dataclass(frozen=True)
class Entry:
    """One entry as an archive lists it: its place in the listing, its name as it stands there, the size it claims."""

    number: int
    raw: str
    kind: EntryKind
    size: int


class Archive(Protocol):
    """An archive that can be listed and read as often as needed; both may raise any of `archives.HOSTILE`."""

    def entries(self) -> Iterator[Entry]:
        """All entries, in the archive's order, without reading their content."""

    def contents(self, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
        """The content of the files of these numbers, each exactly as long as it claims."""


@dataclass(frozen=True)
class Tree:
    """What was read from one place. `folders` holds every folder, also empty ones; paths are safe and relative."""

    files: Mapping[str, bytes]
    folders: frozenset[str]
    noise: frozenset[Noise] = field(default=frozenset())
    skipped: frozenset[str] = field(default=frozenset())
    """paths of links and special files"""

    @property
    def top(self) -> frozenset[str]:
        """Names of the files and folders at the top."""
        return frozenset(path.partition("/")[0] for path in (*self.files, *self.folders))

    def joined(self, other: Tree, source: str) -> Tree:
        """Both trees in one; a file that is in both with the same content is one file.

        Raises:
            SubmissionRejected: they contradict each other; `source` is the name of the archive `other` came from.
        """
        for path in self.files.keys() & other.files.keys():
            if self.files[path] != other.files[path]:
                raise SubmissionRejected(
                    f"The file {shown(path)} is there twice with different content, once in {shown(source)}.",
                    "Keep only the one that counts.",
                )
        files = {**self.files, **other.files}
        folders = self.folders | other.folders
        refuse_collisions(files, folders | parents(files))
        return Tree(files, folders, self.noise | other.noise, self.skipped | other.skipped)
