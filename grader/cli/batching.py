"""What `grade batch` does once its options are parsed: find the run, grade what is left, have the results written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grader.batch import Assignment, Outcomes, Task, run_batch
from grader.cli.choosing import choose_sandbox, setup
from grader.cli.door import Exit, say
from grader.cli.equipment import LocalEquipment
from grader.cli.finding import catalogue
from grader.cli.memo import STORE, is_finished
from grader.cli.wishes import BatchWishes
from grader.errors import UsageError
from grader.exercise import Exercise
from grader.handin import Handins
from grader.ledger import Row, Run, Status
from grader.lms import Attempts, read_class, read_roster
from grader.policy import Policy, moment, read_policy
from grader.sandbox import SandboxKind
from grader.settings import Settings
from grader.showing import printable
from grader.store import Store

if TYPE_CHECKING:
    from grader.cli.progress import ProgressView

LISTED_AT_MOST = 20
"""unmatched and missing people named on the terminal; all of them stand in the report"""


def run_class(wishes: BatchWishes) -> int:
    """Grade a class; the exit status."""
    settings = Settings.read()
    exercise = catalogue(settings).load(wishes.exercise)
    policy = _policy(wishes)
    handins = _read(wishes, policy)
    images = (wishes.image, exercise.image)
    choose_sandbox(wishes.sandbox, settings, *images, runtime=wishes.runtime).info()
    if wishes.sandbox == SandboxKind.PROCESS.value:
        say("--sandbox process: submissions can read your files and reach the network; grade only whom you trust.")
    _make_folder(wishes.run)
    with Store.open(wishes.run / STORE) as store:
        run = _find_run(store, exercise, wishes)
        for row in _missing_rows(handins):
            store.record(run.id, row)
        chosen = setup(settings, *images, runtime=wishes.runtime)
        equipment = LocalEquipment(wishes.run / STORE, SandboxKind(wishes.sandbox), chosen)
        assignment = Assignment(exercise, equipment, run.id, run.id if wishes.fresh else 0)
        with closing(_begun(assignment, handins, wishes)) as outcomes:
            # Both load much, while the first sandboxes start.
            from grader.cli.progress import ProgressView
            from grader.cli.writing import write_results

            _hear_all(outcomes, ProgressView(sys.stderr, len(handins.handins), wishes.quiet))
            write_results(store, run, exercise, policy, handins, wishes)  # while the last sandboxes are removed
    _tell(handins, wishes)
    return Exit.PASSED


def _policy(wishes: BatchWishes) -> Policy:
    policy = read_policy(wishes.policy) if wishes.policy else Policy()
    if wishes.due is None:
        return policy
    moment(wishes.due)
    return policy.model_copy(update={"due": wishes.due})


def _read(wishes: BatchWishes, policy: Policy) -> Handins:
    try:
        attempts = Attempts(wishes.attempt)
    except ValueError:
        raise UsageError(f"--attempt {wishes.attempt} is not known.", f"There are: {', '.join(Attempts)}.") from None
    roster = read_roster(wishes.roster) if wishes.roster else None
    return read_class(wishes.source, wishes.layout, roster, attempts, policy.late_from())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UsageError(
            f"The run folder {folder} cannot be written: {error.strerror}.", "Choose another with -o."
        ) from error


def _find_run(store: Store, exercise: Exercise, wishes: BatchWishes) -> Run:
    """The last run, where it was cut short and this call goes on with it; else a new one in the same store.

    A finished run stays as it is: hand-ins may have changed since, and what is graded is served from the store anyway.

    Raises:
        UsageError: the folder belongs to another exercise.
    """
    runs = store.runs()
    other = next((run for run in runs if run.exercise_id != exercise.id), None)
    if other:
        raise UsageError(
            f"{wishes.run} holds grades of the exercise {other.exercise_id}.", "Choose another folder with -o."
        )
    facts = {"sandbox": wishes.sandbox, "attempt": wishes.attempt, "fresh": str(wishes.fresh)}
    source = str(wishes.source.resolve())
    last = runs[-1] if runs else None
    is_same = last and (last.exercise_version, last.source, dict(last.settings)) == (exercise.version, source, facts)
    if last and is_same and not is_finished(wishes.run, last.id):
        return last
    return store.run(store.begin_run(exercise.id, exercise.version, exercise.title, source, facts))


def _missing_rows(handins: Handins) -> Iterator[Row]:
    for number, person in enumerate(handins.missing, start=len(handins.handins)):
        yield Row(position=number, student=person.student, name=person.name, status=Status.MISSING)


def _begun(assignment: Assignment, handins: Handins, wishes: BatchWishes) -> Outcomes:
    """Start the workers."""
    tasks = [Task(position, handin) for position, handin in enumerate(handins.handins)]
    return run_batch(assignment, tasks, wishes.jobs or os.cpu_count() or 1)


def _hear_all(outcomes: Outcomes, view: ProgressView) -> None:
    """Show every outcome as it comes."""
    with view.showing():
        for outcome in outcomes:
            view.heard(outcome)


def _tell(handins: Handins, wishes: BatchWishes) -> None:
    """Name the people that do not fit, and where the results are."""
    unmatched = sorted({handin.student for handin in handins.handins if not handin.in_roster})
    missing = [f"{person.student} {person.name}".strip() for person in handins.missing]
    for note in handins.notes:
        say(printable(note))
    for words, names in (("in nobody's name in the roster", unmatched), ("missing", missing)):
        if names:
            more = f" and {len(names) - LISTED_AT_MOST} more" if len(names) > LISTED_AT_MOST else ""
            say(f"{len(names)} {words}: {', '.join(printable(name) for name in names[:LISTED_AT_MOST])}{more}")
    if not wishes.quiet:
        typer.echo(f"Results: {wishes.run / 'report.html'}, scores: {wishes.run / 'scores.csv'}")
