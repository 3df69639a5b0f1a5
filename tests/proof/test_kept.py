"""Sandboxes that are kept for the next trial: each copy of the agent is as fresh as a first one, and none is left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.dialogue import Dialogue, agent_text
from grader.proof.kept import KeptSandbox
from grader.requests import End, Evaluate, Reply
from grader.sandbox import Channel, Limits, Sandbox, SandboxInfo
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no forks")

MARKS = "import os, sys\nsys.marked = True\nopen('left.txt', 'w').close()\nos.mkdir('../beside')\n"
LOOKS = ("getattr(sys, 'marked', None)", "sorted(os.listdir())", "os.listdir('..')")


class Counted:
    """Process sandboxes, and how many were started and are still there."""

    def __init__(self) -> None:
        self._sandbox = ProcessSandbox()
        self.started = self.there = 0

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """As the sandbox does."""
        with self._sandbox.start(agent, limits) as channel:
            self.started += 1
            self.there += 1
            try:
                yield channel
            finally:
                self.there -= 1

    def info(self) -> SandboxInfo:
        """As the sandbox says."""
        return self._sandbox.info()


def asked(sandbox: Sandbox, source: str, *asks: str, given: str = "import m", limits: Limits | None = None) -> Reply:
    """What a submission of one file answers."""
    submission = Submission.of({"m.py": source.encode()})
    with Dialogue(sandbox, submission, limits or Limits(), agent_text()) as subject:
        return subject.perform(Evaluate(given=given, asks=asks or ("1",), bindings=(), timeout_s=5.0))


def values(reply: Reply) -> list[object]:
    """The values of the answers."""
    return [answer.value for answer in getattr(reply.body, "answers", ())]


def test_one_sandbox_serves_one_submission_after_the_other_afresh() -> None:
    """Nothing of the first is seen by the second, neither in memory nor on the disk."""
    counted = Counted()
    with KeptSandbox(counted) as kept:
        first = asked(kept, MARKS, "sys.marked", given="import m, sys")
        second = asked(kept, "x = 2\n", *LOOKS, "m.x", given="import m, os, sys")
        assert counted.started == 1
    assert values(first) == [True]
    assert values(second) == [None, ["m.py"], ["submission"], 2]
    assert counted.there == 0


def test_two_at_a_time_are_two() -> None:
    """Who asks while one is in use gets another one; both are kept."""
    counted = Counted()
    with KeptSandbox(counted) as kept:
        for _ in range(2):
            with kept.start(agent_text(), Limits()), kept.start(agent_text(), Limits()):
                pass
        assert counted.started == 2
    assert counted.there == 0


def test_other_limits_take_another_one() -> None:
    """And what nobody wants any more goes at once."""
    counted = Counted()
    with KeptSandbox(counted) as kept:
        asked(kept, "")
        asked(kept, "", limits=Limits(memory_mib=128))
        assert (counted.started, counted.there) == (2, 1)


@pytest.mark.parametrize("number", [9, 15, 6])
def test_what_breaks_is_not_kept(number: int) -> None:
    """The blame is the submission's, as in a sandbox of its own, and the next one gets a fresh one."""
    source = f"import os\nos.kill(os.getppid(), {number})\n"
    counted = Counted()
    with KeptSandbox(counted) as kept:
        alone, broken = asked(Counted(), source), asked(kept, source)
        assert values(asked(kept, "x = 2\n", "m.x")) == [2]
        assert counted.started == 2
    assert broken.end is End.GONE
    assert (broken.end, broken.detail) == (alone.end, alone.detail)


def test_a_failure_of_who_uses_it_does_not_break_it() -> None:
    """A trial that stops at its first miss leaves a good sandbox behind."""
    counted = Counted()
    with KeptSandbox(counted) as kept:
        with pytest.raises(ZeroDivisionError), kept.start(agent_text(), Limits()):
            raise ZeroDivisionError
        assert values(asked(kept, "x = 2\n", "m.x")) == [2]
        assert counted.started == 1


def test_an_interruption_is_not_waited_for() -> None:
    """Ctrl-C in the middle of a request removes the sandbox at once."""
    counted = Counted()
    with KeptSandbox(counted) as kept:
        with pytest.raises(KeyboardInterrupt), kept.start(agent_text(), Limits()):
            raise KeyboardInterrupt
        assert counted.there == 0
