"""A hostile subject in the place of a stage: what plain pytest files make of messages that it writes.

The whole conversation of a right answer is recorded, one reply after the other, and played back with some of them made
wrong. From there on the tests ask something else than was recorded, so that right messages come at wrong times, too.
"""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from grader.catalog import load_exercise
from grader.errors import SandboxFault
from grader.exercise import Exercise
from grader.grading import grade
from grader.judge.suite.host import Suites
from grader.report import Verdict
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission, read_submission
from tests.fuzz.gradings import show
from tests.fuzz.mutations import written
from tests.fuzz.peers import Json, Memory, Script, Step, framed, hostile, spoilt_step
from tests.judge.corpus import CASES, Suite
from tests.judge.suite_gradings import make_exercise

RECORDED = (
    *("nested-arguments", "bank-exceptions", "decorators", "traffic-light-enum", "log-reader-generators"),
    *("receipt-capsys", "todo-files", "pipeline-base-class", "vector-operators", "invoice-values"),
)
"""cases of the corpus whose stages send messages of every kind"""
MAX_PROCESS_BYTES = 512 * 1024 * 1024
"""what the process may come to use in which the tests run"""


@dataclass(frozen=True)
class Tape:
    """One case of the corpus and what its sandbox said: to the hello, about the outline, and then as a stage."""

    exercise: Exercise
    submission: Submission
    memory: Memory


class Stages:
    """What a grading makes of a stage that a hostile subject plays."""

    def __init__(self, tapes: Mapping[str, Tape], suites: Suites) -> None:
        self._tapes = tapes
        self._suites = suites

    def make(self, random: Random) -> bytes:
        """One case of the corpus, and a few wrong replies in the conversation with its stage."""
        name = random.choice(list(self._tapes))
        said = self._tapes[name].memory.said
        wrong = set(random.sample(range(2, len(said)), random.choice((1, 1, 2, 4))))
        steps = [
            spoilt_step(reply, number, random, said) if number in wrong else _honest(reply, number)
            for number, reply in enumerate(said)
        ]
        return Script([name, len(wrong)], tuple(steps)).saved()

    def run(self, case: bytes) -> list[str]:
        """Grade, and show the report to everyone."""
        script = Script.load(case)
        name, wrong = script.about
        tape = self._tapes[name]
        with hostile(script, tape.memory) as peer:
            try:
                report = grade(tape.exercise, tape.submission, peer, suites=self._suites)
            except SandboxFault:
                assert _may_fail(script)
                return ["fault"] * wrong
        assert [result.id for result in report.results] == [planned.check.id for planned in tape.exercise.plan]
        verdicts = {result.verdict for result in report.results}
        assert Verdict.GRADER_ERROR not in verdicts or _may_fail(script), report
        show(report, tape.exercise, tape.submission)
        return ["/".join(sorted(verdicts))] * wrong


def _honest(reply: Json, number: int) -> Step:
    return Step("say", framed(written({"seq": number, **reply}).encode()))


def _may_fail(script: Script) -> bool:
    """Only a sandbox that was lost is a fault of ours."""
    return any(step.ending == "lost" for step in script.steps)


@contextmanager
def stages() -> Iterator[Stages]:
    """The target, with what a real agent and its stage reply; at its end, whether the tests' process stayed small."""
    with tempfile.TemporaryDirectory() as top:
        with Suites() as suites:
            yield Stages({slug: _recorded(slug, Path(top), suites) for slug in RECORDED}, suites)
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= MAX_PROCESS_BYTES


def _recorded(slug: str, top: Path, suites: Suites) -> Tape:
    """A right answer graded for real."""
    exercise = load_exercise(make_exercise(Suite(slug, CASES / slug), top / slug))
    submission, memory = read_submission(CASES / slug / "right"), Memory()
    report = grade(exercise, submission, memory.recorded(ProcessSandbox()), suites=suites)
    assert {result.verdict for result in report.results} == {Verdict.PASSED}
    return Tape(exercise, submission, memory)
