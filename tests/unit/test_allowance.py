"""What a submission may take over all checks together, by a clock of the test's own."""

from __future__ import annotations

from contextlib import suppress

from grader.allowance import Allowance
from grader.errors import SandboxFault
from grader.requests import End


class Clock:
    """Shows the time that it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def use(allowance: Allowance, clock: Clock, seconds: float) -> None:
    """Let a request run for so long."""
    with allowance.counted():
        clock.now += seconds


def test_time_counts_while_a_request_runs() -> None:
    """What passes between requests is not the submission's; the last one that began in time was let run."""
    clock = Clock()
    allowance = Allowance(10.0, clock=clock)

    use(allowance, clock, 6.0)
    clock.now += 100.0
    assert allowance.refusal() is None
    use(allowance, clock, 5.0)

    refusal = allowance.refusal()
    assert refusal is not None
    assert (refusal.end, refusal.detail) == (End.REFUSED, "all checks together had taken 10 s")


def test_time_counts_also_where_a_request_raises() -> None:
    """A fault in between does not turn the clock back."""
    clock = Clock()
    allowance = Allowance(1.0, clock=clock)

    with suppress(SandboxFault), allowance.counted():
        clock.now += 1.0
        raise SandboxFault("It was lost.")

    assert allowance.refusal() is not None


def test_as_many_fresh_sandboxes_as_allowed() -> None:
    """The one after the last of them is refused."""
    allowance = Allowance(fresh_at_most=2)

    allowance.note_broken()
    allowance.note_broken()
    assert allowance.refusal() is None
    allowance.note_broken()

    refusal = allowance.refusal()
    assert refusal is not None
    assert "broken its sandbox 3 times" in refusal.detail


def test_without_limits_nothing_is_refused() -> None:
    """The subject that runs the author's own words may serve a whole class."""
    clock = Clock()
    allowance = Allowance(clock=clock)

    use(allowance, clock, 1e9)
    for _ in range(100):
        allowance.note_broken()

    assert allowance.refusal() is None
