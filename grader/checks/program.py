"""Check kind `program`: run a module or a file as a program and look at output and exit status."""

from __future__ import annotations

import shlex
from typing import Literal

from pydantic import model_validator

from grader.check import Scene
from grader.checks.file import RelativePath, missing_path
from grader.checks.running import RunCheck
from grader.report import Finding
from grader.requests import Run
from grader.requirement import DottedName


class ProgramCheck(RunCheck):
    """`python -m module` or `python file`, started in the submission's top folder."""

    kind: Literal["program"]
    module: DottedName | None = None
    """what is run with `python -m`"""
    file: RelativePath | None = None
    """the file that is run"""

    @model_validator(mode="after")
    def _runs_one_thing(self) -> ProgramCheck:
        if (self.module is None) == (self.file is None):
            raise ValueError("write either `module` (for python -m) or `file`")
        return self

    def command(self) -> str:
        """What one would type."""
        return shlex.join(["python", *self._argv()])

    def _argv(self) -> tuple[str, ...]:
        start = ("-m", self.module) if self.module else (str(self.file),)
        return (*start, *self.args)

    def summary(self) -> str:
        """`python main.py prints what it should`."""
        return self.title or f"`{self.command()}` {'prints what it should' if self.stdout else 'runs'}"

    def mentions(self) -> tuple[str, ...]:
        """A module that is run must be there; whether it imports cleanly is another question."""
        return ()

    def asked_paths(self) -> tuple[str, ...]:
        """The file that is run."""
        return (self.file,) if self.file else ()

    def ran(self) -> str | None:
        """The file or the module."""
        return self.file or self.module

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Run once."""
        if self.file and self.file not in scene.submission.files:
            return missing_path(scene.submission, self.file)
        return self.settle(scene, scene.subject.perform(Run(self._argv(), self.stdin, timeout_s)), timeout_s)
