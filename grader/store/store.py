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

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from grader.errors import UsageError
from grader.ledger import Adjustment, GradeKey, Row, Run
from grader.report import CheckResult, Report, Verdict
from grader.store import translation
from grader.store.database import Database
from grader.store.results import read_report, read_result, write_report, write_result
from grader.store.schema import bring_up_to_date
from grader.store.tables import StoredAdjustment, StoredGrade, StoredLine, StoredRun, StoredVerdict


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

        def work(session: Session) -> int:
            stored = translation.stored_run(begun)
            session.add(stored)
            session.flush()
            return stored.id

        return self._database.write(work)

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        with self._database.reading() as session:
            found = session.scalars(select(StoredRun).order_by(StoredRun.id))
            return tuple(translation.run(stored) for stored in found)

    def run(self, number: int) -> Run:
        """One run.

        Raises:
            UsageError: there is none of that number.
        """
        with self._database.reading() as session:
            return translation.run(self._run(session, number))

    def record(self, run: int, row: Row) -> None:
        """Write a row, in the place of an earlier one of the same student and attempt in the same run.

        Raises:
            UsageError: there is no such run.
        """

        def work(session: Session) -> None:
            self._run(session, run)
            grade = None if row.key is None else _grade(session, row.key)[0]
            session.merge(translation.stored_line(run, row, grade))

        self._database.write(work)

    def rows(self, run: int) -> tuple[Row, ...]:
        """The rows of a run by position, then attempt; none for a run that has none or does not exist."""
        query = (
            select(StoredLine, StoredGrade)
            .outerjoin(StoredGrade, StoredLine.grade_id == StoredGrade.id)
            .where(StoredLine.run_id == run)
            .order_by(StoredLine.position, StoredLine.attempt, StoredLine.student)
            .options(translation.without_report())
        )
        with self._database.reading() as session:
            return tuple(translation.row(line, grade) for line, grade in session.execute(query))

    # grades

    def note_start(self, key: GradeKey) -> int:
        """Write down that grading begins, before the submission is touched; returns how often it has begun by now."""

        def work(session: Session) -> int:
            grade, _ = _grade(session, key)
            counted = update(StoredGrade).where(StoredGrade.id == grade).values(starts=StoredGrade.starts + 1)
            session.execute(counted)
            return session.execute(select(StoredGrade.starts).where(StoredGrade.id == grade)).scalar_one()

        return self._database.write(work)

    def attempts_started(self, key: GradeKey) -> int:
        """How often grading of this key has begun, whether or not it came to an end."""
        with self._database.reading() as session:
            return session.scalar(select(StoredGrade.starts).where(*translation.matches(key))) or 0

    def checkpoint(self, key: GradeKey, result: CheckResult) -> None:
        """Keep the result of one check of a grade that is under way."""
        text = write_result(result)

        def work(session: Session) -> None:
            grade, finished = _grade(session, key)
            if not finished:
                _keep_result(session, StoredVerdict(grade_id=grade, check_id=result.id, result=text))

        self._database.write(work)

    def partial(self, key: GradeKey) -> Mapping[str, CheckResult]:
        """The results known so far by check id, in the order in which they came; read-only."""
        verdicts = (
            select(StoredVerdict.result)
            .join(StoredGrade, StoredVerdict.grade_id == StoredGrade.id)
            .where(*translation.matches(key))
            .order_by(StoredVerdict.id)
        )
        with self._database.reading() as session:
            report = _report(session, key)
            results = report.results if report else [read_result(text) for text in session.scalars(verdicts)]
        return MappingProxyType({result.id: result for result in results})

    def finish(self, key: GradeKey, report: Report) -> None:
        """Keep the report for good. Give no report without a score (`total` is None): it could never be replaced."""
        text = write_report(report)

        def work(session: Session) -> None:
            grade, finished = _grade(session, key)
            if not finished:
                session.execute(update(StoredGrade).where(StoredGrade.id == grade).values(report=text))
                session.execute(delete(StoredVerdict).where(StoredVerdict.grade_id == grade))

        self._database.write(work)

    def finished(self, key: GradeKey) -> Report | None:
        """The report that was kept, equal to the one that was given; None while there is none."""
        with self._database.reading() as session:
            return _report(session, key)

    def newest(self, key: GradeKey) -> GradeKey:
        """The key with its newest finished edition; with edition 0 where nothing is finished."""
        newest = select(func.max(StoredGrade.edition)).where(
            StoredGrade.identity == translation.identity(key), StoredGrade.report.is_not(None)
        )
        with self._database.reading() as session:
            return replace(key, edition=session.scalar(newest) or 0)

    # adjustments

    def adjust(self, exercise_id: str, student: str, score: Decimal, why: str, who: str | None) -> None:
        """Set a student's score by hand. Earlier adjustments stay in the history."""
        made = Adjustment(student, score, why, who, self._clock())
        self._database.write(lambda session: session.add(translation.stored_adjustment(exercise_id, made)))

    def adjustments(self, exercise_id: str) -> Mapping[str, Adjustment]:
        """The adjustment that counts, the last one, by student; read-only."""
        return MappingProxyType({made.student: made for made in self.history(exercise_id)})

    def history(self, exercise_id: str) -> tuple[Adjustment, ...]:
        """All adjustments, oldest first."""
        query = (
            select(StoredAdjustment).where(StoredAdjustment.exercise_id == exercise_id).order_by(StoredAdjustment.id)
        )
        with self._database.reading() as session:
            return tuple(translation.adjustment(stored) for stored in session.scalars(query))

    def _run(self, session: Session, number: int) -> StoredRun:
        found = session.get(StoredRun, number)
        if found is None:
            raise UsageError(f"There is no run {number} in {self._database.name}.")
        return found


def _grade(session: Session, key: GradeKey) -> tuple[int, bool]:
    """The grade's number, made where there is none, and whether it is finished. Nobody else changes it meanwhile."""
    query = select(StoredGrade.id, StoredGrade.report.is_not(None)).where(*translation.matches(key))
    if found := session.execute(query.with_for_update()).one_or_none():
        return found[0], found[1]
    begun = translation.stored_grade(key)
    session.add(begun)
    session.flush()
    return begun.id, False


def _keep_result(session: Session, verdict: StoredVerdict) -> None:
    query = select(StoredVerdict).where(
        StoredVerdict.grade_id == verdict.grade_id, StoredVerdict.check_id == verdict.check_id
    )
    known = session.scalar(query)
    if known is None:
        session.add(verdict)
    elif read_result(known.result).verdict is Verdict.GRADER_ERROR:
        known.result = verdict.result


def _report(session: Session, key: GradeKey) -> Report | None:
    text = session.scalar(select(StoredGrade.report).where(*translation.matches(key)))
    return None if text is None else read_report(text)
