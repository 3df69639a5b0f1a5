"""The corpus through Grader, in both sandboxes: right answers pass, wrong ones fail exactly the tests that they should.

That the same files do so under bare pytest, too, is in test_pytest_corpus_bare.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.report import Verdict
from grader.sandbox import SandboxKind
from tests.judge.corpus import Case, all_cases
from tests.judge.suite_gradings import Graded, Job, grade_all, make_exercise

Run = tuple[Case, str]
"""a case, and one of its answers: `right` or `wrong/<name>`"""
Found = Mapping[tuple[str, str], Graded]


def all_runs() -> list[Run]:
    """Every answer of every case."""
    return [
        (case, answer) for case in all_cases() for answer in ("right", *(f"wrong/{name}" for name in case.spec.wrong))
    ]


def few_runs() -> list[Run]:
    """The right answer and one wrong answer of every case."""
    return [(case, answer) for case in all_cases() for answer in ("right", f"wrong/{next(iter(case.spec.wrong))}")]


def name_of(run: Run) -> str:
    """`slug-answer`."""
    return f"{run[0].slug}-{run[1].removeprefix('wrong/')}"


def wanted(request: pytest.FixtureRequest, fixture: str) -> list[Run]:
    """The runs that the selected tests of this module ask for."""
    mine = [item for item in request.session.items if item.path == request.path]
    items = [item for item in mine if fixture in getattr(item, "fixturenames", ())]
    return [item.callspec.params["run"] for item in items]  # type: ignore[attr-defined]


def graded(runs: list[Run], top: Path, kind: SandboxKind, image: str | None = None) -> Found:
    """What Grader makes of these runs."""
    cases = {case.slug: case for case, _ in runs}
    exercises = {slug: make_exercise(case, top / slug, case.spec.scope) for slug, case in cases.items()}
    jobs = [Job(case.slug, answer, exercises[case.slug], case.folder / answer) for case, answer in runs]
    return grade_all(jobs, kind, image)


@pytest.fixture(scope="module")
def in_processes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """All wanted runs, in the process sandbox."""
    return graded(wanted(request, "in_processes"), tmp_path_factory.mktemp("corpus"), SandboxKind.PROCESS)


@pytest.fixture(scope="module")
def in_containers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, docker_image: str) -> Found:
    """All wanted runs, in Docker."""
    runs = wanted(request, "in_containers")
    return graded(runs, tmp_path_factory.mktemp("corpus"), SandboxKind.DOCKER, docker_image)


def check(run: Run, found: Found) -> None:
    """A right answer passes every test; a wrong one fails those that its case names, and none is our fault."""
    case, answer = run
    outcome = found[case.slug, answer]
    expected = sorted(case.spec.wrong[answer.removeprefix("wrong/")]) if answer != "right" else []

    assert outcome.results, outcome
    assert outcome.failed() == expected, outcome
    assert outcome.tests(Verdict.GRADER_ERROR) == []


@pytest.mark.parametrize("run", all_runs(), ids=name_of)
def test_answer_gets_what_it_should(run: Run, in_processes: Found) -> None:
    """In the process sandbox: every answer."""
    check(run, in_processes)


@pytest.mark.docker
@pytest.mark.parametrize("run", few_runs(), ids=name_of)
def test_answer_gets_the_same_in_docker(run: Run, in_containers: Found) -> None:
    """In Docker: the right answer and one wrong one."""
    check(run, in_containers)
