"""Where in the submission a failure started: the import statement, the function, the modules that were loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

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


def asked_line(finding: Finding) -> str:
    """What was asked last, as one would type it, "" where nothing was."""
    return (finding.asked or "").strip().rpartition("\n")[2]


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


def ring_of(scene: Scene, module: str, first: tuple[str, int | None] | None = None) -> tuple[Edge, ...]:
    """The shortest way of imports from `module` through other modules back to itself at import time, () for none.

    With `first`, a path and line, the way begins with the import there, which may also stand in a function.
    """
    outgoing: dict[str, list[Edge]] = {}
    starts: list[tuple[Edge, ...]] = []
    for edge in edges(scene.outline):
        if edge.at_import:
            outgoing.setdefault(edge.importer, []).append(edge)
        if (edge.path, edge.fact.line) == first and edge.importer == module:
            starts.append((edge,))
    ways: list[tuple[Edge, ...]] = starts if first else [()]
    seen = set[str]()
    for way in ways:
        for edge in outgoing.get(way[-1].imported if way else module, ()):
            if edge.imported == module:
                return (*way, edge)
            if edge.imported not in seen:
                seen.add(edge.imported)
                ways.append((*way, edge))
    return ()


def would_circle(scene: Scene, importer: str, imported: str) -> bool:
    """Whether `imported` needs `importer` already, so that an import of it there would make a circle."""
    targets: dict[str, list[str]] = {}
    for edge in edges(scene.outline):
        if edge.at_import:
            targets.setdefault(edge.importer, []).append(edge.imported)
    queue, seen = [imported], {imported}
    for name in queue:
        package = name.rpartition(".")[0]
        around = [package] if package and not f"{importer}.".startswith(f"{package}.") else []
        reached = [other for other in (*targets.get(name, ()), *around) if other not in seen]
        queue += reached
        seen.update(reached)
    return importer in seen


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


Found = tuple[ModuleFacts, Definition]
"""A function and the file that defines it."""


def functions(scene: Scene) -> Mapping[str, list[Found]]:
    """All functions at the top level of the submission's files, by name; of one file the last one of a name."""
    by_name: dict[str, list[Found]] = {}
    for facts in scene.outline.files.values():
        for definition in {definition.name: definition for definition in facts.definitions}.values():
            if definition.kind is DefinitionKind.FUNCTION:
                by_name.setdefault(definition.name, []).append((facts, definition))
    return by_name


def function_named(known: Mapping[str, list[Found]], name: str, module: str | None) -> Found | None:
    """The function that a call `name(...)` or `m.name(...)` means: the one in `module`, else the only one."""
    found = known.get(name.rpartition(".")[2], [])
    here = [each for each in found if each[0].module == module]
    return here[0] if here else found[0] if len(found) == 1 else None


def called_functions(finding: Finding, scene: Scene) -> Iterator[Found]:
    """The submission's functions that were called where the finding arose, in the order in which they are written.

    Those in the check's own question; where the student's line failed, those on that line; for a program, those that
    its file calls.
    """
    known, module = functions(scene), asked_module(finding, scene)
    for name in list(dict.fromkeys(_called_names(finding, scene)))[:_MAX_CALLED]:
        found = function_named(known, name, module)
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
