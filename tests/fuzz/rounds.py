"""Rounds of fuzzing: many cases of one target, each made from a seed and its number, and watched while it runs.

A case is bytes, so that one that breaks something can be kept as a file in `found/<target>/`, where `test_found.py`
tries it again for ever.
"""

from __future__ import annotations

import faulthandler
import hashlib
import re
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import NoReturn, Protocol

FOUND = Path(__file__).parent / "found"
PATIENCE_S = 60
"""for one case, which takes milliseconds: after that it hangs"""
MAX_GROWTH_BYTES = 64 * 1024 * 1024
"""what the process may come to use beyond what one ordinary case takes"""


class Target(Protocol):
    """Something that reads what strangers wrote."""

    def make(self, random: Random) -> bytes:
        """A case: something real, made wrong in some way."""

    def run(self, case: bytes) -> Iterable[str]:
        """What came of each thing in the case, in a word. Whatever it raises is a bug."""


class Hanging(BaseException):
    """A case does not come to its end. No Exception, so that nothing on the way takes it for one of its own."""


@dataclass
class Figures:
    """What one round came to."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)
    """by place: the traceback of the first case that broke there, and where that case is kept"""
    slowest_s: float = 0.0
    slowest: int = 0
    """number of the case that took longest"""
    growth_bytes: int = 0


def play(
    target: Target, name: str, seed: int, rounds: int, found: Path = FOUND, patience_s: float = PATIENCE_S
) -> Figures:
    """Run so many cases; one that breaks something is kept in a folder of `found`, and the round goes on."""
    figures = Figures()
    before = 0
    for number in range(rounds):
        case = case_of(target, name, seed, number)
        _forget_peak()  # making a case may take more than reading it
        before = _peak_bytes() if number <= 1 else before  # what is loaded with the first one is no growth
        started = time.monotonic()
        try:
            with watched(patience_s):
                figures.outcomes.update(target.run(case))
        except (Exception, Hanging) as error:  # noqa: BLE001  # any of them is what we look for
            if (place := _place(error)) not in figures.broken:
                figures.broken[place] = _told(error, number, keep(found / name, case))
        duration_s = time.monotonic() - started
        if duration_s > figures.slowest_s:
            figures.slowest_s, figures.slowest = duration_s, number
        figures.growth_bytes = max(figures.growth_bytes, _peak_bytes() - before) if number else 0
    return figures


def case_of(target: Target, name: str, seed: int, number: int) -> bytes:
    """The case of that number, the same each time."""
    return target.make(Random(f"{name} {seed} {number}"))  # noqa: S311  # to be repeated, not to be secret


def keep(folder: Path, case: bytes) -> Path:
    """Write a case to where the tests find it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(case).hexdigest()[:12]
    path.write_bytes(case)
    return path


@contextmanager
def watched(patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Raise Hanging where what is done here does not end; where even that does not help, end the process."""
    faulthandler.dump_traceback_later(PATIENCE_S + patience_s, exit=True)
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, patience_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()


def _give_up(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Hanging("the case does not come to its end")


def _forget_peak() -> None:
    """Begin anew to note the most memory that was used, where the system can: proc(5), `clear_refs`."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak_bytes() -> int:
    """The most memory that was used. Linux's `ru_maxrss` would begin with that of whoever started this process."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+([0-9]+) kB", status.read_text("ascii"))
        return int(found[1]) * 1024 if found else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _place(error: BaseException) -> str:
    """Where it broke: cases that break in one place are one bug."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {last.filename}:{last.lineno}"


def _told(error: BaseException, number: int, kept: Path) -> str:
    return f"case {number}, kept as {kept}\n{''.join(traceback.format_exception(error, limit=-12))}"
