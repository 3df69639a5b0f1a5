"""Mistakes with classes: what belongs to one object and what to all of them, and how both are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from grader.check import Scene
from grader.diagnosis.messages import text_of
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import Piece, block, pieces, source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import class_ as texts
from grader.outline import Definition, DefinitionKind, ModuleFacts
from grader.report import Finding, Verdict

_WRONG_CALL = re.compile(r"(\w+)\.(\w+)\(\) takes|(?<![.\w])(\w+)\(\) takes")
_NO_ATTRIBUTE = re.compile(r"'(\w{1,100})' object has no attribute '(\w{1,100})'")
_NO_ARGUMENTS = re.compile(r"(\w{1,100})\(\) takes no arguments")
_NOT_CALLABLE = re.compile(r"'\w{1,100}' object is not callable")
_METHOD_CALLED = re.compile(r"\.(\w{1,100})\(")
_MAX_METHODS = 20
"""of the called names that are looked up; an exercise has a handful"""
_LIKE_INIT = frozenset({"int", "inti", "ini", "nit", "iint", "initi", "innit", "intit", "initt", "inint", "initialize"})
_CONTAINER = re.compile(r"(\w+)\s*(?::[^=]{1,60})?=\s*(?:[\[{]|list\(|dict\(|set\()")
_CLASS_MADE = re.compile(r"(?<![\w.])(?:\w{1,100}\.)?([^\W\d]\w{0,100})\(")


def _classes(scene: Scene) -> Iterator[tuple[ModuleFacts, Definition]]:
    for facts in scene.outline.files.values():
        yield from ((facts, each) for each in facts.definitions if each.kind is DefinitionKind.CLASS)


def _self_missing(finding: Finding, scene: Scene) -> Story | None:
    found = next((_without_self(scene, *each) for each in _named_methods(finding)), None)
    if found is None:
        return None
    facts, owner, method = found
    params = ", ".join(["self", *(param.name for param in method.params or ())])
    return Story(
        f"{at(facts.path, method.line)} defines the method {code(method.name)} of the class {code(owner.name)} without "
        "`self`.",
        "Python gives every method the object itself as its first value, before the ones in the parentheses of the "
        "call. By custom the first parameter is called `self`; through it the method reaches what belongs to the "
        "object.",
        f"Write {code(f'def {method.name}({params}):')} in {at(facts.path, method.line)}.",
    )


def _named_methods(finding: Finding) -> Iterator[tuple[str | None, str]]:
    """(class, method) that a check about a definition names, or that was called with one value too many."""
    owner, _, method = (finding.target or "").rpartition(".")
    if finding.verdict is Verdict.FAILED and not finding.raised and not finding.asked and "." in owner:
        yield owner.rpartition(".")[2], method
    called = _WRONG_CALL.search(text_of(finding)) if finding.raised and finding.raised.is_a("TypeError") else None
    if called:
        yield called[1], called[2] or called[3]


def _without_self(scene: Scene, owner: str | None, name: str) -> tuple[ModuleFacts, Definition, Definition] | None:
    for facts, found in _classes(scene):
        method = next((each for each in found.methods if each.name == name), None)
        first = method.params[0].name if method and method.params else ""
        if owner in {None, found.name} and method and not method.decorated and first not in {"self", "cls", "this"}:
            return facts, found, method
    return None


def _shared(finding: Finding, scene: Scene) -> Story | None:
    if finding.verdict is not Verdict.FAILED or finding.raised or finding.expected is None:
        return None
    made = set(_CLASS_MADE.findall((finding.asked or "")[:2000]))
    for facts, found in _classes(scene):
        piece = next(_containers(scene, facts, found), None) if found.name in made else None
        if piece:
            return _belongs_to_all(facts, found, piece)
    return None


def _containers(scene: Scene, facts: ModuleFacts, found: Definition) -> Iterator[Piece]:
    """Lists, dicts and sets that are made directly in the class, and changed through `self`."""
    text = source_lines(scene.submission, facts.path)
    body = "\n".join(text[found.line :])
    for piece in pieces(text, found.line):
        made = _CONTAINER.match(piece.text)
        name = made[1] if made else ""
        if name and f"self.{name}" in body and not re.search(rf"self\.{name}\s*=[^=]", body):
            yield piece


def _belongs_to_all(facts: ModuleFacts, found: Definition, piece: Piece) -> Story:
    name = piece.text.partition("=")[0].partition(":")[0].strip()
    value = piece.text.partition("=")[2].partition("#")[0].strip()
    return Story(
        f"{at(facts.path, piece.line)} makes {code(name)} directly in the class {code(found.name)}, so all its objects "
        "share that one.",
        f"The lines of a class run once, when the class is made. What belongs to a single object is made in "
        f"`__init__`, which runs for each new {code(found.name)}.",
        f"Write {code(f'self.{name} = {value}')} into `def __init__(self):` of {code(found.name)}, and delete "
        f"{at(facts.path, piece.line)}.",
    )


def _self_dot_missing(finding: Finding, scene: Scene) -> Story | None:
    lacking = _NO_ATTRIBUTE.search(text_of(finding)) if finding.raised else None
    found = next(((f, d) for f, d in _classes(scene) if lacking and d.name == lacking[1]), None)
    if lacking is None or found is None:
        return None
    facts, owner = found
    name = lacking[2]
    text = source_lines(scene.submission, facts.path)
    later = min([len(text) + 1, *(d.line for d in facts.definitions if d.line > owner.line)])
    made = re.compile(rf"\s+{re.escape(name)}\s*=[^=]")
    line = next((number for number in range(owner.line + 1, later) if made.match(text[number - 1])), None)
    place = failing_place(finding)
    if line is None:
        return None
    where = at(*place) if place else "The exercise"
    return Story(
        f"{where} asks an object of {code(owner.name)} for {code(name)}, and {at(facts.path, line)} makes {code(name)} "
        "without `self.` in front.",
        "A name that a method makes is gone when the method ends. Only what stands behind `self.` stays with the "
        "object.",
        f"Write {code(f'self.{text[line - 1].strip()}')} in {at(facts.path, line)}.",
    )


def _init_misspelt(finding: Finding, scene: Scene) -> Story | None:
    """A method with nearly the name `__init__`, which should have made what the object lacks or taken its values."""
    text = text_of(finding) if finding.raised else ""
    lacking, takes_none = _NO_ATTRIBUTE.search(text), _NO_ARGUMENTS.search(text)
    named = lacking or takes_none
    found = next(((f, d) for f, d in _classes(scene) if named and d.name == named[1]), None)
    if found is None or any(method.name == "__init__" for method in found[1].methods):
        return None
    facts, owner = found
    almost = next((method for method in owner.methods if _is_almost_init(method)), None)
    if almost is None or (lacking and not _sets(scene, facts, almost, lacking[2])):
        return None
    effect = f"sets {code(f'self.{lacking[2]}')}" if lacking else "takes the values"
    return Story(
        f"The method of {code(owner.name)} that {effect} is called {code(almost.name)} in "
        f"{at(facts.path, almost.line)}, and Python looks for `__init__`.",
        "When an object is made, Python calls its method `__init__`: two underscores before and two behind the word "
        "`init`. A method with any other name waits until somebody calls it.",
        f"Write `__init__` in place of {code(almost.name)} in {at(facts.path, almost.line)}.",
    )


def _is_almost_init(method: Definition) -> bool:
    bare = method.name.strip("_").casefold()
    return bare == "init" or ("_" in method.name and bare in _LIKE_INIT)


def _sets(scene: Scene, facts: ModuleFacts, method: Definition, name: str) -> bool:
    """Whether the method has a line that sets this attribute."""
    body = block(source_lines(scene.submission, facts.path), method.line).values()
    return any(re.search(rf"\.{re.escape(name)}\s*(?::[^=]{{1,60}})?=(?!=)", line.partition("#")[0]) for line in body)


def _def_in_place_of_class(finding: Finding, scene: Scene) -> Story | None:
    module, _, name = (finding.target or "").rpartition(".")
    facts = scene.outline.modules.get(module)
    found = facts.defined(name) if facts else None
    is_asked = "is not a class" in finding.message and finding.verdict is Verdict.FAILED and not finding.raised
    if not is_asked or facts is None or found is None or found.kind is not DefinitionKind.FUNCTION:
        return None
    line = source_lines(scene.submission, facts.path)[found.line - 1]
    if not re.match(rf"def\s+{re.escape(name)}\b", line):
        return None
    return Story(
        f"{at(facts.path, found.line)} defines {code(name)} with `def`, so it is a function and not a class.",
        "`def` makes a function, `class` makes a class. What stands indented below `class` are the methods that all "
        "its objects have; what stands below `def` runs when the function is called.",
        f"Write {code(f'class {name}:')} in {at(facts.path, found.line)}.",
    )


def _over_method(finding: Finding, scene: Scene) -> Story | None:
    """A value under the name of a method, so that the method is no longer found."""
    raised = finding.raised
    if raised is None or not raised.is_a("TypeError") or not _NOT_CALLABLE.fullmatch(raised.text):
        return None
    tried = (finding.location.text or "") if finding.location else (finding.asked or "")
    called = set(_METHOD_CALLED.findall(tried[:2000]))
    named = ((f, owner, method) for f, owner in _classes(scene) for method in owner.methods if method.name in called)
    for facts, owner, method in islice(named, _MAX_METHODS):
        line = _set_in(scene, facts, owner, method.name)
        if line:
            return _hidden(facts, owner, method, line)
    return None


def _set_in(scene: Scene, facts: ModuleFacts, owner: Definition, name: str) -> int | None:
    """The line of the class that gives `self.name` a value."""
    body = block(source_lines(scene.submission, facts.path), owner.line)
    made = re.compile(rf"(?<![\w.])self\.{re.escape(name)}\s*(?::[^=]{{1,60}})?=(?!=)")
    return next((number for number, line in body.items() if made.search(line.partition("#")[0])), None)


def _hidden(facts: ModuleFacts, owner: Definition, method: Definition, line: int) -> Story:
    name = method.name
    return Story(
        f"{at(facts.path, line)} puts a value into {code(f'self.{name}')}, and {code(name)} is also a method of "
        f"{code(owner.name)} (line {method.line}).",
        "An object finds what was put behind `self.` before it finds the methods of its class. So behind the dot now "
        "stands the value, and a value cannot be called.",
        f"Give the value another name than the method, in {at(facts.path, line)} and wherever it is used.",
    )


SPECIFIC = (
    rule("class/init-misspelt", "`__init__` is written in another way", texts.INIT_MISSPELT, _init_misspelt),
    rule("class/def-in-place-of-class", "A function where a class is asked for", texts.DEF, _def_in_place_of_class),
    rule("class/value-over-method", "A value takes the name of a method", texts.OVER_METHOD, _over_method),
    rule("class/self-missing", "A method has no `self`", texts.SELF_MISSING, _self_missing),
    rule("class/shared-by-all", "All objects of a class share one list", texts.SHARED, _shared),
    rule("class/self-dot-missing", "A method forgets what it makes", texts.SELF_DOT, _self_dot_missing),
)
