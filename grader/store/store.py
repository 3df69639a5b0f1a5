"""The Store: what may be kept and asked. Every call is one short transaction, on disk when it returns.

Any number of processes may use one store at the same time; each opens its own.

Decisions. What is finished is immutable: a second `finish`, and a checkpoint after it, change nothing. A stored result
stays too, unless it is an error of ours: that is no verdict, and the next attempt may replace it. `partial` answers
from the report once there is one. Grading anew what is finished (`--fresh`) makes another edition of the key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import cast

from sqlalchemy import Connection, Insert, RowMapping

from grader.errors import UsageError
from grader.ledger import Adjustment, GradeKey, Row, Run
from grader.report import CheckResult, Report, Verdict
from grader.store import statements, translation
from grader.store.database import Database
from grader.store.results import read_report, read_result, write_report, write_result
from grader.store.schema import bring_up_to_date


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Runs, grades and adjustments. Made by `open`; a context manager, so that it is closed.

    Every method raises StoreFault when the database cannot be read or written now (a repetition is safe), and
    UsageError when what it holds is damaged.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, place: str | Path, *, clock: Callable[[], datetime] = _now) -> Store:
        """The store in a file (made where there is none; its folder must exist) or behind the URL of a database.

        Raises:
            UsageError: it is damaged, of a newer version, or no store; it stays as it is.
            StoreFault: it cannot be read or written now.
        """
        database = Database.at(place)
        try:
            bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
        return cls(database, clock)

    def close(self) -> None:
        """Let go of the database. Nothing is written late: all is on disk already."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # runs and their rows

    def begin_run(
        self, exercise_id: str, exercise_version: str, title: str, source: str, settings: Mapping[str, str]
    ) -> int:
        """Write down a new run; returns its number."""
        begun = Run(0, exercise_id, exercise_version, title, source, settings, self._clock())
        return self._database.write(
            lambda connection: _added(connection, statements.ADD_RUN, translation.stored_run(begun))
        )

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        with self._database.connection() as connection:
            return tuple(translation.run(stored) for stored in connection.execute(statements.RUNS).mappings())

    def run(self, number: int) -> Run:
        """One run.

        Raises:
            UsageError: there is none of that number.
        """
        with self._database.connection() as connection:
            return translation.run(self._run(connection, number))

    def record(self, run: int, row: Row) -> None:
        """Write a row, in the place of an earlier one of the same student and attempt in the same run.

        Raises:
            UsageError: there is no such run.
        """
        earlier = {"of_run": run, "of_student": row.student, "of_attempt": row.attempt}

        def work(connection: Connection) -> None:
            self._run(connection, run)
            grade = None if row.key is None else _grade(connection, row.key)[0]
            connection.execute(statements.FORGET_LINE, earlier)
            connection.execute(statements.ADD_LINE, translation.stored_line(run, row, grade))

        self._database.write(work)

    def rows(self, run: int) -> tuple[Row, ...]:
        """The rows of a run by position, then attempt; none for a run that has none or does not exist."""
        with self._database.connection() as connection:
            found = connection.execute(statements.LINES, {"of_run": run})
            return tuple(translation.row(stored) for stored in found.mappings())

    # grades

    def note_start(self, key: GradeKey) -> int:
        """Write down that grading begins, before the submission is touched; returns how often it has begun by now."""

        def work(connection: Connection) -> int:
            grade, _ = _grade(connection, key)
            connection.execute(statements.COUNT_START, {"of_grade": grade})
            return _starts(connection, key)

        return self._database.write(work)

    def attempts_started(self, key: GradeKey) -> int:
        """How often grading of this key has begun, whether or not it came to an end."""
        with self._database.connection() as connection:
            return _starts(connection, key)

    def checkpoint(self, key: GradeKey, result: CheckResult) -> None:
        """Keep the result of one check of a grade that is under way."""
        kept = {**translation.of(key), "of_check": result.id, "new_result": write_result(result)}

        def work(connection: Connection) -> None:
            if not connection.execute(statements.KEEP_RESULT, kept).rowcount:
                _keep_result(connection, key, kept)

        self._database.write(work)

    def partial(self, key: GradeKey) -> Mapping[str, CheckResult]:
        """The results known so far by check id, in the order in which they came; read-only."""
        with self._database.connection() as connection:
            if report := _report(connection, key):
                results = report.results
            else:
                found = connection.scalars(statements.RESULTS, translation.of(key))
                results = tuple(read_result(text) for text in found)
        return MappingProxyType({result.id: result for result in results})

    def finish(self, key: GradeKey, report: Report) -> None:
        """Keep the report for good. Give no report without a score (`total` is None): it could never be replaced."""
        text = write_report(report)

        def work(connection: Connection) -> None:
            grade, is_finished = _grade(connection, key)
            if not is_finished:
                connection.execute(statements.FINISH, {"of_grade": grade, "new_report": text})
                connection.execute(statements.FORGET_RESULTS, {"of_grade": grade})

        self._database.write(work)

    def finished(self, key: GradeKey) -> Report | None:
        """The report that was kept, equal to the one that was given; None while there is none."""
        with self._database.connection() as connection:
            return _report(connection, key)

    def newest(self, key: GradeKey) -> GradeKey:
        """The key with its newest finished edition; with edition 0 where nothing is finished."""
        with self._database.connection() as connection:
            return replace(key, edition=connection.scalar(statements.NEWEST, translation.of(key)) or 0)

    # adjustments

    def adjust(self, exercise_id: str, student: str, score: Decimal, why: str, who: str | None) -> None:
        """Set a student's score by hand. Earlier adjustments stay in the history."""
        made = Adjustment(student, score, why, who, self._clock())
        stored = {"exercise_id": exercise_id, **vars(made)}
        self._database.write(lambda connection: connection.execute(statements.ADJUST, stored))

    def adjustments(self, exercise_id: str) -> Mapping[str, Adjustment]:
        """The adjustment that counts, the last one, by student; read-only."""
        return MappingProxyType({made.student: made for made in self.history(exercise_id)})

    def history(self, exercise_id: str) -> tuple[Adjustment, ...]:
        """All adjustments, oldest first."""
        with self._database.connection() as connection:
            found = connection.execute(statements.HISTORY, {"of_exercise": exercise_id})
            return tuple(Adjustment(*stored) for stored in found)

    def _run(self, connection: Connection, number: int) -> RowMapping:
        found = connection.execute(statements.RUN_OF_NUMBER, {"of_run": number}).mappings().one_or_none()
        if found is None:
            raise UsageError(f"There is no run {number} in {self._database.name}.")
        return found


