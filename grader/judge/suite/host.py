"""The judge's side of a suite: starts the process that it runs in, stands between it and the sandbox, draws conclusions.

A run ends early when the submission takes its whole stage down with it, or when the test itself never comes to an end;
the tests that are left then run in a new one, without those that are settled.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grader.check import Scene, SuiteOrder
from grader.checks.findings import exception, no_answer, output
from grader.dialogue import stage_text
from grader.errors import GraderFault
from grader.judge.suite.beside import findings_beside
from grader.judge.suite.pipe import Closed, Pipe, Silent
from grader.replies import read_raised
from grader.report import PASSED, Evidence, Finding, Verdict
from grader.requests import End, Frame, Line, Reply
from grader.settings import without_pytest_variables

START_S = 60.0
SLACK_S = 5.0
"""beyond a test's own time limit: what the test does on this side"""
MEMORY_BYTES = 1024 * 1024 * 1024
MAX_RUNS = 40
"""of one suite for one submission: each run after the first means a test that took everything down"""


class Suites:
    """Runs test files, one after the other, for as many submissions as come. A context manager.

    The process is started by `prepare` or with the first run, and lives on: it has pytest loaded.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Pipe | None = None

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
        with without_pytest_variables():
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-B", "-m", "grader.judge.suite"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=os.name == "posix",
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
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
        for _ in range(MAX_RUNS):
            if not left:
                return
            for test, finding in _Run(self, order, scene, list(left)).play():
                if test in left:
                    left.remove(test)
                    yield test, finding
        for test in left:
            yield test, Finding(Verdict.ERROR, "Your code ended the sandbox again and again.")

    def pipe(self) -> Pipe:
        """The way to the process, once it is ready."""
        self.prepare()
        assert self._pipe is not None
        if not self._is_ready:
            try:
                self._pipe.receive(START_S)
            except (Closed, Silent) as error:
                self.close()
                raise GraderFault("The process for test files did not start.", "Try again.") from error
            self._is_ready = True
        return self._pipe


class _Run:
    """One run of a suite, for the tests that are left."""

    def __init__(self, suites: Suites, order: SuiteOrder, scene: Scene, left: list[str]) -> None:
        self._suites = suites
        self._order = order
        self._scene = scene
        self._left = left
        self._test: str | None = None
        self._since = time.monotonic()
        self._is_open = False
        self._is_done = False
        self._collected: frozenset[str] | None = None

    def play(self) -> Iterator[tuple[str, Finding]]:
        """Findings, until the run is over; at least one where it did not come to its end."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="grade-suite-")))
            pipe = self._suites.pipe()
            pipe.send(self._message(folder))
            yield from self._attend(pipe)
        self._scene.subject.hush()

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
        return {
            "folder": str(place.resolve()),
            "file": str(order.file),
            "beside": beside,
            "wanted": self._left,
            "tops": sorted(
                _tops(self._scene.submission.files) - _names_beside(order.file) - _hidden_names(self._scene)
            ),
            "fresh_states": not order.is_shared,
            "timeout_s": order.timeout_s,
            "memory_bytes": MEMORY_BYTES,
        }

    def _attend(self, pipe: Pipe) -> Iterator[tuple[str, Finding]]:
        settled: set[str] = set()
        while True:
            try:
                message = pipe.receive(max(0.1, self._since + self._order.timeout_s + SLACK_S - time.monotonic()))
            except Silent:
                self._suites.close()
                yield self._stopped(
                    "The test did not come to an end in time with what your code answered.", Verdict.TIMEOUT
                )
                return
            except Closed:
                self._suites.close()
                yield self._stopped("The test could not go on with what your code answered.", Verdict.ERROR)
                return
            if "say" in message:
                pipe.send(self._passed_on(message))
            elif "begins" in message:
                self._test, self._since = message["begins"], time.monotonic()
            elif "result" in message:
                settled.add(message["result"]["test"])
                yield message["result"]["test"], _with_evidence(self._finding(message["result"]), message["result"])
            elif "broken" in message:
                for test in [test for test in self._left if test not in settled]:
                    yield test, self._finding(message["broken"])
                settled |= set(self._left)
            elif "collected" in message:
                self._collected = frozenset(message["collected"])
            elif "crash" in message:
                self._suites.close()
                raise GraderFault("The grader failed while it ran a test file.", message["crash"].strip()[-600:])
            elif "done" in message:
                self._is_done = True
            elif "ended" in message:
                if self._is_done and self._collected is not None:
                    yield from ((test, _absent(test)) for test in set(self._left) - settled - self._collected)
                if not self._is_done or not settled:
                    yield self._stopped("The test could not go on with what your code answered.", Verdict.ERROR)
                return

    def _stopped(self, words: str, verdict: Verdict) -> tuple[str, Finding]:
        test = self._test if self._test in self._left else self._left[0]
        return str(test), Finding(verdict, words, asked=f"{test} in {self._order.file.name}")

    def _passed_on(self, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Say to the stage what the test says; what came back, flat."""
        text = "" if self._is_open else stage_text()
        self._is_open = True
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

    def _finding(self, told: Mapping[str, Any]) -> Finding:
        """What a test's result means for the student."""
        submission, how = self._scene.submission, told["how"]
        asked = told["asked"] or None
        if how == "passed":
            return PASSED
        if how == "ended":
            return self._ended(told, asked)
        if how == "raised":
            raised = read_raised(json.loads(told["facts"]), submission.files)
            return exception(raised, submission, asked=asked or "", stdout=told["printed"])
        if how == "broken":
            return Finding(Verdict.GRADER_ERROR, f"The test file itself does not work: {told['message']}")
        if how == "left_out":
            return Finding(Verdict.PASSED, "The teacher's own condition leaves this test out.", counts=False)
        if how == "skipped":
            return Finding(Verdict.FAILED, "The test was skipped, and a test that did not run is not passed.", asked)
        message = _sentence(told)
        return Finding(
            Verdict.FAILED,
            message,
            asked,
            expected=told["expected"] or None,
            actual=told["actual"] or None,
            stdout=output(told["printed"]),
        )

    def _ended(self, told: Mapping[str, Any], asked: str | None) -> Finding:
        cue = told["cue"]
        stuck = tuple(Frame(path, line, function) for path, line, function in cue["stuck"])
        end = End(cue["end"])
        if end is End.REPLIED:
            end = End.GARBLED
        reply = Reply(end, cue["detail"], cue["status"], stuck_at=stuck)
        finding = no_answer(reply, self._scene.submission, asked=asked or "")
        return finding or Finding(Verdict.ERROR, "Your code gave no answer.", asked)


def _with_evidence(finding: Finding, told: Mapping[str, Any]) -> Finding:
    return replace(finding, evidence=Evidence.STUDENT_WORD) if told["words"] else finding


def _sentence(told: Mapping[str, Any]) -> str:
    text = " ".join(told["message"].split()) or "The test failed."
    case = f" (case {told['case']})" if told["case"] else ""
    many = f" {told['failed_cases']} of {told['cases']} cases fail." if told["cases"] > 1 else ""
    if text.startswith("assert ") and told["asked"]:
        return f"`{told['asked']}` does not hold{case}: {text.removeprefix('assert ')}.{many}"
    return f"{text[:1].upper()}{text[1:]}{case}{'' if text.endswith(('.', '!', '?')) else '.'}{many}"


def _absent(test: str) -> Finding:
    return Finding(Verdict.GRADER_ERROR, f"The test file has no test {test} any more when it runs.")


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


__all__ = ["Suites", "base64"]
