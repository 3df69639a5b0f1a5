"""The tables. `migrations/` makes them; a test compares the two.

run         one call of `grade batch`
line        one attempt of one student in a run; points to its grade
grade       what is known of one submission under one exercise, agent and image; has a report once it is finished
verdict     the result of one check of a grade that is not finished; finishing gathers them in the report
adjustment  a score set by hand; never changed, only added to: the last one of a student counts
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

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

METADATA = MetaData(naming_convention=dict(NAMES))
_filled = partial(Column, nullable=False)

RUN = Table(
    "run",
    METADATA,
    Column("id", Integer, primary_key=True),
    _filled("exercise_id", AnyText),
    _filled("exercise_version", AnyText),
    _filled("title", AnyText),
    _filled("source", AnyText),
    _filled("settings", AnyText),
    _filled("started_at", Moment),
)
"""`settings` is a JSON object of texts."""

GRADE = Table(
    "grade",
    METADATA,
    Column("id", Integer, primary_key=True),
    _filled("identity", AnyText),
    _filled("submission_sha256", AnyText),
    _filled("exercise_id", AnyText),
    _filled("exercise_version", AnyText),
    _filled("agent", AnyText),
    _filled("sandbox", AnyText),
    Column("image", AnyText),
    _filled("edition", Integer),
    _filled("starts", Integer),
    Column("report", AnyText),
    UniqueConstraint("identity", "edition"),
)
"""Begun (no `report` yet) or finished. `identity` is a hash over the six columns after it, because no database finds
NULL (no image) unique.
"""

VERDICT = Table(
    "verdict",
    METADATA,
    Column("id", Integer, primary_key=True),
    _filled("grade_id", ForeignKey("grade.id")),
    _filled("check_id", AnyText),
    _filled("result", AnyText),
    UniqueConstraint("grade_id", "check_id"),
)
"""In the order of `id`."""

LINE = Table(
    "line",
    METADATA,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("student", AnyText, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    _filled("position", Integer),
    _filled("name", AnyText),
    _filled("status", AnyText),
    Column("late", Boolean),
    Column("submitted_at", Moment),
    Column("submission_sha256", AnyText),
    Column("grade_id", ForeignKey("grade.id")),
    _filled("message", AnyText),
    _filled("in_roster", Boolean),
)

ADJUSTMENT = Table(
    "adjustment",
    METADATA,
    Column("id", Integer, primary_key=True),
    _filled("exercise_id", AnyText),
    _filled("student", AnyText),
    _filled("score", Points),
    _filled("why", AnyText),
    Column("who", AnyText),
    _filled("made_at", Moment),
    Index(None, "exercise_id", "student"),
)
