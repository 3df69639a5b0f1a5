"""Finding again what a run folder holds: the store, and how the last batch made its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from grader.catalog import Catalogue
from grader.cli.keeping import with_earlier
from grader.errors import GraderFault, UsageError
from grader.ledger import Run
from grader.policy import Policy
from grader.reports.files import ClassResults, replace_file
from grader.settings import Settings
from grader.store import Store

STORE = "grades.db"
MEMO = "run.json"


class Memo(BaseModel):
    """What the last batch was told, as far as the files depend on it; kept beside the store."""

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


@dataclass(frozen=True)
class RunFolder:
    """An opened run folder."""

    path: Path
    store: Store
    memo: Memo

    def run(self, number: int | None = None) -> Run:
        """The run of that number; without one the last."""
        return self.store.run(number if number is not None else self.memo.run)

    def results(self) -> ClassResults:
        """What the files of the last batch were made from, without the hand-ins themselves."""
        from grader.cli.finding import catalogue

        known: Catalogue = catalogue(Settings.read())
        exercise = known.load(self.memo.exercise)
        counted = dict.fromkeys(self.memo.rows)
        rows = {(row.student, row.attempt): row for row in self.store.rows(self.memo.run)}
        results = ClassResults(
            grades=self.store,
            run=self.run(),
            exercise=replace(exercise, version=self.run().exercise_version),
            policy=self.memo.policy,
            rows=tuple(rows[label] for label in counted if label in rows),
            handins={},
            earlier={},
            notes=(),
            now=datetime.now(UTC),
        )
        return with_earlier(results, self.store) if self.memo.keep_better else results


@contextmanager
def opened(folder: Path) -> Iterator[RunFolder]:
    """Open the folder of a finished batch.

    Raises:
        UsageError: there is no run, or its memo cannot be read.
    """
    if not (folder / STORE).is_file() or not (folder / MEMO).is_file():
        raise UsageError(f"{folder} is no run folder.", "Name the folder that `grade batch -o` wrote to.")
    memo = _read_memo(folder)
    with Store.open(folder / STORE) as store:
        yield RunFolder(folder, store, memo)


def finished_run(folder: Path) -> int | None:
    """The run whose files were written last; None where there are none, or nobody can tell any more."""
    with suppress(UsageError):
        return _read_memo(folder).run
    return None


def _read_memo(folder: Path) -> Memo:
    try:
        return Memo.model_validate(json.loads((folder / MEMO).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
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
