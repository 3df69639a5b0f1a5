"""Looking for what crashed runs left: at first, then every few minutes, by a clock of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from grader.errors import SandboxFault, SandboxUnavailable
from grader.sandboxes.rounds import EVERY_S, Rounds


def rounds_at(times: list[float], look: Callable[[], object]) -> None:
    """Come by at these times."""
    waiting = list(times)
    rounds = Rounds(look, clock=lambda: waiting.pop(0))
    for _ in times:
        rounds.go_if_due()


def test_looks_at_first_and_every_few_minutes() -> None:
    """Whoever comes by in between does not look; who comes late looks once."""
    looks: list[str] = []

    rounds_at([50, 51, 50 + EVERY_S - 1, 50 + EVERY_S, 51 + EVERY_S, 50 + 9 * EVERY_S], lambda: looks.append("look"))

    assert len(looks) == 3


@pytest.mark.parametrize("fault", [SandboxFault("It hangs."), SandboxUnavailable("There is no engine.")])
def test_what_goes_wrong_is_for_the_next_round(fault: Exception) -> None:
    """Cleaning up after others never costs the one who comes by anything."""
    looks: list[str] = []

    def look() -> None:
        looks.append("look")
        raise fault

    rounds_at([0, 1, EVERY_S], look)

    assert len(looks) == 2


def test_one_goes_and_the_others_need_not_wait() -> None:
    """While one looks, which may take long, the others go on."""
    began, may_end = threading.Event(), threading.Event()

    def look() -> None:
        began.set()
        may_end.wait(60)

    rounds = Rounds(look)
    first = threading.Thread(target=rounds.go_if_due)
    first.start()
    began.wait(60)

    rounds.go_if_due()  # would wait for ever

    assert first.is_alive()
    may_end.set()
    first.join()
