"""The tables. `migrations/` makes them; a test compares the two.

run         one call of `grade batch`
line        one attempt of one student in a run; points to its grade
grade       what is known of one submission under one exercise, agent and image; has a report once it is finished
verdict     the result of one check of a grade that is not finished; finishing gathers them in the report
adjustment  a score set by hand; never changed, only added to: the last one of a student counts
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from grader.store.columns import AnyText, Moment, Points

NAMES = MappingProxyType(
    {
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)
"""every constraint has a name on every database, so that a migration can speak of it"""


class Table(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=dict(NAMES))
    type_annotation_map = {str: AnyText(), Decimal: Points(), datetime: Moment()}  # noqa: RUF012 - SQLAlchemy's own name and form


class StoredRun(Table):
    """A run. `settings` is a JSON object of texts."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[str]
    exercise_version: Mapped[str]
    title: Mapped[str]
    source: Mapped[str]
    settings: Mapped[str]
    started_at: Mapped[datetime]


class StoredGrade(Table):
    """A grade, begun (no `report` yet) or finished.

    `identity` is a hash over the six columns after it, because no database finds NULL (no image) unique.
    """

    __tablename__ = "grade"
    __table_args__ = (UniqueConstraint("identity", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str]
    submission_sha256: Mapped[str]
    exercise_id: Mapped[str]
    exercise_version: Mapped[str]
    agent: Mapped[str]
    sandbox: Mapped[str]
    image: Mapped[str | None]
    edition: Mapped[int]
    starts: Mapped[int]
    report: Mapped[str | None]


class StoredVerdict(Table):
    """The result of one check of a grade that is under way, in the order of `id`."""

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("grade_id", "check_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    grade_id: Mapped[int] = mapped_column(ForeignKey("grade.id"))
    check_id: Mapped[str]
    result: Mapped[str]


class StoredLine(Table):
    """A student's row in a run."""

    __tablename__ = "line"

    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    student: Mapped[str] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    status: Mapped[str]
    late: Mapped[bool | None]
    submitted_at: Mapped[datetime | None]
    submission_sha256: Mapped[str | None]
    grade_id: Mapped[int | None] = mapped_column(ForeignKey("grade.id"))
    message: Mapped[str]
    in_roster: Mapped[bool]


class StoredAdjustment(Table):
    """A score set by hand."""

    __tablename__ = "adjustment"
    __table_args__ = (Index(None, "exercise_id", "student"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[str]
    student: Mapped[str]
    score: Mapped[Decimal]
    why: Mapped[str]
    who: Mapped[str | None]
    made_at: Mapped[datetime]
