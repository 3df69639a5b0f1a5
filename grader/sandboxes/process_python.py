"""Which Python runs student code in a process sandbox."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator

from grader.errors import SandboxUnavailable
from grader.sandboxes.commands import run

MINIMUM = (3, 8)
_PLACES = "/usr/local/bin:/usr/bin:/bin:/opt/python/bin:/opt/homebrew/bin"
_TRIAL_S = 20.0
_TRIAL = f"import sys, json, ast; sys.exit(0 if sys.version_info >= {MINIMUM} else 3)"


def interpreter(uid: int | None) -> str:
    """A Python that the user `uid` can run; None: we ourselves, and then it is our own.

    Raises:
        SandboxUnavailable: there is none, or we may not become that user.
    """
    for candidate in _candidates():
        if uid is None or _works(candidate, uid):
            return candidate
    raise SandboxUnavailable(
        f"The grader was started as root, and {sys.executable} cannot be run by anyone else.",
        "Install a Python for all users (on Debian or Ubuntu: apt-get install python3), or do not run as root.",
    )


def _candidates() -> Iterator[str]:
    """Not our own environment's Python first: its packages are no part of a submission."""
    names = ["python3", *(f"python3.{minor}" for minor in range(20, MINIMUM[1] - 1, -1))]
    found = [shutil.which(name, path=path) for path in (_PLACES, None) for name in names]
    base = getattr(sys, "_base_executable", None) or sys.executable
    return iter(dict.fromkeys(candidate for candidate in (base, *found, sys.executable) if candidate))


def _works(python: str, uid: int) -> bool:
    """Try it: folders on the way, links, its library and its version all have to fit."""
    try:
        return run([python, "-I", "-S", "-B", "-c", _TRIAL], _TRIAL_S, uid).status == 0
    except TimeoutError:
        return False
    except OSError as error:
        if error.errno == errno.EPERM:  # an interpreter out of reach would be EACCES or ENOENT
            raise SandboxUnavailable(
                "The grader was started as root but may not become another user here.",
                "Start it as an ordinary user, or allow SETUID, SETGID and KILL.",
            ) from error
        return False
