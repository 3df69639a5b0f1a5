"""Giving grades back: the LMS's own gradebook file, filled. One file per host in this folder, one row here.

Why it is so: the file is the teacher's and the host's, so it is never written anew. Only single cells are replaced.

    cells      the file as text in which single cells are replaced       decimals   how it writes numbers
    sheet      what a host's file tells: rows, columns, maximum          matching   who stands in which row
    filling    grades into cells                                         given      what goes in and comes out
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.errors import UsageError
from grader.lms.gradebooks.blackboard import BLACKBOARD
from grader.lms.gradebooks.canvas import CANVAS
from grader.lms.gradebooks.cells import Table
from grader.lms.gradebooks.csv import CSV
from grader.lms.gradebooks.filling import fill_sheet
from grader.lms.gradebooks.given import Change, Filled, GivenGrade, Kept, Reason
from grader.lms.gradebooks.moodle import MOODLE
from grader.lms.gradebooks.sheet import Host, Wanted

__all__ = ["HOSTS", "Change", "Filled", "GivenGrade", "Host", "Kept", "Reason", "fill"]

HOSTS = (MOODLE, CANVAS, BLACKBOARD, CSV)
"""in the order in which they are recognised; a plain CSV is what no LMS made"""


def fill(
    host: str,
    gradebook: bytes,
    grades: Sequence[GivenGrade],
    exercise_id: str,
    exercise_title: str,
    column: str | None = None,
) -> Filled:
    """Fill a host's gradebook with the grades of a run; only cells for grades and empty ones for comments change.

    Filling a filled file again changes nothing. `column` is the header, or the id in it, of the column to fill.

    Raises:
        UsageError: a file of another host, none or several columns, ids twice, an encoding that cannot be told, a
            damaged file. Nothing was changed then.
    """
    chosen = _host(host)
    table = Table.read(gradebook)
    _refuse_other(chosen, table)
    sheet = chosen.sheet(table, Wanted(exercise_id, exercise_title, column))
    return fill_sheet(table, sheet, grades)


def _host(name: str) -> Host:
    for host in HOSTS:
        if host.name == name:
            return host
    raise UsageError(f"Grades cannot be given back to {name!r}.", f"Choose {', '.join(each.name for each in HOSTS)}.")


def _refuse_other(chosen: Host, table: Table) -> None:
    found = next((host for host in HOSTS if host.recognises(table)), None)
    if found is None or (found is CSV and chosen is not CSV):
        raise UsageError(
            f"The gradebook is not {chosen.title}.",
            "Give the file as the LMS lets you download it, with its language set to English.",
        )
    if found is not chosen:
        raise UsageError(
            f"The gradebook is {found.title}, not {chosen.title}.",
            f"Use `grade export {found.name}`, or give the file of the other LMS.",
        )
