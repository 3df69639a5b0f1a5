"""All cases in one class: one command, a row for everyone, and each gets what is right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TypeGuard

import pytest

from grader.sandbox import SandboxKind
from tests.hostile.suite.case import Case, all_cases
from tests.hostile.suite.classes import ClassRun, grade_class
from tests.hostile.suite.figures import CLASSES
from tests.hostile.suite.judging import unfair

pytestmark = pytest.mark.docker
IN_CLASS = tuple(case for case in all_cases() if SandboxKind.DOCKER in case.spec.sandboxes)
EXERCISES = tuple(sorted({case.exercise for case in IN_CLASS}))


@pytest.fixture(scope="session")
def school(request: pytest.FixtureRequest, desk: Path, scratch: Path, docker_image: str) -> ClassRun:
    """The class of all cases of an exercise that are to be tested, graded once."""
    exercise: Path = request.param
    chosen = [item.callspec.params["case"] for item in request.session.items if _asks_for_a_row(item)]
    cases = [case for case in chosen if isinstance(case, Case) and case.exercise == exercise]
    made = grade_class(cases, docker_image, desk / f"class-{exercise.name}", scratch)
    request.config.stash.setdefault(CLASSES, []).append(made)
    return made


def _asks_for_a_row(item: pytest.Item) -> TypeGuard[pytest.Function]:
    return isinstance(item, pytest.Function) and item.originalname == test_row_is_right.__name__


@pytest.mark.parametrize("school", EXERCISES, ids=lambda folder: folder.name, indirect=True)
def test_class_ends_well(school: ClassRun) -> None:
    """Status 0, a row for everyone, no mistake of ours, nothing left, and the canary is well."""
    assert school.status == 0, school.said
    assert set(school.rows) == {*school.students.values(), *school.neighbours.values()}
    assert {row["status"] for row in school.rows.values()} <= {"graded", "rejected"}
    assert list(school.left) == []


@pytest.mark.parametrize(
    ("school", "case"),
    [pytest.param(case.exercise, case, id=case.slug) for case in IN_CLASS],
    indirect=["school"],
)
def test_row_is_right(case: Case, school: ClassRun) -> None:
    """Status, score, verdicts and words of the case; full marks for the honest student after it."""
    row, report = school.row(case), school.report(case)

    honest = school.rows[school.neighbours[case.slug]]
    assert (honest["status"], honest["percent"]) == ("graded", "100")
    assert row["status"] == ("graded" if case.spec.rejected is None else "rejected")
    if case.spec.rejected is None:
        assert Decimal(row["score"]) in case.spec.score
        assert report is not None
        assert unfair(case, report["checks"]) == []
    words = school.teachers_words(case)
    wanted = (*case.spec.teacher, *([case.spec.rejected] if case.spec.rejected else []))
    assert [part for part in wanted if part not in words] == [], words
    assert [part for part in case.spec.not_student if part in school.page(case) or part in str(report)] == []
