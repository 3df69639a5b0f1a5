"""Workers: what one of them dies of costs nobody else anything, and what no worker can mend stops the batch."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from grader.batch import Assignment, Bench, Equipment, Outcome, Outcomes, Task, run_batch
from grader.catalog import Catalogue
from grader.errors import GraderFault, UsageError
from grader.ledger import Status
from grader.lms import read_class
from grader.sandbox import Channel, Limits, Sandbox, SandboxInfo
from grader.sandboxes.folder import make
from grader.sandboxes.process import ProcessSandbox
from grader.store import Store
from tests.batch.classroom import RIGHT, Classroom
from tests.batch.scripted import ScriptedEquipment


class Runner:
    """A store with one run, in which classes are graded by scripted agents."""

    def __init__(self, room: Classroom) -> None:
        self.room = room
        self.exercise = Catalogue(()).load(str(room.exercise))
        with Store.open(room.folder / "grades.db") as store:
            self.run = store.begin_run(self.exercise.id, self.exercise.version, "", "class", {})

    def grade(
        self, answers: Mapping[str, str], jobs: int = 2, equipment: Equipment | None = None, edition: int = 0
    ) -> dict[str, Outcome]:
        """Grade a class; outcomes by student."""
        return {outcome.row.student: outcome for outcome in self.outcomes(answers, jobs, equipment, edition)}

    def outcomes(
        self, answers: Mapping[str, str], jobs: int = 2, equipment: Equipment | None = None, edition: int = 0
    ) -> Outcomes:
        """Grade a class; outcomes as they come."""
        handins = read_class(self.room.hand_in(answers)).handins
        tools = equipment or ScriptedEquipment(self.room.folder)
        tasks = [Task(position, handin) for position, handin in enumerate(handins)]
        return run_batch(Assignment(self.exercise, tools, self.run, edition), tasks, jobs)

    def recorded(self) -> dict[str, Status]:
        """Status by student, as the store has it."""
        with Store.open(self.room.folder / "grades.db") as store:
            return {row.student: row.status for row in store.rows(self.run)}


@pytest.fixture
def runner(room: Classroom) -> Runner:
    """A runner of its own for each test."""
    return Runner(room)


def distinct(count: int, start: int = 0) -> dict[str, str]:
    """Right answers that all differ."""
    return {f"s{number}": f"{RIGHT}# {number}\n" for number in range(start, start + count)}


def test_everyone_is_graded(runner: Runner) -> None:
    """Each hand-in has its outcome and its row; the second time all come from the store."""
    answers = {**distinct(5), "zero": "# gives 0\n"}

    first = runner.grade(answers, jobs=3)
    again = runner.grade(answers, jobs=1)

    assert {student: str(outcome.score) for student, outcome in first.items()} == {
        **dict.fromkeys(distinct(5), "10"),
        "zero": "0",
    }
    assert not any(outcome.is_known for outcome in first.values())
    assert all(outcome.is_known for outcome in again.values())
    assert {student: outcome.row for student, outcome in again.items()} == {
        student: outcome.row for student, outcome in first.items()
    }
    assert runner.recorded() == dict.fromkeys(answers, Status.GRADED)


def test_a_deadly_submission_costs_only_itself(runner: Runner) -> None:
    """A worker dies over it, a second one dies over it; it is left alone and all others are graded."""
    answers = {"a": "# kills\n", **distinct(4)}

    found = runner.grade(answers)

    assert found["a"].row.status is Status.GRADER_ERROR
    assert "twice" in found["a"].row.message
    assert found["a"].score is None
    assert {student: str(found[student].score) for student in distinct(4)} == dict.fromkeys(distinct(4), "10")
    assert runner.recorded() == {**dict.fromkeys(distinct(4), Status.GRADED), "a": Status.GRADER_ERROR}


def test_a_worker_that_dies_once(runner: Runner) -> None:
    """Its submission is tried again, after the others, and graded."""
    answers = {"a": "# kills once\n", **distinct(3)}

    found = list(runner.outcomes(answers, jobs=1))

    assert [outcome.row.student for outcome in found] == ["s0", "s1", "s2", "a"]
    assert {outcome.row.status for outcome in found} == {Status.GRADED}


def test_our_own_mistake_costs_one_grade(runner: Runner, capfd: pytest.CaptureFixture[str]) -> None:
    """An unexpected exception is named in that row, without its text, and no traceback is printed."""
    found = runner.grade({"a": "# breaks\n", **distinct(2)}, jobs=1)

    assert found["a"].row.status is Status.GRADER_ERROR
    assert "LookupError" in found["a"].row.message
    assert "\x1b" not in found["a"].row.message
    assert {found[student].row.status for student in distinct(2)} == {Status.GRADED}
    assert capfd.readouterr().err == ""


def test_a_mistake_that_comes_once_costs_nothing(runner: Runner) -> None:
    """What happened beside a hand-in does not happen again when it is graded once more, at once."""
    found = runner.grade({"a": "# breaks once\n", **distinct(2)}, jobs=1)

    assert {outcome.row.status for outcome in found.values()} == {Status.GRADED}


def test_an_error_of_ours_is_tried_again_next_time(runner: Runner) -> None:
    """A row without a grade is no result: the next call grades it."""
    runner.grade({"a": "# kills\n"})
    (runner.room.folder / "class" / "a" / "answer.py").write_text("# kills once\n", "utf-8")

    assert runner.grade({})["a"].row.status is Status.GRADED


@dataclass(frozen=True)
class ExpectingEquipment(ScriptedEquipment):
    """Scripted equipment that writes down how many sandboxes its worker says are to come."""

    @contextmanager
    def open(self) -> Iterator[Bench]:
        """Open the store."""
        with super().open() as bench, (self.folder / "expected").open("a", buffering=1) as heard:
            yield replace(bench, expect=lambda count: print(count, file=heard))


def test_sandboxes_to_come_are_told(runner: Runner) -> None:
    """One for each submission, in which the hidden check comes last; none is started for nobody at the end."""
    runner.grade(distinct(3), jobs=1, equipment=ExpectingEquipment(runner.room.folder))

    assert (runner.room.folder / "expected").read_text("utf-8").split() == ["3", "2", "1"]


def test_another_edition_is_graded_anew(runner: Runner) -> None:
    """What was graded before is graded again, once; later calls are served the newest."""
    answers = distinct(2)
    runner.grade(answers)

    anew = runner.grade(answers, edition=1)
    after = runner.grade(answers)

    assert not any(outcome.is_known for outcome in anew.values())
    assert all(outcome.is_known for outcome in after.values())
    assert {key.edition for outcome in after.values() if (key := outcome.row.key)} == {1}


@dataclass(frozen=True)
class BrokenEquipment:
    """Equipment that cannot be had."""

    way: str

    @contextmanager
    def open(self) -> Iterator[Bench]:
        """Fails, in that way."""
        if self.way == "fault":
            raise GraderFault("There is no engine.", "Start it.")
        if self.way == "usage":
            raise UsageError("There is no such image.", "Name another.")
        if self.way == "mistake":
            raise ZeroDivisionError
        if multiprocessing.parent_process():
            os._exit(1)
        raise GraderFault("Only workers try.")
        yield  # never: a generator function needs one


@pytest.mark.parametrize(
    ("way", "kind", "words"),
    [
        ("fault", GraderFault, "There is no engine. Start it."),
        ("usage", UsageError, "There is no such image. Name another."),
        ("mistake", GraderFault, "The grader made a mistake (ZeroDivisionError in test_runner.py"),
        ("exit", GraderFault, "20 workers ended before they had begun."),
    ],
)
def test_what_no_worker_can_mend(
    runner: Runner, capfd: pytest.CaptureFixture[str], way: str, kind: type[Exception], words: str
) -> None:
    """The batch ends with that one error; nobody gets a row, and nothing else is printed."""
    with pytest.raises(kind) as caught:
        runner.grade(distinct(3), jobs=4, equipment=BrokenEquipment(way))

    assert words in str(caught.value)
    assert runner.recorded() == {}
    assert capfd.readouterr().err == ""


def test_leaving_early(runner: Runner) -> None:
    """Whoever stops listening ends the workers; what was heard is kept."""
    outcomes = runner.outcomes(distinct(6))
    heard = next(outcomes).row.student

    outcomes.close()

    assert runner.recorded()[heard] is Status.GRADED


class InterruptedSandbox:
    """Its cleaning up lasts until the signal to end comes, and leaves what a process sandbox then leaves."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """The other one's."""
        with self._sandbox.start(agent, limits) as channel:
            yield channel
        make(secrets.token_hex(8), None)
        signal.pause()

    def info(self) -> SandboxInfo:
        """A process sandbox's first use removes what ended runs left."""
        return ProcessSandbox().info()


