"""What a teacher gets wrong, and what a machine does: one sentence, status 2 or 3, and what was stored stays whole."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from grader.store.schema import VERSION_TABLE
from tests.batch.classroom import RIGHT, Classroom, Ran
from tests.lms.generate import build
from tests.lms.packings import zipped

CLASS = {"ann": RIGHT, "ben": RIGHT + "# ben\n"}


def assert_refused(ran: Ran, status: int, *words: str) -> None:
    """One sentence that says what is wrong, and nothing else."""
    assert ran.status == status, ran.said
    assert len(ran.sentences) == 1, ran.said
    assert ran.sentences[0].startswith("grade: ")
    assert "Traceback" not in ran.said
    assert "mistake" not in ran.said
    assert all(word in ran.said for word in words), ran.said
    assert ran.out == ""


def truncated(folder: Path) -> Path:
    """A zip that was cut off on its way."""
    source = build("moodle", folder, 20).source
    source.write_bytes(source.read_bytes()[:-2_000])
    return source


def foreign(folder: Path) -> Path:
    """A zip of something else."""
    (folder / "photos.zip").write_bytes(zipped({"1.jpg": b"\xff\xd8", "2.jpg": b"\xff\xd8"}))
    return folder / "photos.zip"


def no_zip(folder: Path) -> Path:
    """A web page that was saved instead of the download."""
    (folder / "class.zip").write_bytes(b"<!DOCTYPE html>")
    return folder / "class.zip"


def missing(folder: Path) -> Path:
    """A name that was typed wrong."""
    return folder / "clas"


@pytest.mark.parametrize(
    ("make", "word"), [(truncated, "moodle.zip"), (foreign, "photos.zip"), (no_zip, "class.zip"), (missing, "clas")]
)
def test_bad_source(room: Classroom, make: Callable[[Path], Path], word: str) -> None:
    """No download: nothing is made, also no run folder."""
    assert_refused(room.batch(make(room.folder)), 2, word)
    assert not (room.folder / "run").exists()


@pytest.mark.parametrize(
    "roster",
    [
        pytest.param(b"student,name\nann,\xff\xfe\x00\x81bad\n", id="encoding"),
        pytest.param(b"student,name\nann,Ann\nann,Anna\n", id="id-twice"),
        pytest.param(b"colour,size\nred,1\n", id="no-column"),
        pytest.param(b"", id="empty"),
    ],
)
def test_bad_roster(room: Classroom, roster: bytes) -> None:
    """A roster that cannot be read or names one student twice."""
    (room.folder / "roster.csv").write_bytes(roster)

    assert_refused(room.batch(room.hand_in(CLASS), "--roster", room.folder / "roster.csv"), 2, "roster.csv")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--attempt", "first"), "--attempt first"),
        (("--due", "tomorrow"), "tomorrow"),
        (("--layout", "sakai"), "sakai"),
        (("--sandbox", "none"), "none"),
        (("--policy", "no.yaml"), "no.yaml"),
        (("--roster", "no.csv"), "no.csv"),
    ],
)
def test_bad_option(room: Classroom, options: tuple[str, str], word: str) -> None:
    """An option that means nothing."""
    assert_refused(room.batch(room.hand_in(CLASS), *options), 2, word)


def test_run_folder_of_another_exercise(room: Classroom) -> None:
    """It is refused, and its own exercise goes on with it."""
    source = room.hand_in(CLASS)
    rows = room.graded(source)

    assert_refused(room.batch(source, exercise="math-utils"), 2, "tiny")
    assert room.graded(source) == rows
    assert room.starts() == {"ann": 1, "ben": 1}


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(f"UPDATE {VERSION_TABLE} SET version_num = 'v9999'", id="newer"),  # noqa: S608
        pytest.param(None, id="foreign"),
    ],
)
def test_database_that_is_not_ours_to_change(room: Classroom, spoil: str | None) -> None:
    """A newer version's or another program's file stays byte for byte."""
    source = room.hand_in(CLASS)
    room.graded(source)
    database = room.folder / "run/grades.db"
    if spoil is None:
        database.write_bytes(b"This is no database. " * 300)
    else:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute(spoil)
            connection.commit()
    before = database.read_bytes()

    assert_refused(room.batch(source), 2, "grades.db")
    assert database.read_bytes() == before


def test_run_folder_that_is_a_file(room: Classroom) -> None:
    """The name of the run folder is taken."""
    (room.folder / "run").write_text("mine", "utf-8")

    assert_refused(room.batch(room.hand_in(CLASS)), 2, "run")
    assert (room.folder / "run").read_text("utf-8") == "mine"


@pytest.fixture
def tiny_disk(room: Classroom) -> Iterator[Callable[[str], None]]:
    """A run folder on a disk of its own; the function mounts it with options. Only root may."""
    run = room.folder / "run"
    run.mkdir()

    def mount(options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(run)], check=True)  # noqa: S607

    yield mount
    subprocess.run(["umount", str(run)], check=False, capture_output=True)  # noqa: S607


root_only = pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="only root can mount a small disk")


@root_only
def test_full_disk(room: Classroom, tiny_disk: Callable[[str], None]) -> None:
    """The disk fills up while a class is graded; with more room the next call does the rest and nothing twice."""
    source = room.hand_in({f"s{number:02}": f"{RIGHT}# {number}\n" for number in range(30)})
    tiny_disk("size=600k")

    ran = room.batch(source, "-q")
    assert_refused(ran, 3)
    kept = room.starts() if (room.folder / "run/grades.db").stat().st_size else {}

    subprocess.run(["mount", "-o", "remount,size=60m", str(room.folder / "run")], check=True)  # noqa: S607
    assert len(room.graded(source)) == 30
    assert {student: count for student, count in room.starts().items() if student in kept} == kept


@root_only
def test_read_only_run_folder(room: Classroom, tiny_disk: Callable[[str], None]) -> None:
    """A folder that cannot be written, empty or with a run in it."""
    source = room.hand_in(CLASS)
    tiny_disk("size=20m")
    rows = room.graded(source)
    subprocess.run(["mount", "-o", "remount,ro", str(room.folder / "run")], check=True)  # noqa: S607

    assert_refused(room.batch(source), 2, "run cannot be written")
    assert {row["student"]: row for row in room.rows()} == rows
