"""All cases in one class: one command, a row for everyone, and each gets what is right."""

from __future__ import annotations

from collections.abc import Mapping
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
def schools(request: pytest.FixtureRequest, desk: Path, scratch: Path, docker_image: str) -> Mapping[Path, ClassRun]:
    """Exercise -> the class of all its cases that are to be tested."""
    chosen = [item.callspec.params["case"] for item in request.session.items if _asks_for_a_row(item)]
    cases = [case for case in chosen if isinstance(case, Case)]
    made = {
        exercise: grade_class(group, docker_image, desk / f"class-{exercise.name}", scratch)
        for exercise in EXERCISES
        if (group := [case for case in cases if case.exercise == exercise])
    }
    request.config.stash[CLASSES] = made.values()
    return made


def _asks_for_a_row(item: pytest.Item) -> TypeGuard[pytest.Function]:
    return isinstance(item, pytest.Function) and item.originalname == test_row_is_right.__name__


def test_classes_end_well(schools: Mapping[Path, ClassRun]) -> None:
    """Status 0, a row for everyone, no mistake of ours, nothing left, and the canary is well."""
    for school in schools.values():
        assert school.status == 0, school.said
        assert set(school.rows) == {*school.students.values(), *school.neighbours.values()}
        assert {row["status"] for row in school.rows.values()} <= {"graded", "rejected"}
        assert list(school.left) == []


@pytest.mark.parametrize("case", IN_CLASS, ids=lambda case: case.slug)
def test_row_is_right(case: Case, schools: Mapping[Path, ClassRun]) -> None:
    """Status, score, verdicts and words of the case; full marks for the honest student after it."""
    school = schools[case.exercise]
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
