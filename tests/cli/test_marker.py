"""The marker file in a student's folder, and what it tells about the way through the course."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.cli.marker import mark, note_passed, read_marker, started_in, workplace
from grader.errors import UsageError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def marked(place: Path, name: str, exercise: str, *, done: bool = False) -> Path:
    """A folder in which an exercise was begun."""
    folder = place / name
    folder.mkdir()
    mark(folder, exercise)
    if done:
        note_passed(folder, exercise, NOON)
    return folder


def test_what_passed_is_noted_once(tmp_path: Path) -> None:
    """With the moment of the first time, in a file that is still what it was."""
    folder = marked(tmp_path, "a", "math-utils")
    assert not read_marker(folder).done

    note_passed(folder, "math-utils", NOON)
    note_passed(folder, "math-utils", datetime.now(UTC))

    assert read_marker(folder).done
    assert read_marker(folder).exercise == "math-utils"
    assert (folder / ".grader.toml").read_text(encoding="utf-8").count("passed = 2026-03-01T12:00:00Z") == 1


def test_nothing_is_noted_elsewhere(tmp_path: Path) -> None:
    """Neither for another exercise, nor where there is no marker."""
    folder = marked(tmp_path, "a", "math-utils")

    note_passed(folder, "mypackage", NOON)
    note_passed(tmp_path, "math-utils", NOON)

    assert not read_marker(folder).done
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_folders_side_by_side(tmp_path: Path) -> None:
    """Each exercise with its folder; of two folders the one that is done, and a broken marker tells nothing."""
    marked(tmp_path, "a", "math-utils")
    done = marked(tmp_path, "b", "math-utils", done=True)
    marked(tmp_path, "c", "math-utils")
    begun = marked(tmp_path, "d", "mypackage")
    marked(tmp_path, "e", "x")
    (tmp_path / "e" / ".grader.toml").write_text("exercise =", encoding="utf-8")

    found = started_in(tmp_path)

    assert {name: (each.folder, each.done) for name, each in found.items()} == {
        "math-utils": (done, True),
        "mypackage": (begun, False),
    }


def test_workplace_is_around_the_marked_folder(tmp_path: Path) -> None:
    """From inside a folder one sees the others beside it."""
    inner = marked(tmp_path, "a", "math-utils") / "deep" / "er"
    inner.mkdir(parents=True)

    assert workplace(inner) == workplace(tmp_path / "a") == workplace(tmp_path) == tmp_path


def test_marker_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """With what to do instead."""
    (tmp_path / ".grader.toml").write_text("passed = true\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"does not say which exercise this is\. Name it with -e"):
        read_marker(tmp_path)
