"""Mistakes with names of functions, classes and values: not there, hidden, bound twice."""

from __future__ import annotations

import builtins
import sys

from grader.check import Scene
from grader.diagnosis.findable import Wanted, advice, rebound
from grader.diagnosis.messages import missing_attribute, text_of, undefined_name
from grader.diagnosis.origins import failing_place
from grader.diagnosis.parameters import parameter_hides_import
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import name as texts
from grader.diagnosis.tree import near
from grader.outline import DefinitionKind, ModuleFacts
from grader.report import Finding, Verdict


def _required(finding: Finding, scene: Scene) -> tuple[ModuleFacts, str] | None:
    """The module and the name in it that a check about a definition asks for."""
    module, _, name = (finding.target or "").rpartition(".")
    facts = scene.outline.modules.get(module) if module else None
    is_definition = finding.verdict is Verdict.FAILED and finding.raised is None and not finding.asked
    is_file = finding.target in scene.submission.files
    is_module_elsewhere = finding.target in scene.outline.modules and finding.location is not None
    return (facts, name) if facts and is_definition and not is_file and not is_module_elsewhere else None


def _overwritten(finding: Finding, scene: Scene) -> Story | None:
    found = _required(finding, scene)
    suspects = [found] if found else []
    if "object is not callable" in text_of(finding):
        module, _, name = (finding.target or "").rpartition(".")
        facts = scene.outline.modules.get(module)
        place = failing_place(finding)
        here = scene.outline.files.get(place[0]) if place else None
        suspects += [(facts, name)] if facts else []
        suspects += [(here, definition.name) for definition in here.definitions] if here else []
    twice = next(((facts, pair) for facts, name in suspects if (pair := rebound(facts, name))), None)
    if twice is None:
        return None
    facts, (function, value) = twice
    return Story(
        f"{at(facts.path, function.line)} defines the function {code(function.name)}, and line {value.line} gives "
        "the same name to something else.",
        "A name stands for one thing at a time. After a second `=` or `def` with the same name the first one cannot "
        "be reached.",
        f"Choose another name in {at(facts.path, value.line)}, for example {code(f'result = {function.name}(...)')}.",
    )


def _missing(finding: Finding, scene: Scene) -> Story | None:
    found, lacking = _required(finding, scene), missing_attribute(finding)
    place = failing_place(finding) if finding.raised and finding.raised.frames else None
    if found and not found[0].defined(found[1]):
        wanted = Wanted(found[1], found[0].module, None)
    elif lacking and (lacking[1] in scene.outline.modules or lacking[1] in sys.stdlib_module_names):
        wanted = Wanted(*lacking, place)
    else:
        return None
    told = advice(scene, wanted)
    used = f"{at(*place)} uses {code(f'{wanted.module}.{wanted.name}')}, but " if place else ""
    return Story(
        f"{used}{code(wanted.module)} has no {code(wanted.name)} that can be used from outside. {told.seen}".rstrip(),
        "From outside, a module offers the names that its file binds at the top level, in exactly this spelling.",
        told.step,
    )


def _other_kind(finding: Finding, scene: Scene) -> Story | None:
    found = _required(finding, scene)
    own = found[0].defined(found[1]) if found else None
    wants_function = (finding.expected or "").startswith("a function ")
    if found is None or own is None or not wants_function or own.kind is DefinitionKind.FUNCTION:
        return None
    wanted = (finding.expected or "").removeprefix("a function ")
    return Story(
        f"{at(found[0].path, own.line)} makes {code(own.name)} a {own.kind.value}; the function {code(wanted)} is "
        "asked for.",
        "A function is made with `def`. What stands behind `=` is computed once, when the file is read, and then it "
        "is only a value.",
        f"Write {code(f'def {wanted}:')} in {at(found[0].path, own.line)}, and give the result back with `return`.",
    )


def _undefined(finding: Finding, scene: Scene) -> Story | None:
    name, place = undefined_name(finding), failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    if name is None or place is None or facts is None:
        return None
    step = _define(scene, facts, name, place)
    return Story(
        f"{at(*place)} uses the name {code(name)}, which does not exist there.",
        "A name exists in a file after the line that defines or imports it has run. The names of other files do not "
        "exist until they are imported, and a word without quotes is always a name.",
        step,
    )


def _define(scene: Scene, facts: ModuleFacts, name: str, place: tuple[str, int]) -> str:
    own = facts.defined(name)
    if own and own.line > place[1]:
        return f"Move {at(*place)} below line {own.line}, where {code(name)} is defined."
    other = near(name, _known(facts))
    if other:
        return f"Write {code(other)} in place of {code(name)} in {at(*place)}."
    if name in scene.outline.modules or name in sys.stdlib_module_names:
        return f"Write `import {name}` at the beginning of {code(place[0])}."
    home = next((found for found in scene.outline.files.values() if found.defined(name)), None)
    if home:
        return f"Write `from {home.module} import {name}` at the beginning of {code(place[0])}."
    builtin = near(name, dir(builtins))
    if builtin:
        return f"Write {code(builtin)} in place of {code(name)} in {at(*place)}."
    return f"Define {code(name)} before {at(*place)}, or put it in quotes if it is meant as text."


def _known(facts: ModuleFacts) -> list[str]:
    """Names that the file has by itself: defined, imported, or parameters of its functions."""
    imported = [fact.alias or fact.name or fact.module.split(".")[0] for fact in facts.imports]
    return [d.name for d in facts.definitions] + imported + [p.name for d in facts.definitions for p in d.params or ()]


SPECIFIC = (
    rule("name/overwritten", "A function's name is given to something else", texts.OVERWRITTEN, _overwritten),
    rule("name/other-kind", "The name is there, but it is no function", texts.OTHER_KIND, _other_kind),
    rule(
        "name/parameter-hides-import",
        "A parameter has the name of something imported",
        texts.PARAMETER,
        parameter_hides_import,
    ),
    rule("name/undefined", "A name is used that does not exist there", texts.UNDEFINED, _undefined),
)
GENERAL = (rule("name/missing", "The module does not offer the name that is asked for", texts.MISSING, _missing),)
