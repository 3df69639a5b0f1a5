"""Trials by several workers: all of them, each once, and what happens when one cannot go on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children

import pytest

from grader.catalog import load_exercise
from grader.errors import GraderFault, SandboxFault, SandboxUnavailable
from grader.proof import Sandboxes
from grader.proof.case import EMPTY
from grader.proof.claim import Claim, Trial
from grader.proof.crew import Task, carry_out
from grader.sandbox import Channel, Limits, Sandbox, SandboxInfo, SandboxKind
from tests.proof.authors import Author, LocalSandboxes


class Dying:
    """Sandboxes whose worker ends when it asks for one."""

    def make(self, kind: SandboxKind, hash_seed: int, image: str | None) -> Sandbox:
        """End the process without a word."""
        os._exit(7)


class Missing:
    """Sandboxes that this machine does not have."""

    def make(self, kind: SandboxKind, hash_seed: int, image: str | None) -> Sandbox:
        """Never give one."""
        raise SandboxUnavailable("There is no engine.")


class Breaking:
    """A sandbox that breaks at its first starts."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.whole = LocalSandboxes().make(SandboxKind.PROCESS, 0, None)

    def make(self, kind: SandboxKind, hash_seed: int, image: str | None) -> Sandbox:
        """Itself."""
        return self

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[Channel]:
        """Break, or start."""
        self.left -= 1
        if self.left >= 0:
            raise SandboxFault("The sandbox broke.")
        with self.whole.start(agent, limits) as channel:
            yield channel

    def info(self) -> SandboxInfo:
        """What it is."""
        return self.whole.info()


@pytest.fixture
def tasks(author: Author) -> list[Task]:
    """Five trials of the empty submission."""
    exercise = load_exercise(author.folder / "exercises" / "shapes")
    return [Task(exercise, Trial.of(Claim.SHAM, str(number), EMPTY)) for number in range(5)]


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_every_trial_is_carried_out_once(tasks: list[Task], jobs: int) -> None:
    """However many workers there are; none is left over."""
    found = dict(carry_out(tasks, LocalSandboxes(), jobs))

    assert {number: outcome.trial.name for number, outcome in found.items()} == {n: str(n) for n in range(5)}
    assert all(outcome.report and outcome.missed for outcome in found.values())
    assert active_children() == []


def test_workers_need_not_be_forks(tasks: list[Task]) -> None:
    """Where there are other threads, as on systems that cannot fork, workers are told everything."""
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        found = list(carry_out(tasks[:3], LocalSandboxes(), 2))
    finally:
        stop.set()
        other.join()

    assert len(found) == 3


@pytest.mark.parametrize(
    ("sandboxes", "words"), [(Dying(), "A worker ended"), (Missing(), "There is no engine.")], ids=["dies", "has none"]
)
def test_a_worker_that_cannot_work_ends_the_proof(tasks: list[Task], sandboxes: Sandboxes, words: str) -> None:
    """It is our fault and no flaw of the exercise; the other workers end, too."""
    with pytest.raises(GraderFault, match=words):
        list(carry_out(tasks, sandboxes, 2))

    assert active_children() == []


def test_leaving_early_ends_the_workers(tasks: list[Task]) -> None:
    """Whoever stops listening leaves nobody at work."""
    outcomes = carry_out(tasks, LocalSandboxes(), 2)
    next(outcomes)

    outcomes.close()

    assert active_children() == []


def test_a_broken_sandbox_is_tried_once_more(tasks: list[Task]) -> None:
    """A dialogue tries twice by itself; after the third time another trial is made of it, after more it is a fault."""
    [(_, outcome)] = carry_out(tasks[:1], Breaking(3), 1)

    assert outcome.report
    with pytest.raises(SandboxFault):
        list(carry_out(tasks[:1], Breaking(9), 1))
