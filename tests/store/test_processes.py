"""Several processes at one store, and what is left of it when they are killed."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grader.report import CheckResult, Report
from grader.store import GradeKey, Store
from grader.store.results import write_report

WORKER = Path(__file__).with_name("keeping_worker.py")
WORKERS = ("ann", "ben", "cid")
SUBMISSIONS = 12
CHECKS = 15
KILLS = 6
"""of each worker"""


def key_of(name: str) -> GradeKey:
    """The key under which the workers keep a submission."""
    return GradeKey(name, "mypackage", "v", "a", "docker", None)


def keeps(place: str, worker: str, report: Report, kill_after: int | None) -> list[str]:
    """Run a worker; kill it once it has said that many lines, while it goes on. All that it said, and how it ended."""
    command = [sys.executable, str(WORKER), place, worker, str(SUBMISSIONS), str(CHECKS), write_report(report)]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        for line in process.stdout:
            said += [line.rstrip()] if line.endswith("\n") else []
            if len(said) == kill_after:
                process.kill()
    assert process.returncode == 0 or kill_after is not None
    return [*said, "ended" if process.returncode == 0 else "killed"]


def keeps_until_done(place: str, worker: str, report: Report, dice: random.Random) -> list[str]:
    """Run a worker, kill it at random moments, start it again, at last let it end. All that it ever said."""
    said: list[str] = []
    for _ in range(KILLS):
        said += keeps(place, worker, report, dice.randint(1, SUBMISSIONS * CHECKS // KILLS))
    return said + keeps(place, worker, report, None)


def test_killed_workers_lose_nothing(place: str, report: Report) -> None:
    """Whatever was acknowledged before a SIGKILL is there, whole, once, and the work comes to its full end."""
    with Store.open(place) as store:
        store.begin_run("mypackage", "v", "t", "s", {})

    with ThreadPoolExecutor() as pool:
        lives = [pool.submit(keeps_until_done, place, name, report, random.Random(name)) for name in WORKERS]  # noqa: S311
        said = [line for life in lives for line in life.result()]

    names = [f"{worker}-{number}" for worker in WORKERS for number in range(SUBMISSIONS)]
    with Store.open(place) as store:
        kept = {name: store.finished(key_of(name)) for name in names}
        rows = store.rows(1)
    assert kept == {name: expected(report, name) for name in names}
    assert Counter(row.student for row in rows) == Counter(names)
    again = Counter(line for line in said if line.startswith("checkpoint"))
    assert [line for line, count in again.items() if count > 1] == []
    assert said.count("killed") > KILLS  # else the workers were too fast for this test
    assert_whole(place)


def expected(report: Report, name: str) -> Report:
    """The report that a worker which is never disturbed keeps."""
    results = [replace(report.results[0], id=f"check-{n}", title=f"{name} {n}") for n in range(CHECKS)]
    return replace(report, submission_sha256=name, results=tuple(results))


def test_acknowledged_is_there_at_once(place: str, report: Report) -> None:
    """Right after a kill, before anybody else writes: every checkpoint that was acknowledged, none half-written."""
    with Store.open(place) as store:
        store.begin_run("mypackage", "v", "t", "s", {})

    said = keeps(place, "ann", report, kill_after=CHECKS * 3)

    with Store.open(place) as store:
        assert said.pop() == "killed"
        for line in said:
            name, *number = line.split()[1:]
            results = store.partial(key_of(name))
            assert all(results[f"check-{n}"] == expected(report, name).results[int(n)] for n in number)
            assert all(result in expected(report, name).results for result in results.values())
    assert_whole(place)


def assert_whole(place: str) -> None:
    """SQLite finds nothing wrong with the file."""
    if "://" not in place:
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


START = """
import sys
from grader.store import GradeKey, Store
key = GradeKey("shared", "mypackage", "v", "a", "docker", None)
with Store.open(sys.argv[1]) as store:
    for _ in range(40):
        store.note_start(key)
"""


def test_a_new_store_opened_by_many(place: str) -> None:
    """Processes that make the same store at the same time, and count in the same row, lose no count."""
    started = [subprocess.Popen([sys.executable, "-c", START, place]) for _ in range(4)]

    codes = [process.wait() for process in started]

    assert codes == [0] * 4
    with Store.open(place) as store:
        assert store.attempts_started(key_of("shared")) == 160


def test_threads_may_share_a_store(store: Store, result: CheckResult) -> None:
    """Threads that checkpoint into one store at the same time lose nothing."""
    gate = threading.Barrier(4)

    def work(number: int) -> None:
        gate.wait()
        for count in range(10):
            store.checkpoint(key_of("shared"), replace(result, id=f"{number}-{count}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert len(store.partial(key_of("shared"))) == 40


FORK = """
import os, sys
from grader.store import GradeKey, Store
key = GradeKey("shared", "mypackage", "v", "a", "docker", None)
store = Store.open(sys.argv[1])
store.note_start(key)
goes_on, go_on = os.pipe()
child = os.fork()
if child == 0:
    os.close(go_on)
    store.note_start(key)
    os.read(goes_on, 1)
    for _ in range(20):
        store.note_start(key)
    os._exit(0)
store.note_start(key)
store.close()
os.write(go_on, b"x")
sys.exit(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this system cannot fork")
def test_a_store_survives_a_fork(place: str) -> None:
    """Parent and child go on with the store that the parent opened, also when the parent closes it first."""
    subprocess.run([sys.executable, "-c", FORK, place], check=True)

    with Store.open(place) as store:
        assert store.attempts_started(key_of("shared")) == 23
    assert_whole(place)


CHECK = """
import sys
from grader.cli import app
try:
    app()
finally:
    heavy = ("sqlalchemy", "alembic", "grader.store")
    print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


def test_checking_does_without_the_store(root: Path) -> None:
    """`grade check` never waits for the store's libraries."""
    answer = root / "solutions" / "math-utils" / "reference"

    done = subprocess.run(
        [sys.executable, "-c", CHECK, "check", str(answer), "-e", "math-utils"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.splitlines()[-1] == "[]"
