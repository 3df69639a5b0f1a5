"""Check kind `graph`: the import graph of the submission has no cycles, keeps its layers, stays within its rules."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from grader.check import Check, Scene
from grader.checks.findings import failed, listing, place
from grader.importgraph import Edge, cycles, edges
from grader.report import PASSED, Finding
from grader.requirement import DottedName, Many


class GraphCheck(Check):
    """Static: nothing runs. A name in a rule stands for the module and everything below it."""

    kind: Literal["graph"]
    acyclic: bool = False
    """no module imports itself through others while it is being imported"""
    layers: Many[Many[DottedName]] = ()
    """top to bottom: a layer may import those below, never those above"""
    may_import: dict[DottedName, Many[DottedName]] = Field(default_factory=dict)
    """the only modules of the submission that this one may import"""

    @model_validator(mode="after")
    def _asks_for_something(self) -> GraphCheck:
        if not (self.acyclic or self.layers or self.may_import):
            raise ValueError("a graph check needs at least one of acyclic, layers, may_import")
        return self

    def summary(self) -> str:
        """What is settled, in short."""
        wanted = ["has no cycles"] if self.acyclic else []
        wanted += ["keeps its layers"] if self.layers else []
        wanted += ["stays within its rules"] if self.may_import else []
        return self.title or f"the import graph {listing(wanted)}"

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """The first broken rule is the finding."""
        graph = edges(scene.outline)
        return self._cycle(scene, graph) or self._layer(scene, graph) or self._rule(scene, graph) or PASSED

    def _cycle(self, scene: Scene, graph: tuple[Edge, ...]) -> Finding | None:
        at_import = [edge for edge in graph if edge.at_import]
        rings = cycles(at_import) if self.acyclic else ()
        if not rings:
            return None
        ring = rings[0]
        first = next(e for e in at_import if e.importer == ring[0] and e.imported == (*ring, ring[0])[1])
        arrows = " → ".join((*ring, ring[0]))
        return _broken(scene, first, f"The modules import each other in a circle: {arrows}.")

    def _layer(self, scene: Scene, graph: tuple[Edge, ...]) -> Finding | None:
        level = {name: index for index, names in enumerate(self.layers) for name in names}
        for edge in graph:
            lower, upper = _rule_for(edge.importer, level), _rule_for(edge.imported, level)
            if lower and upper and level[lower] > level[upper]:
                message = f"{edge.importer} imports {edge.imported}, which lies in a layer above it."
                return _broken(scene, edge, message)
        return None

    def _rule(self, scene: Scene, graph: tuple[Edge, ...]) -> Finding | None:
        for edge in graph:
            rule = _rule_for(edge.importer, self.may_import)
            allowed = self.may_import[rule] if rule else ()
            if rule and not any(_covers(name, edge.imported) for name in (*allowed, rule)):
                only = listing(allowed) if allowed else "nothing of the submission"
                return _broken(scene, edge, f"{edge.importer} imports {edge.imported}; it may import only {only}.")
        return None


def _covers(name: str, module: str) -> bool:
    return module == name or module.startswith(f"{name}.")


def _rule_for(module: str, rules: dict[str, int] | dict[str, tuple[str, ...]]) -> str | None:
    return max((name for name in rules if _covers(name, module)), key=len, default=None)


def _broken(scene: Scene, edge: Edge, message: str) -> Finding:
    location = place(scene.submission, edge.path, edge.fact.line, edge.fact.column)
    return failed(message, target=edge.importer, location=location)
