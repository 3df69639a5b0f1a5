"""Killed at any moment and started again: the same scores as undisturbed, nothing graded twice, nothing left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from grader.sandboxes.docker import OWNER_LABEL
from grader.sandboxes.docker_engine import Engine
from grader.sandboxes.owner import parse_owner
from grader.settings import Settings
from grader.store import Store
from tests.batch.classroom import HALF, RIGHT, WRONG, Classroom
from tests.batch.processes import children, left_behind, wait_until_gone

SLOW = "import time\ntime.sleep({pause})\n"
"""long enough for most kills to hit while something runs"""


def answers(count: int, pause: float) -> dict[str, str]:
    """Distinct submissions of all kinds, each of which takes a moment at every check."""
    kinds = (RIGHT, HALF, WRONG, "def f(n)\n", "raise ValueError\n")
    slow = SLOW.format(pause=pause)
    return {f"s{number:02}": f"# {number}\n{slow}{kinds[number % len(kinds)]}" for number in range(count)}


def kill_and_restart(room: Classroom, command: list[str], kills: int, dice: random.Random) -> None:
    """Start the batch again and again, killing workers and parents, until that many were killed.

    Everything finished that was seen in between must not have been begun again.
    """
    killed = 0
    seen: dict[str, int] = {}
    while killed < kills:
        with subprocess.Popen(command, cwd=room.folder, env=room.environment(), stderr=subprocess.DEVNULL) as parent:
            while parent.poll() is None and killed < kills:
                with suppress(subprocess.TimeoutExpired):
                    parent.wait(dice.uniform(0.1, 1.4))
                    break
                killed += kill_one(parent.pid, dice)
            if killed >= kills:
                parent.kill()
        seen = assert_not_begun_again(room, seen)


def kill_one(parent: int, dice: random.Random) -> int:
    """Kill the parent or one of its workers; 1, or 0 where it was gone."""
    victim = dice.choice([parent, *children(parent), *children(parent)])
    with suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
        return 1
    return 0


def assert_not_begun_again(room: Classroom, seen: dict[str, int]) -> dict[str, int]:
    """Whatever was finished at the last look has not been begun since; what is finished now."""
    now = finished(room)
    assert {student: now.get(student) for student in seen} == seen
    return now


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
    source = room.hand_in(answers(30, 0.08))
    undisturbed = room.batch(source, "--jobs", 2, "-q", run="undisturbed")
    assert undisturbed.status == 0, undisturbed.said

    command = room.command(source, "run", "--jobs", 2, "-q")
    kill_and_restart(room, command, 25, random.Random(25))  # noqa: S311 - repeatable, nothing secret
    last = room.call(command)

    assert last.status == 0, last.said
    assert scores(room, "run") == scores(room, "undisturbed")
    before = room.starts()
    assert len(before) == 30
    assert room.call(command).status == 0
    assert room.starts() == before
    wait_until_gone(room.scratch)
    assert left_behind(room.scratch) == []
    assert [path.name for path in room.scratch.iterdir()] == []


@pytest.mark.docker
def test_kills_leave_no_container(room: Classroom) -> None:
    """10 SIGKILLs with containers: the same scores, and at the end no container of a process that is gone."""
    source = room.hand_in(answers(12, 0.05))
    options = ("--sandbox", "docker", "--jobs", 2, "-q")
    assert room.batch(source, *options, run="undisturbed").status == 0

    command = room.command(source, "run", *options)
    kill_and_restart(room, command, 10, random.Random(10))  # noqa: S311
    wait_until_gone(room.scratch)
    last = room.call(command)

    assert last.status == 0, last.said
    assert scores(room, "run") == scores(room, "undisturbed")
    assert abandoned_containers() == []


def abandoned_containers() -> list[str]:
    """Containers of ours whose owner no longer lives."""
    with Engine(Settings.read().docker_host) as engine:
        found = engine.labelled(OWNER_LABEL)
    owners = {name: parse_owner(labels[OWNER_LABEL]) for name, labels in found.items()}
    return [name for name, owner in owners.items() if owner and not Path(f"/proc/{owner.pid}").exists()]


def test_killed_at_rest_or_at_work(room: Classroom) -> None:
    """Workers that are killed while the parent lives are replaced within the same call."""
    source = room.hand_in(answers(8, 0.1))
    command = room.command(source, "run", "--jobs", 2, "-q")
    with subprocess.Popen(command, cwd=room.folder, env=room.environment(), stderr=subprocess.DEVNULL) as parent:
        killed = 0
        while parent.poll() is None and killed < 2:
            with suppress(subprocess.TimeoutExpired):
                parent.wait(0.9)
            for worker in children(parent.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                    killed += 1

    assert (parent.returncode, killed) == (0, 2)
    assert [row["status"] for row in room.rows()] == ["graded"] * 8
    wait_until_gone(room.scratch)
    assert left_behind(room.scratch) == []
    assert list(room.scratch.iterdir()) == []


def test_ctrl_c(room: Classroom) -> None:
    """Ctrl-C, which the terminal sends to the whole group: status 130, one sentence, the next call does the rest."""
    source = room.hand_in(answers(16, 0.1))
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
    assert 0 < len(done) < 16
    assert room.call(command).status == 0
    assert {student: starts for student, starts in room.starts().items() if student in done} == done
    assert len(room.starts()) == 16


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
