"""How a container is removed, by an engine that takes long, loses its answer, or never lets go of it."""

from __future__ import annotations

import itertools
import json
import os
import sys
import threading
from collections import UserDict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn

import pytest

from grader.errors import SandboxFault
from grader.sandboxes.docker_engine import REMOVE_S, Engine

if sys.platform == "win32":
    pytest.skip("the Docker sandbox does not run on Windows itself", allow_module_level=True)

from socketserver import UnixStreamServer

HERE = 200
GONE = 404
REMOVED = 204
UNDER_WAY = 409
BROKEN = 500
POLL_S = 0.01
"""how soon the stub notices that it is to end"""
TICK_S = REMOVE_S / 2
"""passes on the clock of these tests from one look to the next"""


class _Answers(BaseHTTPRequestHandler):
    """Asked to remove: the next status. Asked for the container: whether it is there."""

    server: StubEngine

    def do_DELETE(self) -> None:
        """Docker Engine API, "Remove a container"."""
        self.server.asked += 1
        self._answer(next(self.server.removals), {"message": "removal of container is already in progress"})

    def do_GET(self) -> None:
        """Docker Engine API, "Inspect a container"."""
        status = self.server.inspected
        state = {"State": {"Running": True, "ExitCode": 0, "OOMKilled": False}}
        self._answer(status, state if status == HERE else {"message": "no such container"})

    def _answer(self, status: int, content: object) -> None:
        body = b"" if status == REMOVED else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class StubEngine(ThreadingMixIn, UnixStreamServer):
    """Answers as it is told; `asked` counts how often it was to remove the container."""

    daemon_threads = True

    def __init__(self, path: Path, removals: Iterator[int], inspected: int) -> None:
        super().__init__(str(path), _Answers)
        self.removals = removals
        self.inspected = inspected
        self.asked = 0


@contextmanager
def stub(path: Path, removals: Iterator[int], inspected: int) -> Iterator[tuple[Engine, StubEngine]]:
    """A connection to such an engine, with a clock that goes on by `TICK_S` whenever it is looked at."""
    with StubEngine(path, removals, inspected) as server:
        serving = threading.Thread(target=server.serve_forever, args=(POLL_S,))
        serving.start()
        try:
            ticks = itertools.count(0.0, TICK_S)
            with Engine(f"unix://{path}", "1.41", clock=lambda: next(ticks)) as engine:
                yield engine, server
        finally:
            server.shutdown()
            serving.join()


@pytest.mark.parametrize(
    ("removals", "inspected", "asked"),
    [
        pytest.param([REMOVED], GONE, 1, id="at-once"),
        pytest.param([GONE], GONE, 1, id="there-is-none"),
        pytest.param([UNDER_WAY], GONE, 1, id="somebody-else-was-quicker"),
        pytest.param([BROKEN, UNDER_WAY, REMOVED], HERE, 3, id="in-the-end"),
    ],
)
def test_container_is_removed(tmp_path: Path, removals: list[int], inspected: int, asked: int) -> None:
    """The engine is asked again while the container is there, and no longer."""
    with stub(tmp_path / "socket", iter(removals), inspected) as (engine, server):
        engine.remove("box")

    assert server.asked == asked


def test_container_that_is_never_let_go(tmp_path: Path) -> None:
    """After half a minute it is our fault that it is still there, and nobody waits any longer."""
    with (
        stub(tmp_path / "socket", itertools.repeat(UNDER_WAY), HERE) as (engine, server),
        pytest.raises(SandboxFault, match="box could not be removed"),
    ):
        engine.remove("box")

    assert server.asked == 1 + REMOVE_S / TICK_S


class Restless(UserDict[str, str]):
    """An environment that changes whenever somebody goes through it."""

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError("it changed")


def test_an_environment_that_changes_meanwhile_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the calls to the engine pytest notes in the environment which check it is at."""
    with stub(tmp_path / "engine", iter([REMOVED]), GONE) as (engine, server):
        monkeypatch.setattr(os, "environ", Restless(os.environ))
        engine.remove("c")
    assert server.asked == 1
