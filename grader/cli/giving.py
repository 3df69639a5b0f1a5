"""What commands give back: the filled gradebook, the zip of feedback pages, whole files and folders."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.cli.runs import RunFolder
from grader.errors import UsageError
from grader.ledger import Row, Status, last_attempts
from grader.lms.feedback_zip import WHY_LEFT_OUT, Page, write_feedback_zip
from grader.lms.gradebooks import Filled, GivenGrade, fill
from grader.reports.files import ClassResults, GradedRow, full_score, one_per_student, page_names
from grader.reports.replacing import replace_file


def filled_gradebook(folder: RunFolder, host: str, gradebook: Path, column: str | None) -> Filled:
    """The gradebook with the run's grades.

    Raises:
        UsageError: the file cannot be read or filled.
    """
    try:
        data = gradebook.read_bytes()
    except OSError as error:
        raise UsageError(f"{gradebook} cannot be read: {error.strerror}.", "Name the LMS's gradebook file.") from error
    results = folder.results()
    ids = folder.memo.ids
    grades = [_given(results, graded, ids.get(graded.row.student, {})) for graded in one_per_student(results)]
    return fill(host, data, grades, results.exercise.id, results.exercise.title, column)


def _given(results: ClassResults, graded: GradedRow, ids: Mapping[str, str]) -> GivenGrade:
    row, final = graded.row, graded.final
    return GivenGrade(
        student=row.student,
        name=row.name,
        score=final.points if final else None,
        max_score=final.maximum if final else full_score(results),
        # A score that was kept or set by hand is a grade, whatever became of the hand-in.
        status=Status.GRADED if final else row.status,
        comment=" ".join(final.reasoning) if final else row.reason,
        ids=ids,
    )


@dataclass(frozen=True)
class FeedbackZip:
    """A zip in the host's layout, and the students whom the host can take no page for."""

    data: bytes
    left_out: tuple[str, ...]
    why: str
    """as the end of a sentence"""


def feedback_zip(folder: RunFolder, host: str) -> FeedbackZip:
    """All feedback pages of the run as the host takes them back.

    Raises:
        UsageError: the host takes no such zip, or a page cannot be read.
    """
    results = folder.results()
    names = page_names(results.rows)
    pages = [_page(folder, row, names[row.student, row.attempt]) for row in last_attempts(results.rows).values()]
    target = io.BytesIO()
    try:
        left_out = write_feedback_zip(host, [page for page in pages if page.path.is_file()], target)
    except OSError as error:
        raise UsageError(f"A feedback page cannot be read: {error.strerror}.", "Run `grade batch` again.") from error
    return FeedbackZip(target.getvalue(), left_out, WHY_LEFT_OUT[host])


def _page(folder: RunFolder, row: Row, name: str) -> Page:
    address = folder.memo.addresses.get(row.student, "")
    return Page(row.student, row.name, folder.path / "feedback" / f"{name}.html", address)


def write_whole(path: Path, data: bytes) -> None:
    """Write the file whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        replace_file(path, data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.", "Choose another file.") from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths in a folder, each whole or not at all.

    Raises:
        UsageError: one of them cannot be written.
    """
    for path, content in files.items():
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{target.parent} cannot be made: {error.strerror}."
            raise UsageError(message, "Choose another folder.") from error
        write_whole(target, content)
