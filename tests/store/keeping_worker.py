"""A worker that only keeps results, for the tests to kill: `keeping_worker.py PLACE NAME SUBMISSIONS CHECKS REPORT`.

REPORT is a report as text, from which all others are made. After every call that returned, and no sooner, the worker
says so in one line on standard output: `checkpoint KEY CHECK`, `finish KEY`, `record KEY`.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from grader.report import CheckResult, Report
from grader.store import GradeKey, Row, Status, Store
from grader.store.results import read_report


def key_of(name: str) -> GradeKey:
    """The key of a submission."""
    return GradeKey(name, "mypackage", "v", "a", "docker", None)


def result_of(sample: CheckResult, name: str, number: int) -> CheckResult:
    """The result of one check of one submission."""
    return replace(sample, id=f"check-{number}", title=f"{name} {number}")


def keep(store: Store, name: str, checks: int, sample: Report) -> None:
    """Keep one submission, going on where another worker was killed."""
    key = key_of(name)
    if store.finished(key) is None:
        store.note_start(key)
        known = store.partial(key)
        for number in range(checks):
            result = result_of(sample.results[0], name, number)
            if result.id not in known:
                store.checkpoint(key, result)
                print("checkpoint", name, number, flush=True)  # noqa: T201 - its way to speak to the test
        store.finish(key, replace(sample, submission_sha256=name, results=tuple(store.partial(key).values())))
        print("finish", name, flush=True)  # noqa: T201
    store.record(1, Row(int(name.partition("-")[2]), name, "", Status.GRADED, key=key))
    print("record", name, flush=True)  # noqa: T201


def main(place: str, worker: str, submissions: int, checks: int, report: str) -> None:
    """Keep all submissions of this worker."""
    with Store.open(place) as store:
        recorded = {row.student for row in store.rows(1)}
        for number in range(submissions):
            if (name := f"{worker}-{number}") not in recorded:
                keep(store, name, checks, read_report(report))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
