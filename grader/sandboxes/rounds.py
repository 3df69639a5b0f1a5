"""When to look for what crashed runs left behind: at the first use, and every few minutes of a long batch.

Why it is so: a look takes milliseconds, so that it needs no thread of its own; whoever starts a sandbox goes round, and
in a batch sandboxes are started beside the work.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from grader.errors import GraderFault

EVERY_S = 180.0


class Rounds:
    """Calls `look` where it is time. Safe to use from several threads: one goes, the others need not wait."""

    def __init__(self, look: Callable[[], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._clock = clock
        self._lock = threading.Lock()
        self._next: float | None = None

    def go_if_due(self) -> None:
        """Look, the first time and then every few minutes. What goes wrong is for the next round."""
        with self._lock:
            now = self._clock()
            if self._next is not None and now < self._next:
                return
            self._next = now + EVERY_S
        with suppress(GraderFault):
            self._look()
