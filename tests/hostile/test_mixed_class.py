"""A class in which every second student means harm, graded by two workers: nobody honest loses anything by it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from grader.report import Verdict
from grader.sandbox import SandboxKind
from tests.hostile.suite.case import EXERCISES, Case, all_cases
from tests.hostile.suite.classes import ClassRun, grade_class

pytestmark = pytest.mark.docker
COUNT = 40
"""hostile students, and as many honest ones"""
HOGS = ("fork-bomb", "hangs", "memory-hog", "output-flood")


def hostile_students() -> list[Case]:
    """The hogs, and others from all over the suite, none of which waits for a time limit."""
    hostile = [case for case in all_cases() if not case.is_odd and case.exercise == EXERCISES / "attack"]
    hostile = [case for case in hostile if SandboxKind.DOCKER in case.spec.sandboxes]
    hogs = [case for case in hostile if case.slug in HOGS]
    others = [case for case in hostile if case not in hogs and not _may_wait(case)]
    wanted = COUNT - len(hogs)
    return hogs + [others[number * len(others) // wanted] for number in range(wanted)]


def _may_wait(case: Case) -> bool:
    return any(Verdict.TIMEOUT in right for right in case.spec.verdicts.values())


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, scratch: Path, docker_image: str) -> ClassRun:
    """The class, graded once."""
    desk = tmp_path_factory.mktemp("mixed") / "desk"
    return grade_class(hostile_students(), docker_image, desk, scratch, jobs=2)


def test_class_ends_well(school: ClassRun) -> None:
    """Status 0, a row for each of the eighty, no mistake of ours in a row or a check, and nothing is left."""
    students = {*school.students.values(), *school.neighbours.values()}

    assert school.status == 0, school.said
    assert len(students) == 2 * COUNT
    assert set(school.rows) == students
    assert {row["status"] for row in school.rows.values()} <= {"graded", "rejected"}
    assert not [path for path in school.run.glob("reports/*.json") if Verdict.GRADER_ERROR in path.read_text("utf-8")]
    assert school.left == ()


def test_honest_students_get_full_marks(school: ClassRun) -> None:
    """All forty, although each was graded beside and after hostile ones."""
    marks = {school.rows[student]["percent"] for student in school.neighbours.values()}

    assert len(school.neighbours) == COUNT
    assert marks == {"100"}


def test_hostile_students_get_what_they_earned(school: ClassRun) -> None:
    """The points of each are those that are right for it, as when it is graded alone."""
    graded = [case for case in hostile_students() if case.spec.rejected is None]

    assert [
        f"{case.slug}: {school.row(case)['score']}"
        for case in graded
        if Decimal(school.row(case)["score"]) not in case.spec.score
    ] == []
