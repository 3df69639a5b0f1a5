"""A teacher at work in tests: a small exercise, a class of any size, and `grade` called as a person calls it.

Most calls happen in the process of the tests: what `grade` loads at its start takes longer than what it then does with
a small class. Only what concerns the process itself needs one of its own: how it ends, and when it is killed.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path
from typing import IO
from unittest.mock import patch

import pytest

from grader.cli import app
from grader.store import Store

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "grader")
TINY = """\
id: tiny
title: One function
checks:
  - id: one
    title: f(1) gives 2
    kind: value
    given: from answer import f
    cases: [{ask: f(1), equals: 2}]
    points: 6
  - id: five
    title: f(5) gives 6
    kind: value
    given: from answer import f
    cases: [{ask: f(5), equals: 6}]
    points: 2
  - id: negative
    title: f(-3) gives -2
    kind: value
    given: from answer import f
    cases: [{ask: f(-3), equals: -2}]
    visibility: hidden
    points: 2
"""
RIGHT = "def f(n):\n    return n + 1\n"
HALF = "def f(n):\n    return n + 1 if n == 1 else 0\n"
"""6 of 10"""
WRONG = "def f(n):\n    return n\n"


@dataclass(frozen=True)
class Ran:
    """How a call ended and what it said."""

    status: int
    out: str
    said: str

    @property
    def sentences(self) -> list[str]:
        """The lines that `grade` itself said, without the warning about the process sandbox."""
        return [line for line in self.said.splitlines() if "--sandbox process: submissions can" not in line]


@dataclass
class Classroom:
    """A folder with the exercise, a class and run folders. `scratch` is the TMPDIR of every call."""

    folder: Path
    scratch: Path
    exercise: Path = field(init=False)

    def __post_init__(self) -> None:
        self.exercise = self.folder / "tiny"
        self.exercise.mkdir(parents=True)
        self.write_exercise(TINY)

    def write_exercise(self, text: str) -> None:
        """Another version of the exercise."""
        (self.exercise / "exercise.yaml").write_text(text, "utf-8")

    def hand_in(self, answers: Mapping[str, str], name: str = "class") -> Path:
        """A folder with a folder for each student, who handed in that `answer.py`."""
        source = self.folder / name
        for student, text in answers.items():
            (source / student).mkdir(parents=True, exist_ok=True)
            (source / student / "answer.py").write_text(text, "utf-8")
        return source

    def command(self, source: Path, run: str, *options: object, exercise: str | None = None) -> list[str]:
        """`grade batch` on that source; the process sandbox unless an option says otherwise."""
        given = list(map(str, options))
        sandbox = [] if "--sandbox" in given else ["--sandbox", "process"]
        words = ["batch", str(source), "-e", exercise or str(self.exercise), "-o", str(self.folder / run)]
        return [*COMMAND, *words, *sandbox, *given]

    def environment(self) -> dict[str, str]:
        """What every call gets."""
        own = {"TMPDIR": str(self.scratch), "GRADER_STATE": str(self.folder / "state"), "PYTHONUTF8": "1"}
        return {**os.environ, **own}

    def batch(self, source: Path, *options: object, run: str = "run", exercise: str | None = None) -> Ran:
        """Grade to the end."""
        return self.grade(*self.command(source, run, *options, exercise=exercise)[len(COMMAND) :])

    def graded(self, source: Path, *options: object, run: str = "run") -> dict[str, dict[str, str]]:
        """The rows by student, after a call that must succeed."""
        ran = self.batch(source, *options, run=run)
        assert ran.status == 0, ran.said
        return {row["student"]: row for row in self.rows(run)}

    def scores(self, source: Path, *options: object, run: str = "run") -> dict[str, str]:
        """Only the scores."""
        return {student: row["score"] for student, row in self.graded(source, *options, run=run).items()}

    def call(self, command: list[str]) -> Ran:
        """A command in a process of its own, with no input."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def grade(self, *words: object) -> Ran:
        """`grade` with these words, in this process."""
        resource_tracker.ensure_running()  # it outlives the call; with the call's TMPDIR it would look left behind
        with (
            chdir(self.folder),
            patch.dict(os.environ, self.environment()),
            patch.object(tempfile, "tempdir", None),
            caught(1, redirect_stdout) as out,
            caught(2, redirect_stderr) as said,
            pytest.raises(SystemExit) as end,
        ):
            app(list(map(str, words)))
        return Ran(int(end.value.code or 0), *out, *said)

    def rows(self, run: str = "run") -> list[dict[str, str]]:
        """scores.csv as a script reads it."""
        with (self.folder / run / "scores.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def starts(self, run: str = "run") -> dict[str, int]:
        """Student -> how often the grading of what they handed in began, for all whose grade is finished."""
        with Store.open(self.folder / run / "grades.db") as store:
            last = store.runs()[-1].id
            return {
                row.student: store.attempts_started(row.key)
                for row in store.rows(last)
                if row.key is not None and store.finished(row.key) is not None
            }


Redirected = type[redirect_stdout[IO[str]]] | type[redirect_stderr[IO[str]]]


@contextmanager
def caught(descriptor: int, redirected: Redirected) -> Iterator[list[str]]:
    """At the end gets what was written to a standard stream meanwhile, also by processes that were started."""
    found: list[str] = []
    kept = os.dup(descriptor)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), descriptor)
        try:
            with open(file.fileno(), "w", encoding="utf-8", closefd=False) as text, redirected(text):
                yield found
        finally:
            os.dup2(kept, descriptor)
            os.close(kept)
        file.seek(0)
        found.append(file.read().decode("utf-8"))


def files_in(folder: Path) -> set[str]:
    """All that lies in a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
