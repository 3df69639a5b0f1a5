"""Opening a run folder again: the store, and what the files of the last batch were made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from grader.catalog import Catalogue
from grader.cli.keeping import with_earlier
from grader.cli.memo import MEMO, STORE, Memo, read_memo
from grader.errors import UsageError
from grader.ledger import Run
from grader.reports.files import ClassResults
from grader.settings import Settings
from grader.store import Store


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
    memo = read_memo(folder)
    with Store.open(folder / STORE) as store:
        yield RunFolder(folder, store, memo)
