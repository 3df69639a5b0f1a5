"""What the last batch was told and counted, kept in its run folder for the commands that come later."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from grader.errors import GraderFault, UsageError
from grader.policy import Policy
from grader.reports.replacing import replace_file

STORE = "grades.db"
MEMO = "run.json"


class Memo(BaseModel):
    """What the files of a run depend on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: int
    exercise: str
    """as the teacher named it: an id, or the path of a folder"""
    layout: str
    roster: str | None
    policy: Policy
    rows: list[tuple[str, int]]
    """(student, attempt) of the rows that count, in the class's order"""
    addresses: dict[str, str]
    """student -> where the LMS takes feedback back; the download that tells it may be gone by then"""
    ids: dict[str, dict[str, str]]
    """student -> kind -> id by which a gradebook may know that student (`grader.lms.kinds`)"""
    keep_better: bool
    """whether a better score of an earlier run counts"""
    made_at: datetime
    """when the files were made, aware UTC: what counts only from a due date on did or did not count in them"""


def is_finished(folder: Path, run: int) -> bool:
    """Whether the files of a folder's last run were written, or nobody can tell any more."""
    if not (folder / MEMO).exists():
        return False
    with suppress(UsageError):
        return read_memo(folder).run == run
    return True


def read_memo(folder: Path) -> Memo:
    """The memo of a run folder. Raises UsageError where it cannot be read."""
    try:
        # Not strict: the policy is, for what people write; here decimals and times are texts.
        return Memo.model_validate_json((folder / MEMO).read_bytes(), strict=False)
    except (OSError, ValidationError) as error:
        raise UsageError(
            f"{folder / MEMO} cannot be read.", "Run `grade batch` again; it writes the file anew."
        ) from error


def remember(folder: Path, memo: Memo) -> None:
    """Write the memo.

    Raises:
        GraderFault: it cannot be written.
    """
    try:
        # In ASCII: ids are words of students, and people look into the file.
        replace_file(folder / MEMO, json.dumps(memo.model_dump(mode="json"), indent=1).encode("ascii"))
    except OSError as error:
        message = f"{folder / MEMO} cannot be written: {error.strerror}."
        raise GraderFault(message, "Make room and start again; what was graded is kept.") from error
