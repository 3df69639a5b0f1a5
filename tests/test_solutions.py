"""Every answer in `solutions/` and every starter gets exactly what it should, in both sandboxes.

In the folder of an exercise, `reference` and `right/<name>` (other ways to write it) get full marks, `wrong/<name>`
gets what `expected.yaml` says about it and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.catalog import load_exercise
from grader.exercise import Exercise
from grader.grading import grade
from grader.proof import Expected, read_expected
from grader.proof.claim import story
from grader.proof.mistakes import failed_checks, unreached_checks
from grader.report import CheckResult, Report, Verdict
from grader.sandbox import Sandbox, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.score import total
from grader.submission import read_submission

ROOT = Path(__file__).resolve().parent.parent
EXERCISES = tuple(sorted(path.name for path in (ROOT / "exercises").iterdir() if path.is_dir()))
SANDBOXES = (
    pytest.param(SandboxKind.PROCESS, id="process"),
    pytest.param(SandboxKind.DOCKER, id="docker", marks=pytest.mark.docker),
)
NAMED_IN_THE_ISSUE = frozenset(
    {
        "package/init-missing",
        "package/init-misspelt",
        "file/wrong-case",
        "file/text-ending",
        "package/hyphen",
        "module/shadows-stdlib",
        "import/script-inside-package",
        "import/function-as-module",
        "import/py-ending",
        "function/prints-instead-of-returns",
        "module/work-at-import",
        "module/input-at-import",
        "import/cycle",
        "submission/nested-folder",
        "name/missing",
    }
)
"""the mistakes that every beginner makes and every beginner must be told about by name"""


@dataclass(frozen=True)
class Answer:
    """One submission in the repository; `name` is its folder inside that of the exercise."""

    exercise: str
    name: str
    folder: Path

    def __str__(self) -> str:
        return f"{self.exercise}:{self.name}"


def answers(kind: str) -> list[Answer]:
    """All answers of one kind (`reference`, `right/*`, `wrong/*`) over all exercises."""
    found = []
    for exercise in EXERCISES:
        top = ROOT / "solutions" / exercise
        found += [
            Answer(exercise, folder.relative_to(top).as_posix(), folder)
            for folder in sorted(top.glob(kind))
            if folder.is_dir()
        ]
    return found


def expectations(exercise: str) -> Mapping[str, Expected]:
    """What each wrong answer to an exercise must get."""
    return read_expected(ROOT / "solutions" / exercise).wrong


RIGHT = answers("reference") + answers("right/*")
WRONG = answers("wrong/*")
STARTERS = [Answer(exercise, "starter", ROOT / "exercises" / exercise / "starter") for exercise in EXERCISES]


class Grading:
    """Grades answers of the repository, each once per sandbox, however many tests look at the report."""

    def __init__(self, image: Callable[[], str]) -> None:
        self._image = image
        self._sandboxes: dict[SandboxKind, Sandbox] = {}
        self._exercises: dict[str, Exercise] = {}
        self._reports: dict[tuple[Answer, SandboxKind], Report] = {}

    def exercise(self, name: str) -> Exercise:
        """An exercise of the catalogue."""
        if name not in self._exercises:
            self._exercises[name] = load_exercise(ROOT / "exercises" / name)
        return self._exercises[name]

    def report(self, answer: Answer, kind: SandboxKind) -> Report:
        """The report on one answer."""
        if (answer, kind) not in self._reports:
            exercise = self.exercise(answer.exercise)
            submission = read_submission(answer.folder, exercise.asked_names)
            self._reports[answer, kind] = grade(exercise, submission, self.sandbox(kind))
        return self._reports[answer, kind]

    def sandbox(self, kind: SandboxKind) -> Sandbox:
        """The one sandbox of its kind."""
        if kind not in self._sandboxes:
            image = self._image() if kind is SandboxKind.DOCKER else None
            self._sandboxes[kind] = make_sandbox(kind, SandboxSetup(image=image))
        return self._sandboxes[kind]


@pytest.fixture(scope="session")
def grading(request: pytest.FixtureRequest) -> Grading:
    """Reports on the repository's answers."""
    return Grading(lambda: str(request.getfixturevalue("docker_image")))


