"""Check kind `source`: how the code is written, as far as modules and packages are concerned. Nothing runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Literal

from pydantic import model_validator

from grader.check import Check, Scene
from grader.checks.file import RelativePath, missing_path
from grader.checks.findings import failed, listing, place
from grader.checks.module import parses
from grader.checks.statements import ImportStatement
from grader.importgraph import absolute_name
from grader.outline import ImportFact, ModuleFacts, Place
from grader.report import PASSED, Finding
from grader.requirement import DottedName, Many

RULES = ("demands", "forbids", "own_imports", "no_star", "main_guard", "exports", "docstrings", "no_path_edits")


class SourceCheck(Check):
    """Rules for one file, or for all files of the submission where `file` is left out."""

    kind: Literal["source"]
    file: RelativePath | None = None
    """the file that is looked at"""
    demands: Many[ImportStatement] = ()
    """import statements that must be there; an alias is free unless the statement has one"""
    forbids: Many[DottedName] = ()
    """modules that must not be imported, in any form"""
    own_imports: Literal["absolute", "relative"] | None = None
    """style for importing the submission's own modules inside a package"""
    no_star: bool = False
    """no `from … import *`"""
    main_guard: bool = False
    """there is an `if __name__ == "__main__":`"""
    exports: bool = False
    """`__all__` is written out"""
    docstrings: bool = False
    """for the module and each of its public functions and classes"""
    no_path_edits: bool = False
    """`sys.path` is left alone"""

    @model_validator(mode="after")
    def _asks_for_something(self) -> SourceCheck:
        if not set(RULES) & self.model_fields_set:
            raise ValueError(f"a source check needs at least one of {', '.join(RULES)}")
        return self

    def summary(self) -> str:
        """What is settled, in short."""
        return self.title or f"{self.file or 'every file'} {listing(list(self._wants()))}"

    def _wants(self) -> Iterator[str]:
        for statement in self.demands:
            yield f"has `{statement}`"
        if self.forbids:
            yield f"does not import {', '.join(self.forbids)}"
        if self.own_imports:
            yield f"uses {self.own_imports} imports"
        words = {
            "no_star": "has no star import",
            "main_guard": "has a main guard",
            "exports": "has an __all__",
            "docstrings": "has docstrings",
            "no_path_edits": "leaves sys.path alone",
        }
        for rule, text in words.items():
            if getattr(self, rule):
                yield text

    def asked_paths(self) -> tuple[str, ...]:
        """The file that is looked at."""
        return (self.file,) if self.file else ()

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """The first broken rule of the first file is the finding."""
        if self.file and self.file not in scene.submission.files:
            return missing_path(scene.submission, self.file)
        for facts in scene.outline.files.values():
            if self.file not in {None, facts.path}:
                continue
            finding = self._examine_file(scene, facts)
            if not finding.passed:
                return finding
        return PASSED

    def _examine_file(self, scene: Scene, facts: ModuleFacts) -> Finding:
        readable = parses(scene, facts)
        if not readable.passed:
            return readable
        for message, line in self._breaches(scene, facts):
            return failed(message, target=facts.path, location=place(scene.submission, facts.path, line))
        return PASSED

    def _breaches(self, scene: Scene, facts: ModuleFacts) -> Iterator[tuple[str, int | None]]:
        """What breaks a rule, in words, with its line."""
        yield from self._missing_demands(facts)
        yield from self._unwanted_imports(scene, facts)
        if self.main_guard and facts.main_guard is None:
            yield f'{facts.path} has no `if __name__ == "__main__":`.', None
        if self.exports and facts.exports is None:
            yield f"{facts.path} has no `__all__` that lists its public names.", None
        if self.no_path_edits and facts.path_edits:
            yield f"{facts.path} changes sys.path.", facts.path_edits[0]
        if self.docstrings:
            yield from _missing_docstrings(facts)

    def _missing_demands(self, facts: ModuleFacts) -> Iterator[tuple[str, int | None]]:
        for statement in self.demands:
            if not all(any(_is(fact, wanted) for fact in facts.imports) for wanted in _wanted(statement)):
                yield f"{facts.path} has no `{statement}`.", None

    def _unwanted_imports(self, scene: Scene, facts: ModuleFacts) -> Iterator[tuple[str, int | None]]:
        for fact in facts.imports:
            name = absolute_name(facts, fact) or fact.module
            full = f"{name}.{fact.name}" if fact.name else name
            if any(full == banned or full.startswith(f"{banned}.") for banned in self.forbids):
                yield f"{facts.path} has `{fact.statement}`, which this exercise forbids.", fact.line
            if self.no_star and fact.is_star:
                yield f"{facts.path} has `{fact.statement}`; name what you need instead of `*`.", fact.line
            if (
                self.own_imports
                and _is_own(scene, facts, name)
                and bool(fact.level) != (self.own_imports == "relative")
            ):
                yield (
                    f"{facts.path} has `{fact.statement}`; this exercise asks for {self.own_imports} imports.",
                    fact.line,
                )


def _wanted(statement: str) -> list[tuple[int, str, str | None, str | None]]:
    """(level, module, name, alias) for each name of the author's statement."""
    node = ast.parse(statement).body[0]
    if isinstance(node, ast.ImportFrom):
        return [(node.level, node.module or "", alias.name, alias.asname) for alias in node.names]
    return [(0, alias.name, None, alias.asname) for alias in node.names] if isinstance(node, ast.Import) else []


def _is(fact: ImportFact, wanted: tuple[int, str, str | None, str | None]) -> bool:
    level, module, name, alias = wanted
    same = (fact.level, fact.module, fact.name) == (level, module, name)
    return same and fact.place is not Place.TYPE_CHECKING and alias in {None, fact.alias}


def _is_own(scene: Scene, facts: ModuleFacts, name: str) -> bool:
    """Whether an import inside a package goes to a module of the same top-level package."""
    inside = "." in facts.module or facts.is_package
    return inside and name.partition(".")[0] == facts.module.partition(".")[0] and name in scene.outline.modules


def _missing_docstrings(facts: ModuleFacts) -> Iterator[tuple[str, int | None]]:
    if not facts.docstring:
        yield f"{facts.path} does not begin with a docstring.", 1
    for definition in facts.definitions:
        if definition.kind.value != "value" and not definition.docstring and not definition.name.startswith("_"):
            yield f"{definition.name} in {facts.path} has no docstring.", definition.line
