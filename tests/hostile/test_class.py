"""All cases in one class: one command, a row for everyone, and each gets what is right."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from grader.sandbox import SandboxKind
from tests.hostile.suite.case import Case, all_cases
from tests.hostile.suite.classes import ClassRun
from tests.hostile.suite.judging import unfair

pytestmark = pytest.mark.docker
IN_CLASS = tuple(case for case in all_cases() if SandboxKind.DOCKER in case.spec.sandboxes)


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
