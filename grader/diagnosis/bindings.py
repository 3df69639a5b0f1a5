"""Two imports that give one name to two things: the later one wins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.messages import missing_attribute
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code
from grader.importgraph import absolute_name
from grader.outline import ImportFact, ModuleFacts, Place
from grader.report import Finding, Verdict

Binding = tuple[ImportFact, str]
"""An import and a name that it gives to its file."""


def same_name_twice(finding: Finding, scene: Scene) -> Story | None:
    """`from garden import water` and `from kitchen import water`."""
    facts = _file(finding, scene)
    text = "\n".join(source_lines(scene.submission, facts.path)) if facts else ""
    found = next(_clashes(scene, facts, text), None) if facts else None
    if facts is None or found is None:
        return None
    (first, name), (second, _name) = found
    own = f"{first.module.rpartition('.')[2]}_{name}"
    step = f"Give one of them a name of its own, for example `from {first.module} import {name} as {own}`"
    if first.name is None:
        step = "Give each of them a name of its own behind `as`, or leave the `as` out"
    return Story(
        f"{at(facts.path, first.line)} has {code(first.statement)} and line {second.line} {code(second.statement)}: "
        f"both give the name {code(name)}.",
        "A name stands for one thing at a time, and the later import takes it away from the earlier one, without a "
        "word.",
        f"{step}, and use that in {code(facts.path)}.",
    )


def has_name(scene: Scene, facts: ModuleFacts, name: str) -> bool:
    """Whether a file binds a name at its top level: it defines it, or imports it from another module."""
    brought = (fact for fact, bound in _bindings(scene, facts) if bound == name)
    return facts.defined(name) is not None or any(absolute_name(facts, fact) != facts.module for fact in brought)


def _file(finding: Finding, scene: Scene) -> ModuleFacts | None:
    """The program that printed something else, or the file in which a module lacked what it was asked for."""
    if missing_attribute(finding):
        place = failing_place(finding) if finding.raised and finding.raised.frames else None
        return scene.outline.files.get(place[0]) if place else None
    is_program = (finding.asked or "").startswith("python ") and finding.verdict is Verdict.FAILED
    return scene.outline.files.get(finding.target or "") if is_program and not finding.raised else None


def _clashes(scene: Scene, facts: ModuleFacts, text: str) -> Iterator[tuple[Binding, Binding]]:
    """Pairs of imports at the top level that give the same name to different things, where the file uses it."""
    seen: dict[str, Binding] = {}
    for binding in _bindings(scene, facts):
        fact, name = binding
        earlier = seen.setdefault(name, binding)
        is_other = (earlier[0].module, earlier[0].name) != (fact.module, fact.name)
        if is_other and len(re.findall(rf"(?<![\w.]){re.escape(name)}\s*[.(]", text)) > 0:
            yield earlier, binding


def _bindings(scene: Scene, facts: ModuleFacts) -> Iterator[Binding]:
    for fact in facts.imports:
        if fact.place is not Place.MODULE or (fact.name is None and not fact.alias and "." in fact.module):
            continue
        if not fact.is_star:
            yield fact, fact.alias or fact.name or fact.module
            continue
        source = scene.outline.modules.get(absolute_name(facts, fact) or "")
        public = [d.name for d in source.definitions if not d.name.startswith("_")] if source else []
        names = source.exports if source and source.exports is not None else tuple(dict.fromkeys(public))
        yield from ((fact, name) for name in names)
