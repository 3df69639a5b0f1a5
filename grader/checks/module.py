"""Check kind `module`: one aspect of a module. Derived from `requires`; an author may also write it by hand."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Strict, model_validator

from grader.check import Check, Scene
from grader.checks.file import missing_path
from grader.checks.findings import place
from grader.checks.importing import clean_import
from grader.checks.names import exports_names, has_class, has_function, has_value, provides_names, written
from grader.outline import ModuleFacts
from grader.report import PASSED, Finding, Location, Verdict
from grader.requirement import Class, DottedName, Function, Identifier, Many


class Aspect(StrEnum):
    """What about the module is settled. Each is a check, and a line in the report, of its own."""

    LAYOUT = "layout"
    """the file is where it should be and Python can read it"""
    IMPORT = "import"
    """it imports cleanly and silently in a fresh interpreter"""
    DEFINES = "defines"
    """it has a function, class or value, with the right parameters"""
    PROVIDES = "provides"
    """names that can be used from outside, wherever they come from"""
    EXPORTS = "exports"
    """`__all__` holds exactly these names"""


class AspectCheck(Check):
    """One aspect of one module or package."""

    name: DottedName
    """dotted, as in an import"""
    aspect: Annotated[Aspect, Strict(False)] = Aspect.LAYOUT
    """what is settled"""
    function: Function | None = None
    """for `defines`: a function that is there"""
    class_: Class | None = None
    """for `defines`: a class"""
    value: Identifier | None = None
    """for `defines`: a variable"""
    names: Many[Identifier] = ()
    """for `provides` and `exports`"""

    @model_validator(mode="after")
    def _fits_the_aspect(self) -> AspectCheck:
        named = sum(thing is not None for thing in (self.function, self.class_, self.value))
        if named != (self.aspect is Aspect.DEFINES):
            raise ValueError("aspect `defines` takes one of function, class_ and value; the other aspects take none")
        if self.names and self.aspect not in {Aspect.PROVIDES, Aspect.EXPORTS}:
            raise ValueError("`names` goes with the aspects `provides` and `exports`")
        return self

    def path(self) -> str:
        """Where the file must lie."""
        return self.name.replace(".", "/") + ".py"

    def summary(self) -> str:
        """The line for a student, for example `math_utils defines add(a, b)`."""
        return (
            self.title
            or {
                Aspect.LAYOUT: self.layout_summary(),
                Aspect.IMPORT: f"{self.name} imports without errors or output",
                Aspect.DEFINES: f"{self.name} defines {self._definition()}",
                Aspect.PROVIDES: f"{self.name} gives access to {', '.join(self.names)}",
                Aspect.EXPORTS: f"__all__ of {self.name} is {', '.join(self.names) or 'empty'}",
            }[self.aspect]
        )

    def layout_summary(self) -> str:
        """The line of the layout check."""
        return f"{self.path()} is a module that Python can read"

    def _definition(self) -> str:
        if self.function:
            return written(self.function)
        return f"the class {self.class_.name}" if self.class_ else str(self.value)

    def target(self) -> str:
        """What the check is about: a path for layout, else a dotted name."""
        if self.aspect is Aspect.LAYOUT:
            return self.path()
        thing = self.function or self.class_
        last = thing.name if thing else self.value
        return f"{self.name}.{last}" if last else self.name

    def asked_paths(self) -> tuple[str, ...]:
        """The file that the module lives in."""
        return (self.path(),)

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Layout and plain definitions are settled statically; the rest by an import in the sandbox."""
        if self.aspect is Aspect.LAYOUT:
            return self.layout(scene)
        if self.aspect is Aspect.IMPORT:
            return clean_import(scene, self.name, timeout_s)
        return self._names(scene, timeout_s)

    def _names(self, scene: Scene, timeout_s: float) -> Finding:
        if self.function:
            return has_function(scene, self.name, self.function, timeout_s)
        if self.class_:
            return has_class(scene, self.name, self.class_, timeout_s)
        if self.value:
            return has_value(scene, self.name, self.value, timeout_s)
        if self.aspect is Aspect.PROVIDES:
            return provides_names(scene, self.name, self.names, timeout_s)
        return exports_names(scene, self.name, self.names, timeout_s)

    def layout(self, scene: Scene) -> Finding:
        """The module's file is there and parses."""
        if self.path() not in scene.submission.files:
            return missing_path(scene.submission, self.path())
        facts = scene.outline.files.get(self.path())
        return parses(scene, facts) if facts else PASSED


class ModuleCheck(AspectCheck):
    """One aspect of one module: a file `name.py`."""

    kind: Literal["module"]


def parses(scene: Scene, facts: ModuleFacts) -> Finding:
    """Whether Python can read the file; the finding carries the broken line."""
    error = facts.parse_error
    if error is None:
        return PASSED
    location = place(scene.submission, facts.path, error.line, error.column)
    if location.text is None and error.text:
        location = Location(facts.path, error.line, error.column, error.text.rstrip())
    return Finding(
        Verdict.ERROR,
        f"Python cannot read {facts.path}: {error.kind}: {error.message}.",
        actual=f"{error.kind}: {error.message}",
        location=location,
        target=facts.path,
    )
