"""Nothing in `cases/` earns what it did not answer, loses what it did, learns a secret, or outlives its grading."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from grader.reports.document import document
from grader.sandbox import SandboxKind
from tests.hostile.suite.case import Case, all_cases
from tests.hostile.suite.classes import ClassRun
from tests.hostile.suite.judging import (
    missed,
    missing_evidence,
    too_long,
    wrong_score,
    wrong_verdicts,
    wrong_words,
)
from tests.hostile.suite.runs import Outcome, Runner, exercise_of, shown

UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""categories of characters that move the cursor, turn the text round or cannot be written"""
FORGED_LINES = ('{"schema"', "===", "<testsuite", "SCORE", "13 passed")
"""how lines begin that cases print to pass for a report"""


def _spares(case: Case, kind: SandboxKind) -> pytest.MarkDecorator | None:
    if kind is SandboxKind.DOCKER:
        return pytest.mark.docker
    is_root = getattr(os, "geteuid", int)() == 0
    return pytest.mark.skipif(case.spec.needs_root and not is_root, reason="would harm who runs it: only as root")


def _runs(cases: Iterable[Case]) -> Iterator[ParameterSet]:
    """Every case in every sandbox that it is for; what intake refuses gets into none."""
    for kind in SandboxKind.PROCESS, SandboxKind.DOCKER:
        for case in cases:
            if kind in ((SandboxKind.PROCESS,) if case.spec.rejected else case.spec.sandboxes):
                yield pytest.param(case, kind, id=f"{kind.value}-{case.slug}", marks=_spares(case, kind) or ())


each_run = pytest.mark.parametrize(("case", "kind"), tuple(_runs(all_cases())))
each_poisonous_run = pytest.mark.parametrize(
    ("case", "kind"), tuple(_runs(case for case in all_cases() if "F20" in case.spec.ids))
)


@pytest.fixture
def outcome(case: Case, kind: SandboxKind, request: pytest.FixtureRequest) -> Outcome:
    """What became of the case: alone in this process, or in containers by `grade batch`, as one of its class."""
    if kind is SandboxKind.DOCKER:
        schools: Mapping[Path, ClassRun] = request.getfixturevalue("schools")
        return schools[case.exercise].outcome(case)
    runner: Runner = request.getfixturevalue("runner")
    return runner.outcome(case, kind)


@each_run
def test_case_gets_what_it_earned(case: Case, outcome: Outcome) -> None:
    """The verdict of each check, the score, the evidence and the student's words are as its file says."""
    complaints = list(wrong_words(case, outcome.told))
    if outcome.report is not None:
        complaints += wrong_verdicts(case, exercise_of(case), outcome.report)
        complaints += wrong_score(case, outcome.report)
        complaints += missing_evidence(case, outcome.report)
    assert complaints == []
    assert (outcome.report is None) is (case.spec.rejected is not None)


@each_run
def test_case_leaves_nothing_and_harms_nobody(case: Case, outcome: Outcome) -> None:
    """No container, process, file, mount or lock is left, the canary is well, and who comes next gets full marks."""
    assert list(outcome.left) == []
    assert missed(outcome.neighbour) == []
    if outcome.report is not None:
        assert list(too_long(exercise_of(case), outcome.report)) == []


@each_run
def test_report_is_safe_to_show(case: Case, outcome: Outcome) -> None:
    """What a submission says cannot steer a terminal, pass for a line of ours or break the JSON document."""
    printed = outcome.told + (shown(outcome.report, "A title", width=None) if outcome.report else "")

    assert [char for char in printed if char != "\n" and unicodedata.category(char) in UNSAFE] == []
    assert [line for line in printed.splitlines() if line.startswith(FORGED_LINES)] == []
    if outcome.report is not None:
        written = document(outcome.report).to_json()
        assert json.loads(written.encode("utf-8"), parse_constant=pytest.fail)["score"] is not None
        assert [part for part in case.spec.not_student if part in written] == []


@each_poisonous_run
def test_second_hand_in_gets_no_more(case: Case, kind: SandboxKind, runner: Runner) -> None:
    """Whatever the first run tried to leave for it, the second one gets the same verdicts and score."""
    report = runner.again(case, kind)

    assert report is not None
    assert [*wrong_verdicts(case, exercise_of(case), report), *wrong_score(case, report)] == []
