"""Who started a sandbox, so that what a crashed run left behind can be told from what a live run is using.

A process is named by machine, boot, PID namespace, number and start time; a number alone comes round again.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
from dataclasses import astuple, dataclass
from enum import Enum
from pathlib import Path


class Life(Enum):
    """What one process can know of another."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Owner:
    """One process on one machine. `start` is in clock ticks after boot; empty parts are unknown on this system."""

    machine: str
    boot: str
    namespace: str
    pid: str
    start: str

    def __str__(self) -> str:
        return "/".join(astuple(self))

    @property
    def life(self) -> Life:
        """Whether the process still runs, as far as one can see from this process."""
        here = current_owner()
        if self.machine != here.machine:
            return Life.UNKNOWN
        if self.boot != here.boot:
            return Life.DEAD
        if self.namespace != here.namespace:
            return Life.UNKNOWN
        return _life(int(self.pid), self.start)


def current_owner() -> Owner:
    """This very process. Read afresh each time, for a fork makes it another one."""
    return Owner(
        machine=(_text("/etc/machine-id") or platform.node()).replace("/", "-"),
        boot=_text("/proc/sys/kernel/random/boot_id"),
        namespace=_link("/proc/self/ns/pid"),
        pid=str(os.getpid()),
        start=start_time(os.getpid()),
    )


def parse_owner(text: str) -> Owner | None:
    """The owner that was written as text, None where it is none."""
    parts = text.split("/")
    if len(parts) != 5 or not parts[3].isascii() or not parts[3].isdigit():
        return None
    return Owner(*parts)


def start_time(pid: int) -> str:
    """When a process started, in clock ticks after boot; empty where there is no /proc or no such process."""
    # proc(5): field 22; the command in parentheses may hold spaces and parentheses itself.
    fields = _text(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else ""


def _life(pid: int, start: str) -> Life:
    if start:
        return Life.ALIVE if start_time(pid) == start else Life.DEAD
    if sys.platform == "win32":
        return Life.UNKNOWN  # os.kill(pid, 0) would end the process there
    try:
        os.kill(pid, 0)
    except OSError as error:
        return Life.DEAD if error.errno == errno.ESRCH else Life.UNKNOWN
    return Life.UNKNOWN  # the number may have come round


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _link(path: str) -> str:
    try:
        return str(Path(path).readlink())
    except OSError:
        return ""
