"""The judge's side of a suite: starts the process that it runs in, and stands between it and the sandbox.

A run ends early when the submission takes its whole stage down with it, or when the test itself never comes to an end;
the tests that are left then run in a new one, without those that are settled.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grader.check import Scene, SuiteOrder
from grader.dialogue import stage_text
from grader.errors import GraderFault
from grader.judge.suite.beside import findings_beside
from grader.judge.suite.conclusions import absent, conclude, stopped, unreached
from grader.judge.suite.pipe import Closed, Pipe, Silent
from grader.report import Finding, Verdict
from grader.requests import Line
from grader.settings import environment_without_pytest

START_S = 60.0
SLACK_S = 5.0
"""beyond a test's own time limit: what the test does on this side"""
MEMORY_BYTES = 1024 * 1024 * 1024
NOTHING: Mapping[str, object] = {"changed": [], "do": "environ", "values": {}}
"""a message to a stage that changes nothing there"""
MAX_RUNS = 40
"""of one suite for one submission: each run after the first means a test that took everything down"""


class Suites:
    """Runs test files, one after the other, for as many submissions as come. A context manager.

    The process is started by `prepare` or with the first run, and lives on: it has pytest loaded.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Pipe | None = None
        self._is_ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def prepare(self) -> None:
        """Start the process; it gets ready while others work."""
        if self._process is not None:
            return
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "grader.judge.suite"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment_without_pytest(),
            start_new_session=os.name == "posix",
        )
        if self._process.stdin and self._process.stdout:
            self._pipe = Pipe(self._process.stdout.fileno(), self._process.stdin.fileno())
        self._is_ready = False

    def close(self) -> None:
        """End the process and what it runs."""
        process, self._process, self._pipe = self._process, None, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def findings(self, order: SuiteOrder, scene: Scene) -> Iterator[tuple[str, Finding]]:
        """The finding for each wanted test, as they come.

        Raises:
            GraderFault: the process cannot be had, or broke by itself.
        """
        if order.is_beside:
            yield from findings_beside(order, scene)
            return
        left = list(order.tests)
        for _ in range(MAX_RUNS + len(left)):
            if not left:
                return
            for test, finding in _Run(self, order, scene, list(left)).play():
                if test in left:
                    left.remove(test)
                    yield test, finding
        for test in left:
            yield test, Finding(Verdict.ERROR, "Your code ended the sandbox again and again.")

    def ordered(self, message: Mapping[str, object], meanwhile: Callable[[], None]) -> Pipe:
        """Order a run, do something else while it begins; the way to hear of it. Raises what `meanwhile` raises."""
        self.prepare()
        pipe = self._pipe or Pipe(-1, -1)
        try:
            pipe.send(message)
            meanwhile()
            if not self._is_ready:
                pipe.receive(START_S)
        except (Closed, Silent) as error:
            self.close()
            raise GraderFault("The process for test files did not start.", "Try again.") from error
        except BaseException:
            self.close()
            raise
        self._is_ready = True
        return pipe


class _Run:
    """One run of a suite, for the tests that are left."""

    def __init__(self, suites: Suites, order: SuiteOrder, scene: Scene, left: list[str]) -> None:
        self._suites = suites
        self._order = order
        self._scene = scene
        self._left = left
        self._test: str | None = None
        self._since = time.monotonic()
        self._has_stage = False
        self._is_over = False
        self._is_whole = False
        self._collected: list[str] | None = None
        self._settled: set[str] = set()

    def play(self) -> Iterator[tuple[str, Finding]]:
        """Findings, until the run is over; at least one where it did not come to its end."""
        with tempfile.TemporaryDirectory(prefix="grade-suite-") as folder:
            pipe = self._suites.ordered(self._message(Path(folder)), self._open_stage)
            try:
                yield from self._attend(pipe)
            except BaseException:  # it waits for an answer that nobody gives, or was interrupted
                self._suites.close()
                raise
        self._scene.subject.hush()

    def _open_stage(self) -> None:
        """Have a stage ready for the first test that needs it; where this one does not open, that test opens one."""
        self._has_stage = self._scene.subject.say(Line(NOTHING, text=stage_text())).is_open

    def _message(self, folder: Path) -> Mapping[str, object]:
        place = folder / "submission"
        place.mkdir()
        (place / ".tmp").mkdir()
        for path, data in self._scene.submission.files.items():
            target = place.joinpath(*path.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        order = self._order
        beside = [path.read_text("utf-8", "replace") for path in order.file.parent.glob("*.py") if path != order.file]
        tops = _tops(self._scene.submission.files) - _names_beside(order.file) - _hidden_names(self._scene)
        return {
            "folder": str(place.resolve()),
            "file": str(order.file),
            "beside": beside,
            "wanted": self._left,
            "tops": sorted(tops),
            "fresh_states": not order.is_shared,
            "timeout_s": order.timeout_s,
            "memory_bytes": MEMORY_BYTES,
        }

    def _attend(self, pipe: Pipe) -> Iterator[tuple[str, Finding]]:
        while not self._is_over:
            try:
                message = pipe.receive(max(0.1, self._since + self._order.timeout_s + SLACK_S - time.monotonic()))
            except (Silent, Closed) as end:
                self._suites.close()
                yield self._stopped(in_time=isinstance(end, Closed))
                return
            for test, finding in self._heard(message, pipe):
                self._settled.add(test)
                yield test, finding

    def _heard(self, message: Mapping[str, Any], pipe: Pipe) -> Iterator[tuple[str, Finding]]:
        """What follows from one message of the process."""
        submission = self._scene.submission
        if "say" in message:
            pipe.send(self._passed_on(message))
        elif "begins" in message:
            self._test, self._since = message["begins"], time.monotonic()
        elif "result" in message:
            yield message["result"]["test"], conclude(message["result"], submission)
        elif "broken" in message:
            first, *others = self._open()
            yield first, conclude(message["broken"], submission)
            yield from ((test, unreached(first)) for test in others)
        elif "collected" in message:
            self._collected, self._is_whole = message["collected"], True
        elif "gone" in message:
            self._is_over = True
            yield from self._last_words(is_last=message["is_last"])
        elif "crash" in message:
            self._suites.close()
            raise GraderFault("The grader failed while it ran a test file.", message["crash"].strip()[-600:])

    def _last_words(self, *, is_last: bool) -> Iterator[tuple[str, Finding]]:
        if is_last:
            self._suites.close()
        if self._collected is not None:
            yield from ((test, absent(test)) for test in self._open() if test not in self._collected)
        if not self._is_whole or not self._settled:
            yield self._stopped(in_time=True)

    def _open(self) -> list[str]:
        """The tests that nothing is known of yet."""
        return [test for test in self._left if test not in self._settled]

    def _stopped(self, *, in_time: bool) -> tuple[str, Finding]:
        left = self._open() or self._left
        test = self._test if self._test in left else left[0]
        return str(test), stopped(str(test), self._order.file.name, in_time=in_time)

    def _passed_on(self, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Say to the stage what the test says; what came back, flat."""
        text = "" if self._has_stage else stage_text()
        self._has_stage = True
        self._since = time.monotonic()
        timeout_s = min(float(message["timeout_s"]), self._order.timeout_s)
        cue = self._scene.subject.say(Line(message["say"], timeout_s, text))
        self._since = time.monotonic()
        reply = cue.reply
        return {
            "end": reply.end.value,
            "detail": reply.detail,
            "status": reply.status,
            "stdout": reply.stdout,
            "stderr": reply.stderr,
            "stuck": [[frame.path, frame.line, frame.function] for frame in reply.stuck_at],
            "body": cue.body,
            "is_open": cue.is_open,
        }


def _tops(files: Mapping[str, bytes]) -> set[str]:
    """The names that are imported from the submission: modules at the top, and folders with modules in them."""
    tops = set()
    for path in files:
        first, _, rest = path.partition("/")
        if path.endswith(".py"):
            tops.add(first if rest else first.removesuffix(".py"))
    return {name for name in tops if name.isidentifier()}


def _names_beside(file: Path) -> set[str]:
    """Modules and packages that lie beside the test file, which the judge imports itself."""
    return {path.stem for path in file.parent.iterdir() if path.suffix == ".py" or path.is_dir()}


def _hidden_names(scene: Scene) -> set[str]:
    """Modules of Python itself, unless the exercise asks for one of that name."""
    asked = {name.partition(".")[0] for name, _ in scene.requires.walk()}
    return set(sys.stdlib_module_names) - asked
