"""The import graph of a submission: which of its modules imports which, from static facts alone.

Tolerant of broken files (they have no edges). Only what runs at import time can make a harmful cycle, so the edges
keep where the import stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.outline import ImportFact, ModuleFacts, Outline, Place


@dataclass(frozen=True)
class Edge:
    """`importer` imports `imported` (both dotted names of modules of the submission)."""

    importer: str
    imported: str
    fact: ImportFact
    path: str
    """file of the importer"""

    @property
    def at_import(self) -> bool:
        """Whether the import runs when the importer is imported."""
        return self.fact.place is Place.MODULE


def absolute_name(facts: ModuleFacts, fact: ImportFact) -> str | None:
    """The absolute module that `from .x import …` means; None where the dots climb out of the top."""
    if not fact.level:
        return fact.module
    package = facts.module.split(".") if facts.is_package else facts.module.split(".")[:-1]
    climb = fact.level - 1
    if climb > len(package) or not package:
        return None
    base = package[: len(package) - climb]
    return ".".join([*base, fact.module] if fact.module else base) or None


def edges(outline: Outline) -> tuple[Edge, ...]:
    """All imports between modules of the submission, in the order of files and lines."""
    return tuple(
        Edge(facts.module, imported, fact, facts.path)
        for facts in outline.files.values()
        for fact in facts.imports
        if (imported := _resolve(outline.modules, facts, fact)) and imported != facts.module
    )


def _resolve(modules: Mapping[str, ModuleFacts], facts: ModuleFacts, fact: ImportFact) -> str | None:
    """The module of the submission that an import loads: the submodule where `from p import m` names one."""
    base = absolute_name(facts, fact)
    if base is None:
        return None
    if fact.name and f"{base}.{fact.name}" in modules:
        return f"{base}.{fact.name}"
    return base if base in modules else None


def cycles(graph: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Every strongly connected group as one shortest ring of modules, starting at its first name in the alphabet."""
    targets: dict[str, list[str]] = {}
    for edge in graph:
        targets.setdefault(edge.importer, []).append(edge.imported)
    rings, done = [], set[str]()
    for start in sorted(targets):
        if start not in done:
            ring = _shortest_ring(start, targets)
            done.update(ring)
            if ring:
                rings.append(ring)
    return tuple(rings)


def _shortest_ring(start: str, targets: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Breadth first from `start` back to itself."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = set[str]()
    while paths:
        longer: list[tuple[str, ...]] = []
        for path in paths:
            for target in targets.get(path[-1], ()):
                if target == start:
                    return path
                if target not in seen:
                    seen.add(target)
                    longer.append((*path, target))
        paths = longer
    return ()
