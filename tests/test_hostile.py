"""Nothing in `tests/hostile/` earns what it did not answer, and nobody loses a mark or a process to it.

A sample is a submission of the exercise beside it: the files of `right`, with the sample's own files in their place.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from grader.catalog import load_exercise
from grader.exercise import Exercise
from grader.grading import grade
from grader.report import CheckResult, Report, Verdict
from grader.reports.document import document
from grader.reports.terminal import console, show_report
from grader.sandbox import Sandbox, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.score import total
from grader.submission import Submission, read_submission
from grader.yamlfile import read_yaml

HOSTILE = Path(__file__).resolve().parent / "hostile"
NOT_SAMPLES = {"exercise", "right", "__pycache__"}
SAMPLES = tuple(sorted(path.name for path in HOSTILE.iterdir() if path.is_dir() and path.name not in NOT_SAMPLES))
SANDBOXES = (
    pytest.param(SandboxKind.PROCESS, id="process"),
    pytest.param(SandboxKind.DOCKER, id="docker", marks=pytest.mark.docker),
)
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""categories of characters that move the cursor, turn the text round or cannot be written"""
FORGED_LINES = ('{"schema"', "===", "<testsuite", "SCORE", "13 passed")
"""how lines begin that samples print to pass for a report"""
LEFT_BEHIND = {"grader-daemon", "grader-bomb"}
"""names that samples give to processes of theirs which should not outlive the check"""


Row = Mapping[str, frozenset[Verdict]]
"""check -> verdicts that are right for it; every check that is not named must pass"""


def expectations() -> Mapping[str, Row]:
    """What each sample must get."""
    path = HOSTILE / "expected.yaml"
    table = TypeAdapter(dict[str, dict[str, Verdict | frozenset[Verdict]]]).validate_python(
        read_yaml(path, str(path)).data
    )
    return {sample: {check: as_set(verdicts) for check, verdicts in row.items()} for sample, row in table.items()}


def as_set(verdicts: Verdict | frozenset[Verdict]) -> frozenset[Verdict]:
    """One verdict or several, as a set."""
    return frozenset({verdicts}) if isinstance(verdicts, Verdict) else verdicts


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """The exercise that all samples attack."""
    return load_exercise(HOSTILE / "exercise")


class Grading:
    """Grades samples, each once per sandbox, however many tests look at the report."""

    def __init__(self, exercise: Exercise, image: Callable[[], str]) -> None:
        self._exercise = exercise
        self._image = image
        self._sandboxes: dict[SandboxKind, Sandbox] = {}
        self._reports: dict[tuple[str, SandboxKind], Report] = {}

    def report(self, sample: str, kind: SandboxKind) -> Report:
        """The report on one sample."""
        if (sample, kind) not in self._reports:
            self._reports[sample, kind] = grade(self._exercise, submission(sample), self._sandbox(kind))
        return self._reports[sample, kind]

    def _sandbox(self, kind: SandboxKind) -> Sandbox:
        if kind not in self._sandboxes:
            image = self._image() if kind is SandboxKind.DOCKER else None
            self._sandboxes[kind] = make_sandbox(kind, SandboxSetup(image=image))
        return self._sandboxes[kind]


@pytest.fixture(scope="module")
def grading(request: pytest.FixtureRequest, exercise: Exercise) -> Grading:
    """Reports on the samples."""
    return Grading(exercise, lambda: str(request.getfixturevalue("docker_image")))


def submission(sample: str) -> Submission:
    """The sample as a student would have handed it in."""
    right, own = read_submission(HOSTILE / "right"), read_submission(HOSTILE / sample)
    return Submission.of({**right.files, **own.files})


def unfair(results: tuple[CheckResult, ...], expected: Row) -> list[str]:
    """Each check with another verdict than the right one."""
    return [
        f"{result.id}: {result.verdict}, expected {' or '.join(sorted(right))}: {result.finding.message}"
        for result in results
        if result.verdict not in (right := expected.get(result.id, frozenset({Verdict.PASSED})))
    ]


def left_behind() -> list[str]:
    """Processes of samples that are still there, on systems that tell."""
    found = []
    for comm in Path("/proc").glob("[0-9]*/comm"):
        try:
            name = comm.read_text().strip()
        except OSError:  # it ended while we looked
            continue
        if name in LEFT_BEHIND:
            found.append(f"{name} ({comm.parent.name})")
    return found


@pytest.mark.parametrize("kind", SANDBOXES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_gets_what_it_earned(sample: str, exercise: Exercise, grading: Grading, kind: SandboxKind) -> None:
    """A hostile answer gets the verdicts that are right for it, no accident of ours, and leaves nothing running."""
    report = grading.report(sample, kind)

    assert unfair(report.results, expectations()[sample]) == []
    assert [result.id for result in report.results] == [planned.check.id for planned in exercise.plan]
    assert total(report.results) is not None
    assert left_behind() == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_report_is_safe_to_show(sample: str, grading: Grading) -> None:
    """What a sample says cannot steer a terminal, pass for a line of ours or break the JSON document."""
    report = grading.report(sample, SandboxKind.PROCESS)
    screen = io.StringIO()

    show_report(console(screen), report, "A module under attack", everything=True)
    told = document(report).model_dump_json()

    text = screen.getvalue()
    assert [char for char in text if char != "\n" and unicodedata.category(char) in UNSAFE] == []
    assert [line for line in text.splitlines() if line.startswith(FORGED_LINES)] == []
    assert json.loads(told.encode("utf-8"), parse_constant=pytest.fail)["score"] is not None


def test_every_sample_is_expected() -> None:
    """There is no sample without its verdicts and no verdicts without their sample."""
    assert set(expectations()) == set(SAMPLES)


def test_expected_verdicts_exist(exercise: Exercise) -> None:
    """The table names real checks, and a mistake of ours is right for nobody."""
    checks = {planned.check.id for planned in exercise.plan}
    for row in expectations().values():
        assert set(row) <= checks
        assert Verdict.GRADER_ERROR not in {verdict for verdicts in row.values() for verdict in verdicts}
