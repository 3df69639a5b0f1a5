"""What is put into a store, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import event

from grader.errors import UsageError
from grader.report import PASSED, CheckResult, Finding, Report, Verdict
from grader.store import Adjustment, GradeKey, Row, Run, Status, Store
from grader.store.database import Database

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
NASTY = "a\0b\ud800\ude00\x10\x10000 '\"; \N{RIGHT-TO-LEFT OVERRIDE}"


def begin(store: Store, title: str = "Your first package") -> int:
    """A run."""
    return store.begin_run("mypackage", "v-one", title, "class.zip", {"attempt": "latest"})


def test_run_comes_back(place: str) -> None:
    """A run is found again with all that was said of it, also by who opens the store later."""
    with Store.open(place, clock=lambda: NOON) as store:
        number = begin(store)

    with Store.open(place) as store:
        assert store.run(number) == Run(
            number, "mypackage", "v-one", "Your first package", "class.zip", {"attempt": "latest"}, NOON
        )


def test_runs_are_numbered_in_order(store: Store) -> None:
    """Runs come oldest first, each with a number of its own."""
    begun = [begin(store, title) for title in ("one", "two", "three")]

    assert [(run.id, run.title) for run in store.runs()] == list(zip(begun, ("one", "two", "three"), strict=True))
    assert begun == sorted(set(begun))


def test_unknown_run(store: Store, key: GradeKey) -> None:
    """A run that does not exist is named in a sentence; nothing is recorded for it, and it has no rows."""
    with pytest.raises(UsageError, match="There is no run 7"):
        store.run(7)
    with pytest.raises(UsageError, match="There is no run 7"):
        store.record(7, Row(0, "anna", "Anna", Status.GRADED, key=key))

    assert store.rows(7) == ()


def test_rows_come_back_in_the_order_of_the_class(store: Store, key: GradeKey) -> None:
    """Rows stand by position whatever the order they were recorded in, and equal what was recorded."""
    run = begin(store)
    rows = (
        Row(0, "zoe", "Zoë", Status.GRADED, 1, False, NOON, key.submission_sha256, key),
        Row(0, "zoe", "Zoë", Status.GRADED, 2, True, NOON + timedelta(microseconds=1), "b2", replace(key, image=None)),
        Row(1, "anna", "", Status.MISSING),
        Row(2, "bob", "Bob", Status.REJECTED, submission_sha256="c3", message="It is empty.", in_roster=False),
        Row(3, "eve", "Eve", Status.GRADER_ERROR, key=replace(key, edition=4), message="No engine."),
    )

    for row in reversed(rows):
        store.record(run, row)

    assert store.rows(run) == rows


def test_recording_again_replaces(store: Store, key: GradeKey) -> None:
    """A row of the same student and attempt takes the place of the earlier one; other runs keep theirs."""
    first, second = begin(store), begin(store)
    fault = Row(0, "anna", "Anna", Status.GRADER_ERROR, message="No engine.")
    grade = Row(3, "anna", "Anna", Status.GRADED, key=key)
    for run in (first, second):
        store.record(run, fault)

    store.record(first, grade)

    assert store.rows(first) == (grade,)
    assert store.rows(second) == (fault,)


def test_times_are_kept_as_moments(store: Store) -> None:
    """A time of another zone is the same moment afterwards, in UTC."""
    run = begin(store)
    local = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    store.record(run, Row(0, "anna", "", Status.GRADED, submitted_at=local))

    (row,) = store.rows(run)
    assert row.submitted_at == local
    assert row.submitted_at is not None
    assert row.submitted_at.tzinfo is UTC


def test_checkpoints_are_known_to_the_next(place: str, key: GradeKey, result: CheckResult) -> None:
    """Results come back in their order to whoever opens the store next; no report is there before the end."""
    results = [replace(result, id=name) for name in ("layout:b", "a", "import:b")]
    with Store.open(place) as store:
        for each in results:
            store.checkpoint(key, each)

    with Store.open(place) as store:
        assert list(store.partial(key).values()) == results
        assert store.finished(key) is None


def test_a_checkpoint_is_one_statement(place: str, key: GradeKey, result: CheckResult) -> None:
    """Between two checks of a grade that was begun, the store only writes: it looks nothing up."""
    said: list[str] = []
    with Store.open(place) as store:
        store.note_start(key)
    database = Database.at(place)
    event.listen(database.engine, "before_cursor_execute", lambda *what: said.append(what[2].partition(" ")[0]))

    with Store(database) as store:
        store.checkpoint(key, result)

    assert [verb for verb in said if verb != "BEGIN"] == ["INSERT"]


def test_checkpoint_is_idempotent(store: Store, key: GradeKey, result: CheckResult) -> None:
    """A result that is there stays; the same one again, or another for the same check, changes nothing."""
    store.checkpoint(key, result)

    store.checkpoint(key, result)
    store.checkpoint(key, replace(result, finding=PASSED, score=Decimal(1)))

    assert dict(store.partial(key)) == {result.id: result}


def test_an_error_of_ours_gives_way(store: Store, key: GradeKey, result: CheckResult) -> None:
    """A grader error is no verdict: the result of the next attempt takes its place."""
    store.checkpoint(key, replace(result, finding=Finding(Verdict.GRADER_ERROR, "The engine died.")))

    store.checkpoint(key, result)

    assert dict(store.partial(key)) == {result.id: result}


def test_finished_is_immutable(store: Store, key: GradeKey, result: CheckResult, report: Report) -> None:
    """The first report stays, whatever is finished or checkpointed under the same key later."""
    store.checkpoint(key, replace(result, id="other"))
    store.finish(key, report)

    store.finish(key, replace(report, python="2.7"))
    store.checkpoint(key, replace(result, id="late"))

    assert store.finished(key) == report
    assert dict(store.partial(key)) == {result.id: result}


def test_finish_without_checkpoints(store: Store, key: GradeKey, report: Report) -> None:
    """A report of a submission that was refused at once has nothing before it."""
    refused = replace(report, results=(), rejected="It is empty.")

    store.finish(key, refused)

    assert store.finished(key) == refused


@pytest.mark.parametrize(
    "change",
    [
        {"submission_sha256": "other"},
        {"exercise_id": "other"},
        {"exercise_version": "other"},
        {"agent": "other"},
        {"sandbox": "process"},
        {"image": "sha256:2"},
        {"image": None},
        {"image": ""},
        {"edition": 1},
    ],
    ids=str,
)
def test_every_part_of_the_key_counts(
    store: Store, key: GradeKey, result: CheckResult, report: Report, change: dict[str, str]
) -> None:
    """A grade is not served for another submission, exercise, version, agent, sandbox, image or edition."""
    other = replace(key, **change)  # type: ignore[arg-type]
    store.note_start(key)
    store.checkpoint(key, result)
    store.finish(key, report)

    assert store.finished(other) is None
    assert not store.partial(other)
    assert store.attempts_started(other) == 0


def test_keys_without_image_are_one(store: Store, key: GradeKey) -> None:
    """No image is a value like others: it does not make each key a new one."""
    bare = replace(key, sandbox="process", image=None)

    assert [store.note_start(bare), store.note_start(bare)] == [1, 2]


def test_starts_are_counted(store: Store, key: GradeKey, report: Report) -> None:
    """Each beginning is counted per key, and the count outlives the end."""
    before = store.attempts_started(key)

    counts = [store.note_start(key), store.note_start(key)]
    store.finish(key, report)

    assert before == 0
    assert counts == [1, 2]
    assert store.attempts_started(key) == 2


def test_newest_edition(store: Store, key: GradeKey, report: Report) -> None:
    """Of several editions the newest that is finished is named; one that is only begun is not."""
    unknown = store.newest(key)
    store.finish(key, report)
    store.finish(replace(key, edition=5), replace(report, python="3.14"))
    store.note_start(replace(key, edition=7))

    newest = store.newest(key)

    assert unknown == key
    assert newest == replace(key, edition=5)
    assert store.finished(key) == report
    assert store.newest(replace(key, agent="agent-two")) == replace(key, agent="agent-two")


def test_adjustments(place: str, store: Store) -> None:
    """The last adjustment of a student counts, in that exercise only, and the history tells all."""
    times = [NOON + timedelta(days=day) for day in range(4)]
    with Store.open(place, clock=iter(times).__next__) as office:
        office.adjust("mypackage", "anna", Decimal("7.10"), "A typo in the check.", "Ms Byron")
        office.adjust("mypackage", "bob", Decimal(3), "Oral exam.", None)
        office.adjust("mypackage", "anna", Decimal(8), "And another.", None)
        office.adjust("math-utils", "anna", Decimal(0), "Copied.", "Ms Byron")

    first = Adjustment("anna", Decimal("7.10"), "A typo in the check.", "Ms Byron", times[0])
    bob = Adjustment("bob", Decimal(3), "Oral exam.", None, times[1])
    last = Adjustment("anna", Decimal(8), "And another.", None, times[2])
    assert dict(store.adjustments("mypackage")) == {"anna": last, "bob": bob}
    assert store.history("mypackage") == (first, bob, last)
    assert not store.adjustments("import-forms")


@pytest.mark.parametrize("score", ["0.1", "1.10", "100", "1E+2", "-0.5", "0.1234567890123456789012345678901234567890"])
def test_points_keep_every_digit(store: Store, score: str) -> None:
    """Points come back as they were written, also where a double would round."""
    store.adjust("mypackage", "anna", Decimal(score), "", None)

    assert str(store.adjustments("mypackage")["anna"].score) == score


KEEPERS: dict[str, Callable[[Store, GradeKey, CheckResult, Report], object]] = {
    "run": lambda store, *_: store.run(store.begin_run(NASTY, NASTY, NASTY, NASTY, {NASTY: NASTY})).settings[NASTY],
    "row": lambda store, *_: recorded(store, Row(0, NASTY, NASTY, Status.GRADED, message=NASTY)).student,
    "result": lambda store, key, result, _: checkpointed(store, key, replace(result, id=NASTY, title=NASTY)).title,
    "report": lambda store, key, _, report: finished(store, key, replace(report, notes=(NASTY,))).notes[0],
    "adjustment": lambda store, *_: adjusted(store, NASTY).why,
}


def recorded(store: Store, row: Row) -> Row:
    """The row, through the store, recorded twice."""
    run = begin(store)
    for _ in range(2):
        store.record(run, row)
    (found,) = store.rows(run)
    assert found == row
    return found


def checkpointed(store: Store, key: GradeKey, result: CheckResult) -> CheckResult:
    """The result, through the store, twice."""
    for _ in range(2):
        store.checkpoint(key, result)
    return store.partial(key)[result.id]


def finished(store: Store, key: GradeKey, report: Report) -> Report:
    """The report, through the store."""
    store.finish(key, report)
    found = store.finished(key)
    assert found == report
    return found


def adjusted(store: Store, text: str) -> Adjustment:
    """An adjustment, through the store."""
    store.adjust(text, text, Decimal(1), text, text)
    return store.adjustments(text)[text]


@pytest.mark.parametrize("keeper", KEEPERS)
def test_any_text_can_be_kept(store: Store, key: GradeKey, result: CheckResult, report: Report, keeper: str) -> None:
    """NUL, lone surrogates and whatever else a student writes pass through every kind of entry unchanged."""
    assert KEEPERS[keeper](store, key, result, report) == NASTY
