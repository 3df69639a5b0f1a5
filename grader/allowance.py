"""What one submission may take over all its checks together: time, and fresh sandboxes after it broke one.

Why it is so: each check has limits of its own, but an exercise may have many checks. A submission that lets every one
of them run into its limit, or breaks every sandbox, would otherwise hold up the whole class.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from grader.requests import End, Reply

FRESH_AT_MOST = 5
"""sandboxes that a submission gets in place of broken ones; code that means no harm breaks none"""


class Allowance:
    """What may be used, and what was. `total_s` is wall clock and counts while a request runs; by default no limit."""

    def __init__(
        self,
        total_s: float = math.inf,
        fresh_at_most: float = math.inf,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total_s = total_s
        self._fresh_at_most = fresh_at_most
        self._clock = clock
        self._used_s = 0.0
        self._broken = 0

    def refusal(self) -> Reply | None:
        """The reply to a request that may not be made any more; None while something is left."""
        if self._broken > self._fresh_at_most:
            return Reply(End.REFUSED, f"it had broken its sandbox {self._broken} times")
        if self._used_s >= self._total_s:
            return Reply(End.REFUSED, f"all checks together had taken {self._total_s:g} s")
        return None

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the time of the block."""
        began = self._clock()
        try:
            yield
        finally:
            self._used_s += self._clock() - began

    def note_broken(self) -> None:
        """Count a sandbox that the submission broke."""
        self._broken += 1
