"""Mistakes with names of functions, classes and values: not there, hidden, bound twice."""

from __future__ import annotations

import re
import sys

from grader.check import Scene
from grader.diagnosis.findable import Wanted, advice, rebound
from grader.diagnosis.messages import missing_attribute, text_of
from grader.diagnosis.origins import failing_place, functions
from grader.diagnosis.parameters import parameter_hides_import
from grader.diagnosis.shown import names_shown
from grader.diagnosis.story import Story, at, code, joined, listed, rule
from grader.diagnosis.texts import name as texts
from grader.diagnosis.undefined import undefined
from grader.outline import Definition, DefinitionKind, ImportFact, ModuleFacts, Place
from grader.report import Finding, Verdict

_NONE_ASKED = re.compile(r"'NoneType' object has no attribute '([^']{1,100})'")


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
        return _import_overwritten(finding, scene)
    facts, (function, value) = twice
    return Story(
        f"{at(facts.path, function.line)} defines the function {code(function.name)}, and line {value.line} gives "
        "the same name to something else.",
        "A name stands for one thing at a time. After a second `=` or `def` with the same name the first one cannot "
        "be reached.",
        f"Choose another name in {at(facts.path, value.line)}, for example {code(f'result = {function.name}(...)')}.",
    )


def _import_overwritten(finding: Finding, scene: Scene) -> Story | None:
    """`from fines import fine` and then `fine = fine(days)`."""
    is_value = re.search(r"'(?!NoneType)\w+' object is not callable", text_of(finding))
    place = failing_place(finding) if is_value else None
    here = scene.outline.files.get(place[0]) if place else None
    found = next(filter(None, (_value_over(here, fact) for fact in here.imports)), None) if here else None
    if here is None or found is None:
        return None
    fact, value = found
    return Story(
        f"{at(here.path, fact.line)} imports {code(value.name)}, and line {value.line} gives the same name to "
        "something else.",
        "A name stands for one thing at a time. After `=` it is the value, and what was imported cannot be reached "
        "under this name any more.",
        f"Choose another name in {at(here.path, value.line)}, for example {code(f'result = {value.name}(...)')}.",
    )


def _value_over(facts: ModuleFacts, fact: ImportFact) -> tuple[ImportFact, Definition] | None:
    """The import and the later value of its name, where there is one."""
    value = facts.defined(fact.alias or fact.name or fact.module)
    is_later = value is not None and value.kind is DefinitionKind.VALUE and value.line > fact.line
    return (fact, value) if value and is_later and fact.place is Place.MODULE else None


def _defined_twice(finding: Finding, scene: Scene) -> Story | None:
    """A list of names shows functions that more than one file defines, or a program works with its own copy of one."""
    known = functions(scene)
    extra = _listed_too_much(finding) or _copies_in_program(finding, scene)
    if not extra or any(len(known.get(name, ())) < 2 for name in extra):
        return None
    name = extra[0]
    places = [at(facts.path, function.line) for facts, function in known[name]]
    files = [facts.path for facts, _function in known[name]]
    told = next((path for path in files if path in (finding.asked or "").rpartition("\n")[2]), files[-1])
    home = next(path for path in files if path != told)
    more = f" The same is true of {listed(extra[1:])}." if extra[1:] else ""
    return Story(
        f"{code(name)} is defined in {joined(places)}.{more}",
        "Two functions of one name in two files are two functions. Whoever mends one of them leaves the other as it "
        "was, and nobody notices.",
        f"Delete {listed(extra)} from {code(told)}, and write `from {home.removesuffix('.py').replace('/', '.')} "
        f"import {name}` there.",
    )


def _listed_too_much(finding: Finding) -> list[str]:
    expected, actual = names_shown(finding.expected), names_shown(finding.actual)
    if finding.verdict is not Verdict.FAILED or finding.raised or expected is None or actual is None:
        return []
    return [name for name in actual if name not in expected] if set(expected) <= set(actual) else []


def _copies_in_program(finding: Finding, scene: Scene) -> list[str]:
    """Functions of a program that printed something else, of which another file at the top has one as well."""
    here = scene.outline.files.get(finding.target or "")
    is_program = (finding.asked or "").startswith("python ") and finding.verdict is Verdict.FAILED
    if here is None or not is_program or finding.raised:
        return []
    others = [facts for facts in scene.outline.files.values() if facts is not here and "/" not in facts.path]
    own = [d.name for d in here.definitions if d.kind is DefinitionKind.FUNCTION and d.name != "main"]
    return [name for name in own if any(_is_function(facts.defined(name)) for facts in others)]


def _is_function(definition: Definition | None) -> bool:
    return definition is not None and definition.kind is DefinitionKind.FUNCTION


def _attribute_of_none(finding: Finding, _scene: Scene) -> Story | None:
    found = _NONE_ASKED.search(text_of(finding)) if finding.raised and finding.raised.is_a("AttributeError") else None
    place = failing_place(finding) if finding.raised and finding.raised.frames else None
    if found is None or place is None:
        return None
    return Story(
        f"{at(*place)} asks for {code('.' + found[1])} of something that is `None`.",
        "Many functions give `None` when they find nothing, and `None` has none of the names that one would ask a "
        "found thing for.",
        f"Look at what comes before {code('.' + found[1])} in {at(*place)}, and ask first whether it is `None`, with "
        "`if ... is None:`.",
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


SPECIFIC = (
    rule("name/overwritten", "A function's name is given to something else", texts.OVERWRITTEN, _overwritten),
    rule("name/other-kind", "The name is there, but it is no function", texts.OTHER_KIND, _other_kind),
    rule("name/defined-twice", "The same function in two files", texts.DEFINED_TWICE, _defined_twice),
    rule(
        "name/attribute-of-none",
        "`None` is asked for something that it has not",
        texts.ATTRIBUTE_OF_NONE,
        _attribute_of_none,
    ),
    rule(
        "name/parameter-hides-import",
        "A parameter has the name of something imported",
        texts.PARAMETER,
        parameter_hides_import,
    ),
    rule("name/undefined", "A name is used that does not exist there", texts.UNDEFINED, undefined),
)
GENERAL = (rule("name/missing", "The module does not offer the name that is asked for", texts.MISSING, _missing),)
