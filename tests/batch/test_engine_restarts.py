"""The Docker engine dies under a batch and is started again: nobody loses a point, nothing is lost, nothing stays."""

from __future__ import annotations

import subprocess
from contextlib import suppress

import pytest

from tests.batch.classroom import RIGHT, Classroom, Ran
from tests.batch.private_engine import PrivateEngine

pytestmark = pytest.mark.docker

SLOW = "import time\ndef f(n):\n    time.sleep(2 * (n == 1))\n    return n + 1\n"
"""so that the engine dies in the middle of the first check"""
OPTIONS = ("--sandbox", "docker", "--jobs", 1, "-q")


@pytest.fixture
def answers() -> dict[str, str]:
    """One that is being graded when the engine dies, and two for which sandboxes stand ready by then."""
    return {"ann": SLOW, "ben": RIGHT + "# ben\n", "cid": RIGHT + "# cid\n"}


def graded_while(room: Classroom, command: list[str], engine: PrivateEngine, *, keep_listening: bool) -> Ran:
    """Grade, and kill the engine in the middle of a check."""
    with subprocess.Popen(
        command, cwd=room.folder, env=room.environment(), stderr=subprocess.PIPE, encoding="utf-8"
    ) as parent:
        while parent.poll() is None and not engine.is_at_work():
            with suppress(subprocess.TimeoutExpired):
                parent.wait(0.05)
        with suppress(subprocess.TimeoutExpired):
            parent.wait(1)  # meanwhile the sandboxes for the next ones are made
        engine.kill(keep_listening=keep_listening)
        if keep_listening:
            engine.start()
        _, said = parent.communicate(timeout=120)
    return Ran(parent.returncode, "", said)


def test_goes_on_when_the_engine_is_back_at_once(
    room: Classroom, engine: PrivateEngine, answers: dict[str, str]
) -> None:
    """Where a service manager listens meanwhile, the batch waits and goes on: all points, in one call."""
    ran = graded_while(room, room.command(room.hand_in(answers), "run", *OPTIONS), engine, keep_listening=True)

    assert (ran.status, ran.said) == (0, "")
    assert {row["student"]: row["score"] for row in room.rows()} == dict.fromkeys(answers, "10")
    assert engine.containers() == []


def test_ends_where_there_is_no_engine_any_more(
    room: Classroom, engine: PrivateEngine, answers: dict[str, str]
) -> None:
    """One sentence and status 3; once the engine is back, the next call does the rest."""
    command = room.command(room.hand_in(answers), "run", *OPTIONS)

    ran = graded_while(room, command, engine, keep_listening=False)

    assert (ran.status, len(ran.sentences)) == (3, 1), ran.said
    assert ran.said.startswith(f"grade: No Docker engine answers at {engine.address}. ")
    engine.start()
    assert room.scores(room.hand_in({}), *OPTIONS) == dict.fromkeys(answers, "10")
    assert engine.containers() == []
