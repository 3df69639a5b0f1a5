"""All that is said to the database, each statement built once: building one takes longer than running it.

Parameters that are not columns to be filled are named `of_…` (which grade, run or check) and `new_…`.
"""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Integer, bindparam, delete, exists, func, insert, select, update

from grader.ledger import Adjustment, GradeKey
from grader.store.columns import AnyText
from grader.store.tables import ADJUSTMENT, GRADE, LINE, RUN, VERDICT

_OF_RUN = bindparam("of_run", type_=Integer)
_OF_GRADE = bindparam("of_grade", type_=Integer)
_OF_CHECK = bindparam("of_check", type_=AnyText)
_OF_IDENTITY = GRADE.c.identity == bindparam("of_identity")
_OF_KEY = (_OF_IDENTITY, GRADE.c.edition == bindparam("of_edition"))
_NEW_RESULT = bindparam("new_result", type_=AnyText)

# runs and their rows

ADD_RUN = insert(RUN)
RUNS = select(RUN).order_by(RUN.c.id)
RUN_OF_NUMBER = select(RUN).where(RUN.c.id == _OF_RUN)

ADD_LINE = insert(LINE)
FORGET_LINE = delete(LINE).where(
    LINE.c.run_id == _OF_RUN, LINE.c.student == bindparam("of_student"), LINE.c.attempt == bindparam("of_attempt")
)
LINES = (
    select(LINE, *(GRADE.c[part.name].label(f"key_{part.name}") for part in fields(GradeKey)))
    .outerjoin(GRADE, LINE.c.grade_id == GRADE.c.id)
    .where(LINE.c.run_id == _OF_RUN)
    .order_by(LINE.c.position, LINE.c.attempt, LINE.c.student)
)

# grades

ADD_GRADE = insert(GRADE)
GRADE_OF_KEY = select(GRADE.c.id, GRADE.c.report.is_not(None)).where(*_OF_KEY).with_for_update()
COUNT_START = update(GRADE).where(GRADE.c.id == _OF_GRADE).values(starts=GRADE.c.starts + 1)
STARTS = select(GRADE.c.starts).where(*_OF_KEY)
FINISH = update(GRADE).where(GRADE.c.id == _OF_GRADE).values(report=bindparam("new_report"))
REPORT = select(GRADE.c.report).where(*_OF_KEY)
NEWEST = select(func.max(GRADE.c.edition)).where(_OF_IDENTITY, GRADE.c.report.is_not(None))

# verdicts

KEEP_RESULT = (
    insert(VERDICT)
    .from_select(
        ["grade_id", "check_id", "result"],
        select(GRADE.c.id, _OF_CHECK, _NEW_RESULT)
        .where(*_OF_KEY, GRADE.c.report.is_(None))
        .where(~exists().where(VERDICT.c.grade_id == GRADE.c.id, VERDICT.c.check_id == _OF_CHECK))
        .with_for_update(),
    )
    .execution_options(preserve_rowcount=True)
)
"""Adds one row; none where the grade was never begun, where it is finished, and where the check has a result."""
RESULT = select(VERDICT.c.result).where(VERDICT.c.grade_id == _OF_GRADE, VERDICT.c.check_id == _OF_CHECK)
REPLACE_RESULT = (
    update(VERDICT).where(VERDICT.c.grade_id == _OF_GRADE, VERDICT.c.check_id == _OF_CHECK).values(result=_NEW_RESULT)
)
RESULTS = select(VERDICT.c.result).join(GRADE, VERDICT.c.grade_id == GRADE.c.id).where(*_OF_KEY).order_by(VERDICT.c.id)
FORGET_RESULTS = delete(VERDICT).where(VERDICT.c.grade_id == _OF_GRADE)

# adjustments

ADJUST = insert(ADJUSTMENT)
HISTORY = (
    select(*(ADJUSTMENT.c[part.name] for part in fields(Adjustment)))
    .where(ADJUSTMENT.c.exercise_id == bindparam("of_exercise"))
    .order_by(ADJUSTMENT.c.id)
)