@dataclass(frozen=True)
class InterruptedEquipment(ScriptedEquipment):
    """Scripted equipment with such a sandbox."""

    @contextmanager
    def open(self) -> Iterator[Bench]:
        """Open the store."""
        with super().open() as bench:
            yield replace(bench, sandbox=InterruptedSandbox(bench.sandbox))


def test_worker_that_is_told_to_end_while_it_cleans_up(
    runner: Runner, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it did not come to remove is removed by the parent before the call is over."""
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with closing(runner.outcomes(distinct(1), equipment=InterruptedEquipment(runner.room.folder))):
        while not list(scratch.glob("grader-sandbox-*")):  # not the file with which Python tries the folder
            pass

    assert list(scratch.iterdir()) == []


def test_a_source_that_is_gone(runner: Runner, tmp_path: Path) -> None:
    """The teacher's folder vanished while the class was graded: one sentence."""
    handins = read_class(runner.room.hand_in(distinct(2))).handins
    runner.room.folder.joinpath("class").rename(tmp_path / "elsewhere")
    tools = ScriptedEquipment(runner.room.folder)

    with pytest.raises(UsageError, match="is gone"):
        list(run_batch(Assignment(runner.exercise, tools, runner.run), [Task(0, handins[0])], 1))


def test_nobody_at_all(runner: Runner) -> None:
    """Without tasks no worker is started and nothing comes."""
    assert list(run_batch(Assignment(runner.exercise, BrokenEquipment("fault"), runner.run), [], 4)) == []
