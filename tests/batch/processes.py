"""The processes of a batch, for tests that kill them. Linux: others have no /proc."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def children(pid: int) -> list[int]:
    """The workers among a process's children, oldest first; not the tracker of multiprocessing."""
    with suppress(OSError):
        found = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split())
        return [child for child in found if b"resource_tracker" not in _command(child)]
    return []


def left_behind(scratch: Path) -> list[str]:
    """Processes that belong to calls with that TMPDIR: told by their environment or by where they work."""
    return [f"{pid}: {_command(pid)!r}" for pid in _all() if _belongs(pid, scratch)]


def wait_until_gone(scratch: Path, timeout_s: float = 60.0) -> None:
    """Wait until no process of these calls is left, each until it ends."""
    for pid in [pid for pid in _all() if _belongs(pid, scratch)]:
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            select.select([handle], [], [], timeout_s)
            os.close(handle)


def _all() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _belongs(pid: int, scratch: Path) -> bool:
    with suppress(OSError):
        place = Path(f"/proc/{pid}")
        if f"TMPDIR={scratch}".encode() in (place / "environ").read_bytes():
            return True
        return (place / "cwd").readlink().is_relative_to(scratch)
    return False


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
