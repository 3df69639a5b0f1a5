"""A hostile subject that owns the pipe, and a whole `grade()` that listens: what comes out is a report to show."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

from grader.catalog import Catalogue, builtin_folder
from grader.errors import SandboxFault
from grader.exercise import Exercise
from grader.grading import grade
from grader.report import Report, Verdict
from grader.reports.document import document
from grader.reports.junit import junit_xml
from grader.reports.pages.feedback import feedback_page
from grader.reports.pages.rows import ClassRow
from grader.reports.terminal import console, show_report
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission, read_submission
from tests.fuzz.peers import HONEST, Json, Memory, Script, hostile, spoilt_step

SOLUTIONS = Path(__file__).parents[2] / "solutions"
RECORDED = (
    *("math-utils/reference", "math-utils/wrong/prints-instead-of-returns", "math-utils/wrong/work-at-import"),
    *("mypackage/reference", "mypackage/wrong/init-prints", "mypackage/wrong/neighbour-by-short-name"),
    *("import-forms/reference", "import-forms/wrong/asks-for-input", "import-from-package/reference"),
    *("import-from-package/wrong/program-inside-package", "import-from-package/wrong/misspelt-module"),
)
"""right answers, and wrong ones whose stories need every kind of reply"""
TERMINAL_CHARS = 100


class Gradings:
    """What a grading makes of replies that a hostile subject writes."""

    def __init__(self, memory: Memory, exercises: dict[str, Exercise], conversations: dict[str, list[Json]]) -> None:
        self._memory = memory
        self._exercises = exercises
        self._conversations = conversations

    def make(self, random: Random) -> bytes:
        """One solution, and a few wrong replies in its conversation."""
        name = random.choice(list(self._conversations))
        honest = self._conversations[name]
        wrong = set(random.choices(range(len(honest)), k=random.choice((1, 1, 2, 4))))
        steps = [
            spoilt_step(reply, number, random, self._memory.trees) if number in wrong else HONEST
            for number, reply in enumerate(honest[: max(wrong) + 1])
        ]
        return Script([name], tuple(steps)).saved()

    def run(self, case: bytes) -> list[str]:
        """Grade, and show the report to everyone."""
        script = Script.load(case)
        [name] = script.about
        exercise, submission = self._exercises[name.partition("/")[0]], _submission(name)
        with hostile(script, self._memory) as peer:
            try:
                report = grade(exercise, submission, peer)
            except SandboxFault:
                assert _may_fail(script)
                return ["fault"] * script.wrong_steps
        assert [result.id for result in report.results] == [planned.check.id for planned in exercise.plan]
        verdicts = {result.verdict for result in report.results}
        assert Verdict.GRADER_ERROR not in verdicts or _may_fail(script), report
        show(report, exercise, submission)
        return ["/".join(sorted(verdicts))] * script.wrong_steps


def _may_fail(script: Script) -> bool:
    """Only a sandbox that was lost is a fault of ours."""
    return any(step.ending == "lost" for step in script.steps)


def _submission(name: str) -> Submission:
    return read_submission(SOLUTIONS / name)


def show(report: Report, exercise: Exercise, submission: Submission) -> None:
    """Write the report in all forms; each is what its readers can read, and nothing in it is live."""
    text = document(report).to_json()
    assert text.isascii()
    assert all(
        line.isprintable() for told in _texts(json.loads(text, parse_constant=_refuse)) for line in told.split("\n")
    )
    ET.fromstring(junit_xml(report))  # noqa: S314  # our own, and read to find out whether it can be
    out = io.StringIO()
    show_report(console(out, width=TERMINAL_CHARS), report, exercise.title, everything=True)
    assert all(line.isprintable() for line in out.getvalue().split("\n"))
    texts = {path: submission.text(path) or "" for path in submission.files}
    row = ClassRow("s", "S", "graded", None, exercise.plan[0].check.points, None, None, 1, "", None)
    feedback_page(report, texts, row).encode()


def _texts(tree: object) -> Iterator[str]:
    """All texts in a JSON tree."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list | dict):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(part)


def _refuse(constant: str) -> None:
    raise AssertionError(constant)


@contextmanager
def gradings() -> Iterator[Gradings]:
    """The target, with what a real agent replies about some solutions."""
    memory = Memory()
    catalogue = Catalogue((builtin_folder(),))
    exercises = {name: catalogue.load(name) for name in {path.partition("/")[0] for path in RECORDED}}
    conversations: dict[str, list[Json]] = {}
    for name in RECORDED:
        before = len(memory.replies)
        grade(exercises[name.partition("/")[0]], _submission(name), memory.recorded(ProcessSandbox()))
        said = list(memory.replies.items())[before:]
        conversations[name] = [reply for (hello, _), reply in said if hello == said[0][0][0]]  # and not the oracle's
    yield Gradings(memory, exercises, conversations)
