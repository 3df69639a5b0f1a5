"""The corpus of plain pytest files is natural: bare pytest is green on the right answers and red where it should be.

What Grader makes of the same files is for other tests; this one proves that the files themselves are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from tests.judge.bare_runs import Job, Outcome, read_outcome, run_all
from tests.judge.corpus import CASES, Case, all_cases, sentences

ANSWERS = [
    (case, answer) for case in all_cases() for answer in ("right", *(f"wrong/{name}" for name in case.spec.wrong))
]

Key = tuple[str, str]
"""slug of a case and name of an answer"""


def left_out(case: Case, answer: str) -> frozenset[str]:
    """The tests that would never end on an answer."""
    return frozenset(case.spec.wrong.get(answer.removeprefix("wrong/"), ())) & frozenset(case.spec.hangs)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Key, Outcome]:
    """All suites over all answers, in a few processes that fork for each run."""
    top = tmp_path_factory.mktemp("bare")
    places = {(case.slug, answer): top / str(number) for number, (case, answer) in enumerate(ANSWERS)}
    jobs: list[Job] = []
    for case, answer in ANSWERS:
        case.lay_out(answer, places[case.slug, answer])
        jobs.append((str(places[case.slug, answer]), sorted(left_out(case, answer))))
    run_all(jobs)
    return {key: read_outcome(place) for key, place in places.items()}


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_right_answer_is_green(case: Case, outcomes: Mapping[Key, Outcome]) -> None:
    """Every test runs on the right answer, and none fails."""
    outcome = outcomes[case.slug, "right"]

    assert not outcome.broken, outcome.log
    assert outcome.failed == set(), outcome.log
    assert 3 <= len(outcome.ran) <= 8


@pytest.mark.parametrize(
    ("case", "name"),
    [pytest.param(case, name, id=f"{case}-{name}") for case in all_cases() for name in case.spec.wrong],
)
def test_wrong_answer_is_red_where_its_case_says(case: Case, name: str, outcomes: Mapping[Key, Outcome]) -> None:
    """A wrong answer fails exactly the tests that `case.yaml` names; where the file breaks, that is all of them."""
    outcome = outcomes[case.slug, f"wrong/{name}"]

    failed = outcomes[case.slug, "right"].ran if outcome.broken else outcome.failed

    assert sorted(failed | left_out(case, f"wrong/{name}")) == sorted(case.spec.wrong[name]), outcome.log


@pytest.mark.parametrize(
    ("case", "answer"),
    [pytest.param(case, answer, id=f"{case}-{answer}") for case, answer in ANSWERS if case.spec.scope == "test"],
)
def test_order_does_not_matter(case: Case, answer: str, outcomes: Mapping[Key, Outcome]) -> None:
    """Unless a case says `scope: file`, each of its tests ends the same alone and after the others."""
    outcome = outcomes[case.slug, answer]

    assert outcome.failed_alone == outcome.failed, outcome.log


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_case_is_whole(case: Case) -> None:
    """Its folders are those that its file names, and its suites are plain: they know nothing of Grader."""
    folders = {path.name for path in (case.folder / "wrong").iterdir()}
    suites = [path for path in case.files if path.name.startswith("test_")]

    assert folders == set(case.spec.wrong)
    assert suites
    for path in suites:
        assert "grader" not in path.read_text("utf-8")


@pytest.mark.parametrize("row", sentences(CASES / "rows.yaml"))
def test_every_row_is_covered(row: str) -> None:
    """Each thing that must just work is what at least two cases are about."""
    covered = Counter(name for case in all_cases() for name in case.spec.covers)

    assert covered[row] >= 2


def test_no_case_covers_what_is_no_row() -> None:
    """A misspelt row would cover nothing."""
    assert {name for case in all_cases() for name in case.spec.covers} <= set(sentences(CASES / "rows.yaml"))
