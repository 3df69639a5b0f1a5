"""Where in the submission a failure started: the import statement, the function, the modules that were loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.sourcelines import source_lines
from grader.importgraph import Edge, absolute_name, edges
from grader.outline import Definition, DefinitionKind, ImportFact, ModuleFacts, Place
from grader.report import Finding

_CALLED = re.compile(r"(?<![\w.])([^\W\d][\w.]{0,200}+)\(")
_MAX_CALLED = 50
"""different names that are looked up; a student's program calls a handful"""


def failing_place(finding: Finding) -> tuple[str, int] | None:
    """(path, line) of the student's innermost line, None where no line of the submission was running."""
    if finding.raised and finding.raised.frames:
        frame = finding.raised.frames[-1]
        return frame.path, frame.line
    location = finding.location
    return (location.path, location.line) if location and location.line is not None else None


def is_import_alone(finding: Finding) -> bool:
    """Whether the check did nothing but one import."""
    asked = (finding.asked or "").strip()
    return asked.startswith(("import ", "from ")) and "\n" not in asked


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
    queue, seen = [module], {module, ""}
    for name in queue:
        reached = dict.fromkeys([*targets.get(name, ()), name.rpartition(".")[0]])
        queue += [other for other in reached if other not in seen]
        seen.update(reached)
    return [scene.outline.modules[name] for name in queue if name in scene.outline.modules]


def ring_of(scene: Scene, module: str) -> tuple[Edge, ...]:
    """The shortest way of imports from `module` through other modules back to itself at import time, () for none."""
    outgoing: dict[str, list[Edge]] = {}
    for edge in edges(scene.outline):
        if edge.at_import:
            outgoing.setdefault(edge.importer, []).append(edge)
    ways: list[tuple[Edge, ...]] = [()]
    seen = set[str]()
    for way in ways:
        for edge in outgoing.get(way[-1].imported if way else module, ()):
            if edge.imported == module:
                return (*way, edge)
            if edge.imported not in seen:
                seen.add(edge.imported)
                ways.append((*way, edge))
    return ()


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
    for name in list(dict.fromkeys(_called_names(finding, scene)))[:_MAX_CALLED]:
        found = function_named(scene, name.rpartition(".")[2], asked_module(finding, scene))
        if found:
            yield found


def _called_names(finding: Finding, scene: Scene) -> list[str]:
    if finding.raised and finding.location and finding.location.text:
        return _CALLED.findall(finding.location.text[:400])
    if finding.target in scene.submission.files:
        text = "\n".join(source_lines(scene.submission, str(finding.target)))
        names: list[str] = _CALLED.findall(text)
        return names
    last_line = (finding.asked or "").strip().rpartition("\n")[2]
    return _CALLED.findall(last_line[:1000]) or [finding.target or ""]
