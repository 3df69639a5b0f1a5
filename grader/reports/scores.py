"""`scores.csv`: one row per student, for spreadsheets and scripts (CONTRACTS section 1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from grader.score import written
from grader.showing import printable

HEADER = ("student", "exercise", "score", "max_score", "percent", "status", "late", "attempt", "submission_sha256")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""a cell that begins so is a formula to a spreadsheet (CWE-1236)"""


@dataclass(frozen=True)
class ScoreLine:
    """One line. `score` and `percent` are None where there is none."""

    student: str
    exercise: str
    score: Decimal | None
    max_score: Decimal
    percent: Decimal | None
    status: str
    late: bool
    attempt: int | None
    submission_sha256: str | None


def scores_csv(lines: Iterable[ScoreLine]) -> str:
    """The whole file, header first, line ends CRLF as in RFC 4180."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for line in lines:
        writer.writerow(_cells(line))
    return text.getvalue()


def text_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula, on one line."""
    shown = printable(text)
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def _cells(line: ScoreLine) -> list[str]:
    return [
        text_cell(line.student),
        text_cell(line.exercise),
        "" if line.score is None else written(line.score),
        written(line.max_score),
        "" if line.percent is None else written(line.percent),
        line.status,
        "true" if line.late else "false",
        "" if line.attempt is None else str(line.attempt),
        line.submission_sha256 or "",
    ]
