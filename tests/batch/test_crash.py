"""Killed at any moment and started again: the same scores as undisturbed, nothing graded twice, nothing left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections import Counter
from contextlib import suppress

import pytest

from grader.store import Store
from tests.batch.classroom import HALF, RIGHT, WRONG, Classroom
from tests.batch.private_engine import PrivateEngine
from tests.batch.processes import children, left_behind, wait_until_gone

SLOW = "import time\ntime.sleep({pause})\n"
"""long enough for most kills to hit while something runs"""


def answers(count: int, pause: float) -> dict[str, str]:
    """Distinct submissions of all kinds, each of which takes a moment at every check."""
    kinds = (RIGHT, HALF, WRONG, "def f(n)\n", "raise ValueError\n")
    slow = SLOW.format(pause=pause)
    return {f"s{number:02}": f"# {number}\n{slow}{kinds[number % len(kinds)]}" for number in range(count)}


def kill_and_restart(
    room: Classroom, command: list[str], kills: int, dice: random.Random, engine: PrivateEngine | None = None
) -> str:
    """Start the batch again and again, killing workers, parents and the engine, until that many were killed.

    Everything finished that was seen in between must not have been begun again. Returns what all calls said.
    """
    killed: Counter[str] = Counter()
    seen: dict[str, int] = {}
    heard = room.folder / "heard"
    while killed.total() < kills:
        with (
            heard.open("ab") as stderr,
            subprocess.Popen(command, cwd=room.folder, env=room.environment(), stderr=stderr) as parent,
        ):
            if dice.random() < 0.8:  # else already while the parent starts
                wait_for_workers(parent)
            while killed.total() < kills and is_running(parent, dice.uniform(0.1, 0.9)):
                killed.update(kill_one(parent, dice, engine))
            if killed.total() >= kills:
                parent.kill()
        assert parent.returncode in {0, 3, -signal.SIGKILL}
        seen = assert_not_begun_again(room, seen)
    assert len(killed) == (3 if engine else 2), killed
    return heard.read_text("utf-8")


def wait_for_workers(parent: subprocess.Popen[bytes], count: int = 1) -> None:
    """Wait until a batch has so many workers."""
    while is_running(parent, 0.02) and len(children(parent.pid)) < count:
        pass


def is_running(process: subprocess.Popen[bytes], wait_s: float) -> bool:
    """Whether it has not ended within that time."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(wait_s)
    return process.poll() is None


def kill_one(parent: subprocess.Popen[bytes], dice: random.Random, engine: PrivateEngine | None) -> list[str]:
    """Kill the parent, one of its workers or the engine; which, or nothing where it was gone already."""
    if engine and dice.random() < 0.3:
        engine.kill(keep_listening=dice.random() < 0.5)
        is_running(parent, dice.uniform(0.0, 0.5))
        engine.start()
        return ["engine"]
    workers = children(parent.pid)
    victim = dice.choice([parent.pid, *workers, *workers])
    with suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
        return ["parent" if victim == parent.pid else "worker"]
    return []


def assert_not_begun_again(room: Classroom, seen: dict[str, int]) -> dict[str, int]:
    """Whatever was finished at the last look has not been begun since; what is finished now or was then."""
    now = finished(room)
    assert {student: now.get(student, starts) for student, starts in seen.items()} == seen
    return {**seen, **now}


def finished(room: Classroom) -> dict[str, int]:
    """`starts` of the run, also where there is none yet."""
    if not (room.folder / "run" / "grades.db").exists():
        return {}
    with Store.open(room.folder / "run" / "grades.db") as store:
        return room.starts() if store.runs() else {}


def scores(room: Classroom, run: str) -> bytes:
    """The file itself."""
    return (room.folder / run / "scores.csv").read_bytes()


