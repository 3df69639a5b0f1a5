"""Where in the submission a failure started: the import statement, the function, the modules that were loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.sourcelines import source_lines
from grader.importgraph import Edge, absolute_name, cycles, edges
from grader.outline import Definition, DefinitionKind, ImportFact, ModuleFacts, Place
from grader.report import Finding

_CALLED = re.compile(r"([^\W\d][\w.]{0,200})\(")


def failing_place(finding: Finding) -> tuple[str, int] | None:
    """(path, line) of the student's innermost line, None where no line of the submission was running."""
    if finding.raised and finding.raised.frames:
        frame = finding.raised.frames[-1]
        return frame.path, frame.line
    location = finding.location
    return (location.path, location.line) if location and location.line is not None else None


def failing_imports(finding: Finding, scene: Scene) -> tuple[ModuleFacts, tuple[ImportFact, ...]] | None:
    """The import statement at which the submission stopped, as its file and the facts of its line."""
    place = failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    if facts is None or place is None:
        return None
    found = tuple(fact for fact in facts.imports if fact.line == place[1])
    return (facts, found) if found else None


def loaded_by(scene: Scene, module: str) -> list[ModuleFacts]:
    """The files that run when `module` is imported: itself, its packages, and what they import, nearest first."""
    targets: dict[str, list[str]] = {}
    for edge in edges(scene.outline):
        if edge.at_import:
            targets.setdefault(edge.importer, []).append(edge.imported)
    queue = [module]
    for name in queue:
        reached = [*targets.get(name, ()), name.rpartition(".")[0]]
        queue += [other for other in dict.fromkeys(reached) if other and other not in queue]
    return [scene.outline.modules[name] for name in queue if name in scene.outline.modules]


def ring_of(scene: Scene, module: str) -> tuple[Edge, ...]:
    """The imports that lead from `module` through other modules back to itself at import time, () where none do."""
    at_import = [edge for edge in edges(scene.outline) if edge.at_import]
    ring = next((ring for ring in cycles(at_import) if module in ring), ())
    steps = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    return tuple(next(e for e in at_import if (e.importer, e.imported) == step) for step in steps)


def self_import(scene: Scene, module: str) -> tuple[ModuleFacts, ImportFact] | None:
    """The statement with which a module imports itself at import time."""
    facts = scene.outline.modules.get(module)
    for fact in facts.imports if facts else ():
        is_submodule = fact.name is not None and f"{module}.{fact.name}" in scene.outline.modules
        if facts and fact.place is Place.MODULE and absolute_name(facts, fact) == module and not is_submodule:
            return facts, fact
    return None


def asked_module(finding: Finding, scene: Scene) -> str | None:
    """The module of the submission that the finding is about: its target, or the module that the target lies in."""
    target = finding.target or ""
    file = scene.outline.files.get(target)
    if file:
        return file.module
    return next((name for name in (target, target.rpartition(".")[0]) if name in scene.outline.modules), None)


def function_named(scene: Scene, name: str, module: str | None = None) -> tuple[ModuleFacts, Definition] | None:
    """The function of this name: the one in `module`, else the only one in the submission."""
    everywhere = [
        (facts, definition)
        for facts in scene.outline.files.values()
        if (definition := facts.defined(name)) and definition.kind is DefinitionKind.FUNCTION
    ]
    here = [found for found in everywhere if found[0].module == module]
    return here[0] if here else everywhere[0] if len(everywhere) == 1 else None


def called_functions(finding: Finding, scene: Scene) -> Iterator[tuple[ModuleFacts, Definition]]:
    """The submission's functions that were called where the finding arose, in the order in which they are written.

    Those in the check's own question; where the student's line failed, those on that line; for a program, those that
    its file calls.
    """
    for name in _called_names(finding, scene):
        found = function_named(scene, name.rpartition(".")[2], asked_module(finding, scene))
        if found:
            yield found


def _called_names(finding: Finding, scene: Scene) -> list[str]:
    if finding.raised and finding.location and finding.location.text:
        return _CALLED.findall(finding.location.text[:400])
    if finding.target in scene.submission.files:
        text = "\n".join(source_lines(scene.submission, str(finding.target)))
        return list(dict.fromkeys(_CALLED.findall(text)))
    last_line = (finding.asked or "").strip().rpartition("\n")[2]
    names: list[str] = _CALLED.findall(last_line[:1000])
    return names or [finding.target or ""]
