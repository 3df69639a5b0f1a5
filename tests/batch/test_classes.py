"""A class with every trap, from each host's download to the host's own gradebook: nobody loses or gets a grade."""

from __future__ import annotations

import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.batch.classroom import Classroom
from tests.lms.generate import FORMATS, Class, build

COUNT = 40
SCORE = Decimal(13)
"""the generated answer forgets the exclamation mark in `shout`"""
MAXIMUM = Decimal(16)
SILENT = ("blackboard", "gradescope")
"""hosts that do not say who was late"""


@pytest.fixture(params=FORMATS)
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Class:
    """A class in one format."""
    (tmp_path / "download").mkdir()
    return build(request.param, tmp_path / "download", COUNT)


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
        f"grade: 1 in nobody's name in the roster: {unmatched(school)}"
    ]
    return found


def unmatched(school: Class) -> str:
    """Who dropped the course after handing in."""
    (student,) = (row.student for row in school.rows if not row.in_roster)
    return student


def test_every_row_is_right(room: Classroom, school: Class) -> None:
    """Status, lateness, attempt and score of everyone; a report for all graded, a page for all who handed in.

    And the roster that the host gave comes back with the grades in it and not one other byte changed.
    """
    assert graded_class(room, school) == expected(school)

    run = room.folder / "run"
    assert len(list(run.glob("reports/*.json"))) == sum(row.accepted for row in school.rows)
    assert len(list(run.glob("feedback/*.html"))) == sum(not row.missing for row in school.rows)
    assert list(room.scratch.iterdir()) == []
    if school.layout != "gradescope":  # it has no gradebook of its own; its roster here is a plain one
        assert_filled(room, school)


def assert_filled(room: Classroom, school: Class) -> None:
    """`grade export` into the host's own file; the trial run writes nothing."""
    output = room.folder / "filled"
    words = ("export", school.layout, room.folder / "run", "--gradebook", school.roster, "-o", output)
    dry = room.grade(*words, "--dry-run")
    assert (dry.status, output.exists()) == (0, False)
    ran = room.grade(*words)

    assert ran.status == 0, ran.said
    assert f"No row in the gradebook for: {unmatched(school)}" in ran.said
    codec = {"blackboard": "utf-16", "moodle": "utf-8-sig", "canvas": "utf-8"}[school.layout]
    before, after = (path.read_bytes().decode(codec) for path in (school.roster, output))
    assert without_comments(after, school.format) == filled_by_hand(before, school, school.format)
    assert output.read_bytes()[:3] == school.roster.read_bytes()[:3]


@pytest.mark.docker
def test_every_row_is_right_in_docker(room: Classroom, tmp_path: Path) -> None:
    """The same class in containers, from the download as a teacher unpacks it."""
    school = build("moodle", tmp_path, COUNT)
    with zipfile.ZipFile(school.source) as archive:
        archive.extractall(tmp_path / "unpacked")
    loose = Class(school.format, school.layout, tmp_path / "unpacked", school.roster, school.rows)

    assert graded_class(room, loose, "--sandbox", "docker") == expected(school)


def filled_by_hand(text: str, school: Class, form: str) -> str:
    """The gradebook as it must come back, made by replacing text. Rejected hand-ins keep what was there: nothing."""
    for row in school.rows:
        if not row.accepted or not row.in_roster:
            continue
        points = SCORE / MAXIMUM * (100 if form.startswith("moodle") else 10)
        text = with_grade(text, row.student, str(points.quantize(Decimal("0.01"), ROUND_HALF_UP)), form)
    return text


def with_grade(text: str, student: str, grade: str, form: str) -> str:
    """Put one grade in."""
    start, empty = {
        "moodle": (f"Participant {student},", ",,100.00,"),
        "canvas": (f",{student},", ",,"),
        "blackboard": (f'"{student}"\t', '\t""\n'),
    }[form.partition("-")[0]]
    place = text.index(start)
    end = text.index("\n", place) + 1
    if form == "canvas":
        return f"{text[: end - 3]},{grade},{text[end - 1 :]}"
    full = empty.replace(",,", f",{grade},").replace('""', f'"{grade}"')
    place = text.index(empty, place)
    return text[:place] + full + text[place + len(empty) :]


def without_comments(text: str, form: str) -> str:
    """Take away the comments that stand where none stood; each says how the score came about."""
    return text.replace(",13 of 16 points.", ",") if form.startswith("moodle") else text
