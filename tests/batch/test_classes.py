"""A class with every trap, from each host's download to the host's own gradebook: nobody loses or gets a grade.

With GRADER_CLASS_SIZE=200 in the environment the classes are as large as a whole year's.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.batch.classroom import Classroom
from tests.lms.generate import FORMATS, Class, build, gradebook, graded

SCORE = Decimal(14)
"""the generated answer forgets the exclamation mark in `shout`"""
MAXIMUM = Decimal(17)
SILENT = ("blackboard", "gradescope")
"""hosts that do not say who was late"""
TAKES_FEEDBACK = ("moodle", "canvas")


@pytest.fixture(params=FORMATS)
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Class:
    """A class in one format."""
    (tmp_path / "download").mkdir()
    return build(request.param, tmp_path / "download")


def expected(school: Class) -> dict[str, tuple[str, str, str, str]]:
    """Student -> status, late, attempt, score, as scores.csv writes them."""
    rows = {}
    for row in school.rows:
        if row.missing:
            rows[row.student] = ("missing", "false", "", "")
        else:
            status, score = ("graded", str(SCORE)) if row.accepted else ("rejected", "0")
            rows[row.student] = (status, "true" if row.late else "false", str(row.attempts), score)
    return rows


def graded_class(room: Classroom, school: Class, *options: str) -> dict[str, tuple[str, str, str, str]]:
    """Grade it; the rows in the form of `expected`."""
    due = ["--due", school.due] if school.layout in SILENT else []
    ran = room.batch(school.source, "--roster", school.roster, *due, "-q", *options, exercise="mypackage")
    assert ran.status == 0, ran.said
    found = {row["student"]: (row["status"], row["late"], row["attempt"], row["score"]) for row in room.rows()}
    assert len(found) == len(room.rows())
    assert [line for line in ran.sentences if "in nobody's name in the roster" in line] == [
        f"grade: 1 in nobody's name in the roster: {school.unmatched}"
    ]
    return found


def test_every_row_is_right(room: Classroom, school: Class) -> None:
    """Status, lateness, attempt and score of everyone; a report for all graded, a page for all who handed in.

    And the roster that the host gave comes back with the grades in it and not one other byte changed.
    """
    assert graded_class(room, school) == expected(school)

    run = room.folder / "run"
    assert len(list(run.glob("reports/*.json"))) == sum(row.accepted for row in school.rows)
    assert len(list(run.glob("feedback/*.html"))) == sum(not row.missing for row in school.rows)
    assert list(room.scratch.iterdir()) == []
    assert_filled(room, school)
    if school.layout in TAKES_FEEDBACK:
        assert_feedback(room, school)


def assert_filled(room: Classroom, school: Class) -> None:
    """`grade export` into the host's own file; the trial run writes nothing."""
    output = room.folder / "filled"
    words = ("export", school.host, room.folder / "run", "--gradebook", school.roster, "-o", output)
    dry = room.grade(*words, "--dry-run")
    assert (dry.status, output.exists()) == (0, False)
    ran = room.grade(*words)

    assert ran.status == 0, ran.said
    assert f"No row in the gradebook for: {school.unmatched}" in ran.said
    assert output.read_bytes() == gradebook(school, graded(school, SCORE, MAXIMUM))


def assert_feedback(room: Classroom, school: Class) -> None:
    """The pages of all whom the host can name by a number, each once, under a name that it takes back."""
    output = room.folder / "feedback.zip"
    words = ("--gradebook", school.roster, "-o", room.folder / "filled", "--feedback", output)
    ran = room.grade("export", school.host, room.folder / "run", *words)

    assert ran.status == 0, ran.said
    with zipfile.ZipFile(output) as archive:
        pages = {name: archive.read(name) for name in archive.namelist()}
    expected = [row.student for row in school.rows if not row.missing and row.student not in left_out(ran.said)]
    assert sorted(map(addressee, pages)) == sorted(expected)
    assert len(expected) > len(school.rows) / 2
    folder = room.folder / "run/feedback"
    assert all(page == (folder / f"{addressee(name)}.html").read_bytes() for name, page in pages.items())
    if school.layout == "canvas":
        assert {name.removesuffix("feedback.html") for name in pages} <= beginnings(school)


def left_out(said: str) -> list[str]:
    """Whom the terminal names as having no page."""
    found = re.search(r"No page can be given back for: (.*?) \(", said)
    return found[1].split(", ") if found else []


def addressee(name: str) -> str:
    """The first number between `_` in a file's or folder's name, as both hosts look for it."""
    return next(part for part in name.partition("/")[0].split("_") if part.isdecimal())


def beginnings(school: Class) -> set[str]:
    """How the files' names begin in Canvas's download, up to the attachment."""
    with zipfile.ZipFile(school.source) as archive:
        return {found[0] for name in archive.namelist() if (found := re.match(r".*?_\d+_\d+_", name))}


@pytest.mark.docker
def test_every_row_is_right_in_docker(room: Classroom, tmp_path: Path) -> None:
    """The same class in containers, from the download as a teacher unpacks it."""
    school = build("moodle", tmp_path)
    with zipfile.ZipFile(school.source) as archive:
        archive.extractall(tmp_path / "unpacked")
    loose = replace(school, source=tmp_path / "unpacked")

    assert graded_class(room, loose, "--sandbox", "docker") == expected(school)
