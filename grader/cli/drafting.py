"""What `grade new` does: read the model answer, try it, write the draft, tell what could not become a part of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from grader.authoring import Draft, LeftOut, draft, files_of
from grader.catalog import load_exercise
from grader.check import Check, Scene
from grader.checks import AnyCheck
from grader.cli.giving import write_folder
from grader.dialogue import Dialogue, agent_text
from grader.errors import ExerciseInvalid, UsageError
from grader.grading import grade
from grader.requests import End, Run
from grader.requirement import Requirements
from grader.sandbox import Limits, Sandbox, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.showing import clip, printable
from grader.submission import Submission, read_submission

SHOWN_CHARS = 60
"""of what is left out"""
NO_POINTS = (
    "No check has points yet, for the starter has all files and names. "
    "Write examples into docstrings and draft once more, or add checks to exercise.yaml."
)


def draft_exercise(name: str, source: Path, folder: Path) -> tuple[str, ...]:
    """Draft an exercise into `exercises/<name>` and `solutions/<name>` of a folder; give what its author should know.

    Raises:
        UsageError: the answer cannot be read or drafted, or something of that name is there already.
    """
    for place in (folder / "exercises" / name, folder / "solutions" / name):
        if place.exists():
            raise UsageError(f"{place} is there already.", "Choose another id; nothing is ever overwritten.")
    answer = read_submission(source)
    sandbox = make_sandbox(SandboxKind.PROCESS, SandboxSetup())  # the author's own code on the author's own machine
    with Dialogue(sandbox, answer, Limits(), agent_text()) as subject:
        drafted = draft(name, answer, _Tried(answer, subject))
    files = files_of(drafted)
    told = (*_told(drafted), *_refused(name, files, answer, sandbox))
    write_folder(folder, files)
    return told


@dataclass(frozen=True)
class _Tried:
    """The model answer at work in a sandbox."""

    answer: Submission
    subject: Dialogue

    def printed(self, run: Run) -> str | None:
        """What a program prints; None where it does not end well."""
        reply = self.subject.perform(run)
        return reply.stdout if reply.end is End.EXITED and not reply.status else None

    def passes(self, check: Mapping[str, object]) -> bool:
        """Whether the answer passes a check."""
        read: Check = TypeAdapter(AnyCheck).validate_python({"id": "draft", **check})
        scene = Scene(self.answer, self.subject, Requirements(), lambda: self.subject)
        return read.examine(scene, Limits().timeout_s).passed


def _told(drafted: Draft) -> Iterator[str]:
    """What did not become a check, and where it stands."""
    shown = sum(len(example.cases) for example in drafted.examples.checked)
    unchecked = drafted.examples.left_out
    if unchecked:
        yield f"{len(unchecked)} of {shown + len(unchecked)} examples in docstrings could not become checks:"
        yield from (_line(each) for each in unchecked)
    if drafted.left_out:
        yield "Not asked for:"
        yield from (_line(each) for each in drafted.left_out)
    if not drafted.has_points:
        yield NO_POINTS


def _line(each: LeftOut) -> str:
    first, _, more = each.what.partition("\n")
    what = clip(printable(first), SHOWN_CHARS) + (" …" if more else "")
    return f"  {printable(each.path)}, line {each.line}: {what} - {printable(each.why)}"


def _refused(name: str, files: Mapping[str, bytes], answer: Submission, sandbox: Sandbox) -> Iterator[str]:
    """The checks of the draft that the model answer itself does not pass.

    Raises:
        UsageError: the draft is no exercise, which it should always be.
    """
    with tempfile.TemporaryDirectory() as place:
        write_folder(Path(place), files)
        try:
            exercise = load_exercise(Path(place) / "exercises" / name)
        except ExerciseInvalid as error:
            told = " ".join(str(defect.message) for defect in error.defects)
            raise UsageError(f"This model answer cannot be drafted: {told}.", "Write the exercise by hand.") from error
        report = grade(exercise, answer, sandbox)
    for result in report.results:
        if not result.finding.passed:
            yield f"The model answer itself does not pass: {result.title}. {printable(result.finding.message)}"
