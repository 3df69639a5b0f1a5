"""The process that suites run in, started by `host.py`: one fork per run where the system can, else one run in all.

It is a process of its own so that a test which loops or eats memory because of what the submission answered takes
nothing with it, and so that whatever a test changes in its process is gone with it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from _pytest.config import default_plugins

from grader.judge.suite.guard import forbid
from grader.judge.suite.importer import Importer
from grader.judge.suite.link import Link
from grader.judge.suite.looking import Looking
from grader.judge.suite.messages import Cue
from grader.judge.suite.pipe import Closed, Pipe
from grader.judge.suite.programs import Programs
from grader.judge.suite.running import QUIET, Suite, run
from grader.judge.suite.surroundings import Mirror

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MIB = 1024 * 1024
FILE_WORDS = ("tmp_path", "tmpdir", "open(", "Path", "os.", "chdir", "tempfile", "subprocess", "__file__")


def main() -> None:
    """Serve runs until the judge goes away."""
    pipe = Pipe(os.dup(0), os.dup(1))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe.send({"ready": True})
    _load_plugins()
    gc.freeze()  # so that no fork goes through what all have, which copies it
    while True:
        try:
            order = pipe.receive()
        except Closed:
            return
        if not hasattr(os, "fork"):
            play(order, pipe)
            pipe.send({"gone": True, "is_last": True})
            return
        pid = os.fork()
        if pid:
            os.waitpid(pid, 0)
            pipe.send({"gone": True, "is_last": False})
        else:
            play_and_end(order, pipe)


def _load_plugins() -> None:
    """What a session imports otherwise, once for all forks."""
    for name in default_plugins:
        if name not in QUIET:
            import_module(f"_pytest.{name}")


def play_and_end(order: Mapping[str, Any], pipe: Pipe) -> NoReturn:
    """In the fork: one run, and no way back."""
    try:
        play(order, pipe)
    except Exception as error:  # noqa: BLE001 (ours: the judge makes a grader error of it)
        pipe.send({"crash": "".join(traceback.format_exception(error))})
    finally:
        os._exit(0)


def play(order: Mapping[str, Any], pipe: Pipe) -> None:
    """One run, by what the judge ordered."""
    folder, file = Path(order["folder"]), Path(order["file"])
    if resource is not None:
        limit = order["memory_bytes"]
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    sys.argv[:] = ["pytest"]
    sys.setrecursionlimit(5_000)  # calls to and fro between test and submission are deep
    os.chdir(folder)
    os.environ["TMPDIR"] = str(folder / ".tmp")
    source = file.read_text(encoding="utf-8", errors="replace") + "".join(order["beside"])
    mirror = Mirror(
        folder,
        file.parent,
        wants_files=any(word in source for word in FILE_WORDS),
        wants_warnings="warn" in source,
        wants_logs="caplog" in source or "assertLogs" in source,
    )

    def transport(body: Mapping[str, object], timeout_s: float) -> Cue:
        pipe.send({"say": body, "timeout_s": timeout_s})
        told = pipe.receive()
        return Cue(**{**told, "stuck": tuple((path, line, function) for path, line, function in told["stuck"])})

    link = Link(transport, str(folder), mirror, fresh_states=order["fresh_states"])
    mirror.link = link
    importer = Importer(link, frozenset(order["tops"]))
    link.modules = importer.make
    link.made = lambda: list(importer.made.values())
    link.deadline = time.monotonic() + order["timeout_s"]
    sys.meta_path.insert(0, importer)
    mirror.install()
    Programs(link).install()
    Looking(link).install()
    forbid(folder, file.parent)
    suite = Suite(file, frozenset(order["wanted"]), link, order["timeout_s"], pipe.send)
    run(suite)
    pipe.send({"collected": suite.collected})


if __name__ == "__main__":
    main()
