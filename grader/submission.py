"""A submission: a frozen tree of files, and the one door through which it comes in.

    read_submission    a folder, an archive or a single .py file on disk
    read_archive       an archive from a stream
    read_loose         files and archives side by side, as an LMS's download holds them
    Submission.of      files that are already in hand

Nothing is extracted, written or followed on the way; how is told in `grader/intake`. Decisions: exactly one level
of archive is opened; a file that is in a folder and, with the same content, in an archive beside it is one file;
a single `.py` file is a submission of that file, because that is what `grade check math_utils.py` means.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from grader.errors import UsageError
from grader.intake.archives import Format, format_of, read_packed
from grader.intake.caps import DEFAULT_CAPS, Budget, Caps
from grader.intake.folders import FolderRead, read_folder, read_regular_file
from grader.intake.names import parents, refuse_collisions, refuse_name, shown
from grader.intake.notes import notes_of, nothing_left
from grader.intake.streams import Reader, read_up_to
from grader.intake.trees import Tree
from grader.intake.wrapping import without_wrapper, wrapper_of

__all__ = ["Caps", "Submission", "python_lines", "read_archive", "read_loose", "read_submission"]

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Submission:
    """What a student handed in, as far as it counts. Made by the functions of this module and `of` only."""

    files: Mapping[str, bytes]
    """safe relative path with `/` -> content; read-only, in the order of the paths"""
    sha256: str
    """over paths and contents: the same for a folder and for any archive of it, in hexadecimal"""
    notes: tuple[str, ...]
    """sentences for the student: what was dropped, skipped, opened or unwrapped"""
    folders: frozenset[str]
    """every folder, also empty ones where they are known"""

    @classmethod
    def of(
        cls,
        files: Mapping[str, bytes],
        notes: tuple[str, ...] = (),
        folders: Iterable[str] = (),
        caps: Caps = DEFAULT_CAPS,
    ) -> Submission:
        """A submission of these files, which are copied. `folders` adds empty ones.

        Raises:
            SubmissionRejected: a path is not safe, or two are the same on some system.
        """
        known = frozenset(folders)
        known |= parents((*files, *known))
        for path in (*files, *known):
            refuse_name(path, caps)
        refuse_collisions(files, known)
        ordered = {path: bytes(files[path]) for path in sorted(files)}
        return cls(MappingProxyType(ordered), _sha256(ordered), tuple(notes), known)

    def text(self, path: str) -> str | None:
        r"""The file as text to show to people, None where there is none; undecodable bytes as `\xNN`. Never parsed."""
        content = self.files.get(path)
        return None if content is None else content.decode("utf-8", "backslashreplace").removeprefix("\ufeff")


def python_lines(text: str) -> list[str]:
    """The lines as Python counts them, so that the numbers of tracebacks fit: a form feed ends none, a BOM is none."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    return lines[:-1] if not lines[-1] else lines


def read_submission(path: Path, asked: frozenset[str] = frozenset(), caps: Caps = DEFAULT_CAPS) -> Submission:
    """Read what was handed in: a folder, an archive or one `.py` file.

    `asked` are the top-level names that the exercise looks for (`mypackage`, `math_utils.py`); a wrapping folder is
    dropped only where they lie in it.

    Raises:
        UsageError: there is nothing at `path`, or it cannot be read.
        SubmissionRejected: the sentence for the student.
    """
    try:
        is_folder = path.is_dir()
        # The path that was typed may be a link; what it leads to must not be one.
        packed = None if is_folder else read_regular_file(Path(os.path.realpath(path)), caps.archive_bytes)
    except FileNotFoundError as error:
        raise UsageError(f"There is no file or folder {shown(str(path))}.", "Check the path.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"The file {shown(str(path))} cannot be read: {reason}.") from error
    if is_folder:
        return _from_folder(path, asked, caps)
    if packed is None:
        raise UsageError(f"{shown(str(path))} is neither a file nor a folder.", "Give a folder or an archive.")
    if path.suffix == ".py" and format_of(packed) is Format.OTHER:
        return _from_one_file(path.name, packed, caps)
    return _from_packed(packed, path.name, asked, caps)


def read_archive(data: Reader, name: str, asked: frozenset[str] = frozenset(), caps: Caps = DEFAULT_CAPS) -> Submission:
    """Read an archive from a binary stream, which need not be seekable and stays open. `name` is for the sentences.

    Raises:
        SubmissionRejected: the sentence for the student. OSError: the stream itself broke.
    """
    return _from_packed(read_up_to(data, caps.archive_bytes + 1), name, asked, caps)


def _from_packed(packed: bytes, name: str, asked: frozenset[str], caps: Caps) -> Submission:
    budget = Budget(caps)
    budget.unpack(shown(name), len(packed))
    tree, wrappers = _unwrapped(read_packed(packed, name, budget), asked)
    return _finished(tree, name, notes_of(tree, (), wrappers), caps)


def _from_one_file(name: str, content: bytes, caps: Caps) -> Submission:
    Budget(caps).keep(shown(name), len(content))
    return Submission.of({unicodedata.normalize("NFC", name): content}, caps=caps)


def _from_folder(path: Path, asked: frozenset[str], caps: Caps) -> Submission:
    budget = Budget(caps)
    return read_loose(read_folder(path, budget), path.resolve().name, asked, budget)


def read_loose(read: FolderRead, name: str, asked: frozenset[str], budget: Budget) -> Submission:
    """The submission of loose files and the archives at their top, as a folder or an LMS's download gives them.

    `name` is for the sentences, `budget` the one that `read` was read with.

    Raises:
        SubmissionRejected: the sentence for the student.
    """
    tree, wrappers = (read.tree, ()) if read.archives else _unwrapped(read.tree, asked)
    for archive, packed in read.archives:
        # What lies at the top of the folder itself is not looked for in an archive beside it.
        inner, wrapper = _unwrapped(read_packed(packed, archive, budget), asked - read.tree.top)
        tree, wrappers = tree.joined(inner, archive), wrappers + wrapper
    return _finished(tree, name, notes_of(tree, [archive for archive, _ in read.archives], wrappers), budget.caps)


def _unwrapped(tree: Tree, asked: frozenset[str]) -> tuple[Tree, tuple[str, ...]]:
    wrapper = wrapper_of(tree, asked)
    return (tree, ()) if wrapper is None else (without_wrapper(tree, wrapper), (wrapper,))


def _finished(tree: Tree, name: str, notes: tuple[str, ...], caps: Caps) -> Submission:
    if not tree.files:
        raise nothing_left(tree, name)
    return Submission.of(tree.files, notes, tree.folders, caps)


def _sha256(files: Mapping[str, bytes]) -> str:
    """Lengths before paths and contents, so that no two trees give the same bytes. `files` is in order."""
    digest = hashlib.sha256()
    for path, content in files.items():
        name = path.encode("utf-8")
        digest.update(b"%d:%b%d:" % (len(name), name, len(content)))
        digest.update(content)
    return digest.hexdigest()
