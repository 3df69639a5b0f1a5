"""What a host's file tells about itself: who stands in which record, and which column takes the grades.

Each host's file in this folder turns a `Table` into a `Sheet`; filling is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from grader.errors import UsageError
from grader.lms.gradebooks.cells import Table

_LISTED = 10
"""columns named in a message"""


@dataclass(frozen=True)
class Wanted:
    """What the grades are for: the exercise, and the column that the teacher named."""

    exercise_id: str
    exercise_title: str
    column: str | None


@dataclass(frozen=True)
class Column:
    """One column of the file."""

    index: int
    header: str
    title: str
    """the header without what the host adds to it"""
    id: str = ""
    """the host's id in the header"""
    refusal: str = ""
    """why it can never take grades, as the end of a sentence; "" where it can"""
    likely: bool = True
    """whether it counts when nobody named a column"""


@dataclass(frozen=True)
class Row:
    """One student's record."""

    record: int
    name: str
    id: str
    """the host's own id, "" where the cell is empty"""
    other_ids: Mapping[str, str]
    """kind -> id, as in `GivenGrade.ids`; without empty ones"""
    maximum: str | None
    """the host's maximum as the file writes it, None for plain points"""

    @property
    def label(self) -> str:
        """The row as a person finds it in the file."""
        known = self.id or next(iter(self.other_ids.values()), "")
        if self.name and known and self.name != known:
            return f"{self.name} ({known})"
        return self.name or known or f"record {self.record + 1}"


@dataclass(frozen=True)
class Sheet:
    """A file that is ready to be filled."""

    rows: tuple[Row, ...]
    grade: Column
    comments: int | None
    """the column for comments, None where there is none"""
    numbers: tuple[int, ...]
    """columns whose cells show how the file writes numbers"""
    own_kind: str
    """the kind of the rows' `id`"""
    takes_student: bool = False
    """whether the rows' `id` is compared with what names the student in the run: in a list of the teacher's own"""
    has_names_of_download: bool = False
    """whether a hand-in with another name is another's, though the id is the same"""
    above_maximum: str = ""
    """what the host does with a grade above the maximum, as the end of a sentence; "" where it takes it"""


@dataclass(frozen=True)
class Host:
    """One kind of gradebook: a row of the table in `grader.lms.gradebooks`."""

    name: str
    """as on the command line"""
    title: str
    """as in a sentence, with its article"""
    recognises: Callable[[Table], bool]
    """by the header alone"""
    sheet: Callable[[Table, Wanted], Sheet]
    """Raises UsageError: no or several columns, or something that the grades need is not there."""


def choose(columns: Sequence[Column], wanted: Wanted) -> Column:
    """The column for the grades (CONTRACTS 4.8).

    Raises:
        UsageError: none or several, or the one that was named cannot take grades.
    """
    if wanted.column is not None:
        return _named(columns, wanted.column.strip())
    likely = [column for column in columns if column.likely and not column.refusal]
    if len(likely) == 1:
        return likely[0]
    titled = _titled([column for column in columns if not column.refusal], wanted)
    if len(titled) == 1:
        return titled[0]
    if titled or likely:
        raise UsageError("It is not clear which column of the gradebook takes the grades.", _choice(titled or likely))
    raise UsageError(
        "The gradebook has no column for the grades.",
        "Create the assignment in the LMS if it is not there yet, and download the gradebook again.",
    )


def _named(columns: Sequence[Column], name: str) -> Column:
    found = [column for column in columns if name and name in (column.header, column.id)]
    if len(found) > 1:
        raise UsageError(f"The gradebook has {len(found)} columns `{name}`.", _choice(found))
    if not found:
        takers = [column for column in columns if not column.refusal and column.header]
        advice = f"Give a whole header, or the id in it: {_listed(takers)}." if takers else "No column takes grades."
        raise UsageError(f"The gradebook has no column `{name}`.", advice)
    if found[0].refusal:
        raise UsageError(f"The column `{found[0].header}` cannot take the grades: {found[0].refusal}.")
    return found[0]


def _titled(columns: Sequence[Column], wanted: Wanted) -> list[Column]:
    """Columns titled like the exercise, to the letter if there are any, else without regard to case."""
    titles = {wanted.exercise_id.strip(), wanted.exercise_title.strip()} - {""}
    exact = [column for column in columns if column.title in titles]
    folded = {title.casefold() for title in titles}
    return exact or [column for column in columns if column.title.casefold() in folded]


def _choice(columns: Sequence[Column]) -> str:
    """What to do where several columns could be meant."""
    headers = {column.header for column in columns}
    if len(headers) < len(columns):
        return "Some of its columns have the same name; rename all but one of them and try again."
    return f"Name it with --column: {_listed(columns)}."


def _listed(columns: Sequence[Column]) -> str:
    names = [f"`{column.header}`" for column in columns[:_LISTED]]
    more = len(columns) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
