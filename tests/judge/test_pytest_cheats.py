"""Cheats against plain pytest files: each beats bare pytest, and earns nothing through Grader.

The two go together: that a cheat beats the pytest beside it shows that "earns nothing" proves something, and that an
honest answer passes the same suite through Grader shows that Grader does not simply fail everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader.report import Evidence, Verdict
from grader.sandbox import SandboxKind
from tests.judge import suite_gradings
from tests.judge.bare_runs import WORKERS, Job, fate, read_outcome, run_all
from tests.judge.corpus import CHEATS, Beaten, Cheat, all_cheats, sentences
from tests.judge.suite_gradings import Graded, grade_all, make_exercise

THREATS = {f"F{number}" for number in (*range(4, 17), 33)}
"""the ids of the catalogue that are about the pytest beside the submission"""
LEFT_OUT = sentences(CHEATS / "left_out.yaml")

Fate = tuple[Beaten | None, str]
Found = Mapping[tuple[str, str], Graded]


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Fate]:
    """How bare pytest fares with each cheat, and what it printed."""
    top = tmp_path_factory.mktemp("cheats")
    for cheat in all_cheats():
        cheat.lay_out("wrong/cheat", top / cheat.slug)
    with ThreadPoolExecutor(WORKERS) as pool:
        found = pool.map(fate, [top / cheat.slug for cheat in all_cheats()])
        return {cheat.slug: one for cheat, one in zip(all_cheats(), found, strict=True)}


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the suites have met the right answers, each in a folder with the name of the cheat."""
    top = tmp_path_factory.mktemp("honest")
    jobs: list[Job] = []
    for cheat in all_cheats():
        cheat.lay_out("right", top / cheat.slug)
        jobs.append((str(top / cheat.slug), []))
    run_all(jobs)
    return top


@pytest.fixture(scope="module")
def in_processes(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What Grader makes of the cheats and the honest answers in the process sandbox."""
    return graded(tmp_path_factory.mktemp("processes"), ("wrong/cheat", "right"), SandboxKind.PROCESS)


@pytest.fixture(scope="module")
def in_containers(tmp_path_factory: pytest.TempPathFactory, docker_image: str) -> Found:
    """What Grader makes of the cheats in Docker."""
    return graded(tmp_path_factory.mktemp("containers"), ("wrong/cheat",), SandboxKind.DOCKER, docker_image)


def graded(top: Path, answers: tuple[str, ...], kind: SandboxKind, image: str | None = None) -> Found:
    """What Grader makes of these answers to every cheat's suite."""
    exercises = {cheat: make_exercise(cheat, top / cheat.slug) for cheat in all_cheats()}
    jobs = [
        suite_gradings.Job(cheat.slug, answer, exercises[cheat], cheat.folder / answer)
        for cheat in all_cheats()
        for answer in answers
    ]
    return grade_all(jobs, kind, image)


def earns_nothing(cheat: Cheat, outcome: Graded) -> None:
    """Each test fails, by the student's fault; or it says that it rests on the student's word alone."""
    passed = [result for result in outcome.results if result.verdict is Verdict.PASSED]

    assert outcome.results, outcome
    assert outcome.tests(Verdict.GRADER_ERROR) == [], outcome
    assert cheat.spec.word or not passed, outcome
    assert {result.finding.evidence for result in passed} <= {Evidence.STUDENT_WORD}, outcome


@pytest.mark.parametrize("cheat", all_cheats(), ids=str)
def test_cheat_beats_bare_pytest_and_not_grader(cheat: Cheat, fates: Mapping[str, Fate], in_processes: Found) -> None:
    """A submission that answers nothing gets past bare pytest as its case says, and earns nothing here."""
    found, printed = fates[cheat.slug]

    assert found is cheat.spec.bare, printed
    earns_nothing(cheat, in_processes[cheat.slug, "wrong/cheat"])


@pytest.mark.docker
@pytest.mark.parametrize("cheat", all_cheats(), ids=str)
def test_cheat_earns_nothing_in_docker(cheat: Cheat, in_containers: Found) -> None:
    """As in the process sandbox."""
    earns_nothing(cheat, in_containers[cheat.slug, "wrong/cheat"])


@pytest.mark.parametrize("cheat", all_cheats(), ids=str)
def test_honest_answer_passes_through_grader(cheat: Cheat, in_processes: Found) -> None:
    """The same suite gives an answer without tricks all its points."""
    outcome = in_processes[cheat.slug, "right"]

    assert outcome.results, outcome
    assert outcome.failed() == [], outcome


@pytest.mark.parametrize("cheat", all_cheats(), ids=str)
def test_suite_is_passed_by_an_honest_answer(cheat: Cheat, honest: Path) -> None:
    """The suite of a cheat is a real one: an answer without tricks passes each of its few tests."""
    outcome = read_outcome(honest / cheat.slug)

    assert not outcome.broken
    assert outcome.failed == set(), outcome.log
    assert 2 <= len(outcome.ran) <= 4


def test_every_threat_is_shown() -> None:
    """No id is forgotten, and none is misspelt."""
    assert {name for cheat in all_cheats() for name in cheat.spec.ids} == THREATS


@pytest.mark.parametrize("variant", LEFT_OUT)
def test_what_is_left_out_has_a_reason(variant: str) -> None:
    """A variant belongs to a threat and is left out for one reason, told in a whole sentence."""
    assert variant.split(maxsplit=1)[0] in THREATS
    assert LEFT_OUT[variant].endswith(".")


def test_every_folder_is_a_cheat() -> None:
    """A folder without its file would be silently left out."""
    folders = {path.name for path in CHEATS.iterdir() if path.is_dir()}

    assert folders == {cheat.slug for cheat in all_cheats()}
