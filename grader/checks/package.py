"""Check kind `package`: one aspect of a package. A package is a module whose file is `__init__.py`."""

from __future__ import annotations

from typing import Literal

from grader.check import Scene
from grader.checks.file import missing_path
from grader.checks.findings import failed
from grader.checks.module import Aspect, AspectCheck, parses
from grader.report import PASSED, Finding


class PackageCheck(AspectCheck):
    """One aspect of one package; its layout is a folder with an `__init__.py`."""

    kind: Literal["package"]

    def folder(self) -> str:
        """The package's folder."""
        return self.name.replace(".", "/")

    def path(self) -> str:
        """Where the package's own code must lie."""
        return f"{self.folder()}/__init__.py"

    def layout_summary(self) -> str:
        """The line of the layout check."""
        return f"{self.folder()}/ is a package with an __init__.py"

    def target(self) -> str:
        """The `__init__.py` for layout."""
        return self.path() if self.aspect is Aspect.LAYOUT else super().target()

    def layout(self, scene: Scene) -> Finding:
        """The folder is there, it is a regular package, and its `__init__.py` parses."""
        submission = scene.submission
        if self.path() in submission.files:
            facts = scene.outline.files.get(self.path())
            return parses(scene, facts) if facts else PASSED
        if self.folder() in submission.folders:
            return missing_path(submission, self.path())
        if f"{self.folder()}.py" in submission.files:
            return failed(
                f"{self.folder()} is a single module ({self.folder()}.py); the exercise asks for a package, "
                f"that is a folder {self.folder()}/ with an __init__.py.",
                target=self.path(),
            )
        return missing_path(submission, self.folder())
