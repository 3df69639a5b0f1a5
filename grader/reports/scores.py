"""`scores.csv`: one row per student, for spreadsheets and scripts (CONTRACTS section 1).

Format: RFC 4180. A cell with a semicolon is quoted, too: where decimals have a comma, spreadsheets split lines there,
and what follows could be a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from grader.score import written
from grader.showing import harmless, printable

HEADER = ("student", "exercise", "score", "max_score", "percent", "status", "late", "attempt", "submission_sha256")


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
    """The whole file, header first."""
    rows = [HEADER, *map(_cells, lines)]
    return "".join(f"{','.join(map(_quoted, row))}\r\n" for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',;"') else cell


def _text(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    return harmless(printable(text))


def _cells(line: ScoreLine) -> tuple[str, ...]:
    return (
        _text(line.student),
        _text(line.exercise),
        "" if line.score is None else written(line.score),
        written(line.max_score),
        "" if line.percent is None else written(line.percent),
        line.status,
        "true" if line.late else "false",
        "" if line.attempt is None else str(line.attempt),
        line.submission_sha256 or "",
    )