@pytest.mark.parametrize("kind", SANDBOXES)
@pytest.mark.parametrize("answer", RIGHT, ids=str)
def test_right_answer_gets_full_marks(grading: Grading, answer: Answer, kind: SandboxKind) -> None:
    """Model answers and other ways to write the same pass every check, hidden ones too."""
    report = grading.report(answer, kind)

    assert story(report.results) == ""
    assert report.results
    score = total(report.results)
    assert score is not None
    assert score.points == score.maximum > 0


@pytest.mark.parametrize("kind", SANDBOXES)
@pytest.mark.parametrize("answer", WRONG, ids=str)
def test_wrong_answer_fails_exactly_the_named_checks(grading: Grading, answer: Answer, kind: SandboxKind) -> None:
    """A typical mistake costs the checks that are about it, is named where it has a name, and costs nothing else."""
    expected = expectations(answer.exercise)[answer.folder.name]

    results = grading.report(answer, kind).results

    assert failed_checks(results) == expected.fails, story(results)
    assert unreached_checks(results) == set(expected.not_checked)
    assert Verdict.GRADER_ERROR not in {r.verdict for r in results}


@pytest.mark.parametrize("kind", SANDBOXES)
@pytest.mark.parametrize("answer", STARTERS, ids=str)
def test_starter_earns_nothing(grading: Grading, answer: Answer, kind: SandboxKind) -> None:
    """What a student is given is no answer yet, and grading it is no accident either."""
    results = grading.report(answer, kind).results

    score = total(results)
    assert score is not None
    assert score.points == 0, story(results)


def told(result: CheckResult) -> object:
    """The whole diagnosis; of a hanging answer its code, for at which line the time was over is a matter of chance."""
    if result.diagnosis is None or result.verdict is not Verdict.TIMEOUT:
        return result.diagnosis
    return result.diagnosis.code


@pytest.mark.docker
@pytest.mark.parametrize("answer", RIGHT + WRONG + STARTERS, ids=str)
def test_both_sandboxes_agree(grading: Grading, answer: Answer) -> None:
    """The same answer gets the same verdict, points and diagnosis for each check, wherever it runs."""

    def lines(kind: SandboxKind) -> Iterator[tuple[object, ...]]:
        for result in grading.report(answer, kind).results:
            yield result.id, result.verdict, result.score, told(result), result.cause

    assert list(lines(SandboxKind.DOCKER)) == list(lines(SandboxKind.PROCESS))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_its_answers(exercise: str) -> None:
    """Each exercise has a model answer and at least five typical wrong ones, and each of those is expected."""
    wrong = {answer.folder.name for answer in WRONG if answer.exercise == exercise}

    assert exercise in {answer.exercise for answer in answers("reference")}
    assert set(expectations(exercise)) == wrong
    assert len(wrong) >= 5


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_failure_is_explained(exercise: str) -> None:
    """Whatever a wrong answer fails, its student reads what is seen, why it is so, and what to do next."""
    unexplained = [
        (name, check)
        for name, entry in expectations(exercise).items()
        for check, code in entry.fails.items()
        if not code
    ]

    assert unexplained == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_check_is_missed_by_some_wrong_answer(grading: Grading, exercise: str) -> None:
    """A check that no wrong answer fails by itself or through another proves nothing."""
    expected = expectations(exercise).values()
    missed = {check for entry in expected for check in (*entry.fails, *entry.not_checked)}

    worth_points = {planned.check.id for planned in grading.exercise(exercise).plan if planned.check.points}

    assert worth_points <= missed


def test_the_usual_mistakes_occur_by_name() -> None:
    """Each of the mistakes that the issue names is made by at least one wrong answer."""
    expected = [entry for exercise in EXERCISES for entry in expectations(exercise).values()]

    named = {code for entry in expected for code in entry.fails.values()}

    assert named >= NAMED_IN_THE_ISSUE