def _grade(connection: Connection, key: GradeKey) -> tuple[int, bool]:
    """The grade's number, made where there is none, and whether it is finished. Nobody else changes it meanwhile."""
    if found := connection.execute(statements.GRADE_OF_KEY, translation.of(key)).one_or_none():
        return found[0], found[1]
    return _added(connection, statements.ADD_GRADE, translation.stored_grade(key)), False


def _added(connection: Connection, add: Insert, values: Mapping[str, object]) -> int:
    """The number of the new row."""
    (number,) = cast("tuple[int]", connection.execute(add, values).inserted_primary_key)
    return number


def _starts(connection: Connection, key: GradeKey) -> int:
    return connection.scalar(statements.STARTS, translation.of(key)) or 0


def _keep_result(connection: Connection, key: GradeKey, kept: Mapping[str, object]) -> None:
    """Keep a result where KEEP_RESULT added nothing: see there."""
    grade, _ = _grade(connection, key)
    verdict = {**kept, "of_grade": grade}
    known = connection.scalar(statements.RESULT, verdict)
    if known is None:
        connection.execute(statements.KEEP_RESULT, kept)
    elif read_result(known).verdict is Verdict.GRADER_ERROR:
        connection.execute(statements.REPLACE_RESULT, verdict)


def _report(connection: Connection, key: GradeKey) -> Report | None:
    text = connection.scalar(statements.REPORT, translation.of(key))
    return None if text is None else read_report(text)
