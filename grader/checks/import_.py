"""Check kind `import`: an import statement works from outside the submission."""

from __future__ import annotations

from typing import Literal

from grader.check import Check, Scene
from grader.checks.findings import listing
from grader.checks.importing import ask_import, side_effects
from grader.checks.statements import ImportStatement, bound_names, imported_modules
from grader.report import PASSED, Finding, Verdict
from grader.requirement import Identifier, Many


class ImportCheck(Check):
    """The statement works in a fresh interpreter, binds its names, prints nothing and leaves `sys.path` alone."""

    kind: Literal["import"]
    statement: ImportStatement
    """one import, as it would be typed"""
    binds: Many[Identifier] = ()
    """names that must exist afterwards; by default those that the statement names"""

    def summary(self) -> str:
        """The statement itself."""
        return self.title or f"`{self.statement}` works"

    def mentions(self) -> tuple[str, ...]:
        """The modules and names that the statement imports."""
        return tuple(sorted(imported_modules(self.statement)))

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Run the statement once."""
        target = max(self.mentions(), key=len, default=self.statement)
        outcome = ask_import(scene, self.statement, timeout_s, target=target)
        if isinstance(outcome, Finding):
            return outcome
        imported, reply = outcome
        missing = [
            name for name in self.binds or bound_names(self.statement) if name not in imported.bound and name != "*"
        ]
        if missing:
            return Finding(
                Verdict.FAILED,
                f"After `{self.statement}` there is no name {listing(missing)}.",
                self.statement,
                target=target,
            )
        return side_effects(imported, reply, asked=self.statement, target=target) or PASSED