def test_kills_change_nothing(room: Classroom) -> None:
    """25 SIGKILLs at workers and parents over one batch: the scores.csv of an undisturbed run, byte for byte."""
    source = room.hand_in(answers(18, 0.1))
    undisturbed = room.batch(source, "--jobs", 2, "-q", run="undisturbed")
    assert undisturbed.status == 0, undisturbed.said

    command = room.command(source, "run", "--jobs", 2, "-q")
    kill_and_restart(room, command, 25, random.Random(25))  # noqa: S311 - repeatable, nothing secret
    last = room.call(command)

    assert last.status == 0, last.said
    assert scores(room, "run") == scores(room, "undisturbed")
    before = room.starts()
    assert len(before) == 18
    assert room.call(command).status == 0
    assert room.starts() == before
    wait_until_gone(room.scratch)
    assert left_behind(room.scratch) == []
    assert [path.name for path in room.scratch.iterdir()] == []


@pytest.mark.docker
def test_kills_of_the_engine_too(room: Classroom, engine: PrivateEngine) -> None:
    """25 SIGKILLs at workers, parents and the engine over one batch: the same scores, and no container is left."""
    source = room.hand_in(answers(12, 0.2))
    options = ("--sandbox", "docker", "--jobs", 2, "-q")
    assert room.batch(source, *options, run="undisturbed").status == 0

    command = room.command(source, "run", *options)
    said = kill_and_restart(room, command, 25, random.Random(25), engine)  # noqa: S311
    wait_until_gone(room.scratch)
    last = room.call(command)

    assert "Traceback" not in said
    assert last.status == 0, last.said
    assert scores(room, "run") == scores(room, "undisturbed")
    assert engine.containers() == []


def test_killed_at_rest_or_at_work(room: Classroom) -> None:
    """Workers that are killed while the parent lives are replaced within the same call."""
    source = room.hand_in(answers(8, 0.1))
    command = room.command(source, "run", "--jobs", 2, "-q")
    with subprocess.Popen(command, cwd=room.folder, env=room.environment(), stderr=subprocess.DEVNULL) as parent:
        wait_for_workers(parent, 2)
        is_running(parent, 0.5)
        killed = children(parent.pid)
        for worker in killed:
            os.kill(worker, signal.SIGKILL)

    assert (parent.returncode, len(killed)) == (0, 2)
    assert [row["status"] for row in room.rows()] == ["graded"] * 8
    wait_until_gone(room.scratch)
    assert left_behind(room.scratch) == []
    assert list(room.scratch.iterdir()) == []


def test_ctrl_c(room: Classroom) -> None:
    """Ctrl-C, which the terminal sends to the whole group: status 130, one sentence, the next call does the rest."""
    source = room.hand_in(answers(10, 0.1))
    command = room.command(source, "run", "--jobs", 2)
    with subprocess.Popen(
        command,
        cwd=room.folder,
        env=room.environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as parent:
        while parent.poll() is None and not finished(room):
            with suppress(subprocess.TimeoutExpired):
                parent.wait(0.1)
        os.killpg(parent.pid, signal.SIGINT)
        _, said = parent.communicate(timeout=60)

    assert parent.returncode == 130, said
    assert [line for line in said.splitlines() if "process: submissions can" not in line] == ["grade: Interrupted."]
    wait_until_gone(room.scratch)
    assert left_behind(room.scratch) == []
    assert list(room.scratch.iterdir()) == []
    done = room.starts()
    assert 0 < len(done) < 10
    assert room.call(command).status == 0
    assert {student: starts for student, starts in room.starts().items() if student in done} == done
    assert len(room.starts()) == 10


def test_ctrl_c_while_workers_start(room: Classroom) -> None:
    """Also in the first moments there is one sentence and no traceback, from nobody."""
    source = room.hand_in(answers(4, 0.1))
    command = room.command(source, "run", "--jobs", 2)
    with subprocess.Popen(
        command,
        cwd=room.folder,
        env=room.environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as parent:
        while parent.poll() is None and not children(parent.pid):
            pass
        os.killpg(parent.pid, signal.SIGINT)
        _, said = parent.communicate(timeout=60)

    assert parent.returncode == 130, said
    assert "Traceback" not in said
    wait_until_gone(room.scratch)
    assert left_behind(room.scratch) == []
