"""Check kind `file`: a path exists, or must not."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from grader.check import Check, Scene
from grader.checks.findings import failed
from grader.checks.near import near_path
from grader.report import PASSED, Finding
from grader.submission import Submission


def _relative(text: str) -> str:
    parts = text.split("/")
    if text.startswith("/") or "\\" in text or any(part in {"", ".", ".."} for part in parts):
        raise ValueError("write a path relative to the submission's top folder, with `/`, without `.` and `..`")
    return text


RelativePath = Annotated[str, AfterValidator(_relative)]


class FileCheck(Check):
    """A file or folder is there, or is not. Near misses are named, never accepted."""

    kind: Literal["file"]
    path: RelativePath
    """from the submission's top folder, with `/`"""
    exists: bool = True
    """false where it must not be there"""

    def summary(self) -> str:
        """`math_utils.py exists`."""
        return self.title or f"{self.path} {'exists' if self.exists else 'is not there'}"

    def asked_paths(self) -> tuple[str, ...]:
        """The path itself, where it must exist."""
        return (self.path,) if self.exists else ()

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Settled on the intake's manifest; nothing runs."""
        submission = scene.submission
        if (self.path in submission.files or self.path in submission.folders) == self.exists:
            return PASSED
        if self.exists:
            return missing_path(submission, self.path)
        return failed(f"{self.path} is there, and it should not be.", target=self.path)


def missing_path(submission: Submission, path: str) -> Finding:
    """The finding for something that is not in the tree, with the near miss where there is one."""
    near = near_path(submission, path)
    hint = f" There is {near} instead." if near else ""
    return failed(f"{path} is not there.{hint}", target=path)
