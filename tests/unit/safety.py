"""What makes a submission safe, whoever handed it in: the same for all tests of intake."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from grader.submission import Caps, Submission

FORBIDDEN_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}


def assert_safe(submission: Submission, caps: Caps) -> None:
    """Every path is the same relative file on every system, and nothing is over a cap."""
    assert list(submission.files) == sorted(submission.files)
    assert sum(map(len, submission.files.values())) <= caps.total_bytes
    assert len(submission.files) <= caps.files
    assert all(note.isprintable() for note in submission.notes)
    for path in (*submission.files, *submission.folders):
        assert_safe_path(path)
    assert submission.folders.isdisjoint(submission.files)
    assert len({unicodedata.normalize("NFC", path.casefold()) for path in submission.files}) == len(submission.files)


def assert_safe_path(path: str) -> None:
    """The path stays below the folder it is joined to, here and on Windows."""
    windows = PureWindowsPath(path)
    assert not windows.drive
    assert not windows.root
    assert windows.parts == PurePosixPath(path).parts
    assert "/".join(PurePosixPath(path).parts) == path
    assert ".." not in windows.parts
    assert not any(PureWindowsPath(part).is_reserved() for part in windows.parts)
    assert FORBIDDEN_CATEGORIES.isdisjoint(map(unicodedata.category, path))
    assert len(path.encode("utf-8")) < 4096
