"""What `grade batch` does once its options are parsed: find the run, grade what is left, write the results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import typer

from grader.batch import Assignment, Task, run_batch
from grader.cli.choosing import choose_sandbox, setup
from grader.cli.door import Exit, say
from grader.cli.equipment import LocalEquipment
from grader.cli.finding import catalogue
from grader.cli.progress import ProgressView
from grader.cli.runs import STORE, Memo, remember
from grader.errors import UsageError
from grader.exercise import Exercise
from grader.handin import Handins
from grader.ledger import Row, Run, Status
from grader.lms import Attempts, read_class, read_roster
from grader.policy import Policy, moment, read_policy
from grader.reports.files import ClassResults, best_attempts, graded_rows, write_files
from grader.sandbox import SandboxKind
from grader.settings import Settings
from grader.showing import printable
from grader.store import Store

LISTED_AT_MOST = 20
"""unmatched and missing people named on the terminal; all of them stand in the report"""


@dataclass(frozen=True)
class BatchWishes:
    """The options of one call."""

    source: Path
    exercise: str
    run: Path
    roster: Path | None
    layout: str
    attempt: str
    due: str | None
    policy: Path | None
    jobs: int
    sandbox: str
    image: str | None
    fresh: bool
    keep_better: bool
    quiet: bool


def run_class(wishes: BatchWishes) -> int:
    """Grade a class; the exit status."""
    settings = Settings.read()
    exercise = catalogue(settings).load(wishes.exercise)
    policy = _policy(wishes)
    handins = _read(wishes, policy)
    choose_sandbox(wishes.sandbox, settings, wishes.image, exercise.image).info()
    if wishes.sandbox == SandboxKind.PROCESS.value:
        say("--sandbox process: submissions can read your files and reach the network; grade only whom you trust.")
    _make_folder(wishes.run)
    with Store.open(wishes.run / STORE) as store:
        run = _find_run(store, exercise, wishes, handins)
        for row in _missing_rows(handins):
            store.record(run.id, row)
        chosen = setup(settings, wishes.image, exercise.image)
        equipment = LocalEquipment(wishes.run / STORE, SandboxKind(wishes.sandbox), chosen)
        _grade_all(Assignment(exercise, equipment, run.id, run.id if wishes.fresh else 0), handins, wishes)
        results = _results(store, run, exercise, policy, handins, wishes)
        write_files(results, wishes.run)
        remember(wishes.run, _memo(results, wishes))
    _tell(handins, wishes)
    return Exit.PASSED


def _results(
    store: Store, run: Run, exercise: Exercise, policy: Policy, handins: Handins, wishes: BatchWishes
) -> ClassResults:
    """What the files are made from: the rows of the class as it is now; of several attempts the one that counts."""
    people = {(handin.student, handin.attempt): handin for handin in handins.handins}
    expected = people.keys() | {(person.student, 1) for person in handins.missing}
    rows = tuple(row for row in store.rows(run.id) if (row.student, row.attempt) in expected)
    results = ClassResults(store, run, exercise, policy, rows, people, {}, handins.notes, datetime.now(UTC))
    earlier = _earlier(results, store) if wishes.keep_better else {}
    if wishes.attempt == Attempts.BEST:
        results = replace(results, rows=best_attempts(results))
    return replace(results, earlier=earlier)


def _memo(results: ClassResults, wishes: BatchWishes) -> Memo:
    return Memo(
        run=results.run.id,
        exercise=str(results.exercise.folder),
        layout=wishes.layout,
        roster=str(wishes.roster.resolve()) if wishes.roster else None,
        policy=results.policy,
        rows=[(row.student, row.attempt) for row in results.rows],
        earlier=dict(results.earlier),
    )


def _earlier(results: ClassResults, store: Store) -> Mapping[str, Decimal]:
    """The scores of the run before this one."""
    before = [run for run in store.runs() if run.id < results.run.id]
    if not before:
        return {}
    rows = replace(results, run=before[-1], rows=store.rows(before[-1].id))
    return {graded.row.student: graded.final.points for graded in graded_rows(rows) if graded.final}


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


def _find_run(store: Store, exercise: Exercise, wishes: BatchWishes, handins: Handins) -> Run:
    """The last run, where this call goes on with it; else a new one in the same store.

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
    if last and (last.exercise_version, last.source, dict(last.settings)) == (exercise.version, source, facts):
        is_whole = len(store.rows(last.id)) >= len(handins.handins) + len(handins.missing)
        if not (wishes.fresh and is_whole):
            return last
    return store.run(store.begin_run(exercise.id, exercise.version, exercise.title, source, facts))


def _missing_rows(handins: Handins) -> Iterator[Row]:
    for number, person in enumerate(handins.missing, start=len(handins.handins)):
        yield Row(position=number, student=person.student, name=person.name, status=Status.MISSING)


def _grade_all(assignment: Assignment, handins: Handins, wishes: BatchWishes) -> None:
    tasks = [Task(position, handin) for position, handin in enumerate(handins.handins)]
    view = ProgressView(sys.stderr, len(tasks), wishes.quiet)
    jobs = wishes.jobs or os.cpu_count() or 1
    with view.showing(), closing(run_batch(assignment, tasks, jobs)) as outcomes:
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
