"""Mistakes with names that a module makes only when somebody asks for them: its own `__getattr__` and `__dir__`."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.exception import wanted_error
from grader.diagnosis.messages import missing_attribute, missing_name
from grader.diagnosis.origins import asked_line, failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import attribute as texts
from grader.importgraph import edges
from grader.outline import ModuleFacts
from grader.report import Finding, Verdict

_ALMOST = re.compile(r"(\s*)def\s+(_{0,3}get_?attr\w{0,12})\s*\(", re.IGNORECASE)
_NAMES = re.compile(r"'([\w.]{1,200})'")
_WHY_GETATTR = (
    "When a module lacks a name, Python looks for a function `__getattr__` at the top level of that module and asks "
    "it. Under any other name, or inside a class, it is a function like every other."
)


def _answering(scene: Scene) -> ModuleFacts | None:
    """The first file of the submission that has a `__getattr__` of its own."""
    return next((facts for facts in scene.outline.files.values() if facts.defined("__getattr__")), None)


def _not_at_module(finding: Finding, scene: Scene) -> Story | None:
    lacking = missing_attribute(finding) or missing_name(finding)
    facts = scene.outline.modules.get(lacking[1]) if lacking else None
    if lacking is None or facts is None or facts.defined("__getattr__"):
        return None
    lines = source_lines(scene.submission, facts.path)
    found = next(((number, match) for number, line in enumerate(lines, 1) if (match := _ALMOST.match(line))), None)
    if found is None:
        return None
    number, match = found
    is_inside = bool(match[1]) and match[2] == "__getattr__"
    seen = "indented, so it does not belong to the module itself" if is_inside else "and no function `__getattr__`"
    step = (
        f"Move `__getattr__` of {code(facts.path)} to the left edge, with one parameter, `name`."
        if is_inside
        else f"Write `def __getattr__(name):` in {at(facts.path, number)}."
    )
    return Story(
        f"{code(lacking[1])} is asked for {code(lacking[0])}. {at(facts.path, number)} has a function "
        f"{code(match[2])}, {seen}.",
        _WHY_GETATTR,
        step,
    )


def _asks_itself(finding: Finding, scene: Scene) -> Story | None:
    raised = finding.raised
    if raised is None or not raised.is_a("RecursionError"):
        return None
    frame = next((frame for frame in reversed(raised.frames[-3:]) if frame.function == "__getattr__"), None)
    facts = scene.outline.files.get(frame.path) if frame else None
    if frame is None or facts is None or not facts.defined("__getattr__"):
        return None
    return Story(
        f"`__getattr__` in {at(frame.path, frame.line)} asks {code(facts.module)} for a name that is not there yet, so "
        "Python calls `__getattr__` again, and again, without an end.",
        f"Python calls `__getattr__` for every name that the module lacks. Also `from {facts.module} import x` and "
        f"`getattr({facts.module}, ...)` ask the module for a name.",
        "Raise AttributeError for each name that is not yours before anything else, and load a module with "
        f'`importlib.import_module("{facts.module}.x")`.',
    )


def _too_many_parameters(finding: Finding, scene: Scene) -> Story | None:
    raised, facts = finding.raised, _answering(scene)
    if raised is None or facts is None or not raised.text.startswith("__getattr__() missing"):
        return None
    function = facts.defined("__getattr__")
    if function is None:
        return None
    params = ", ".join(param.name for param in function.params or ())
    return Story(
        f"`__getattr__` in {at(facts.path, function.line)} has the parameters {code(params)}, and Python calls it with "
        "the name alone.",
        "In a class `__getattr__` gets the object as `self` and then the name. At the top level of a module there is "
        "no object, only the name that was asked for.",
        f"Write `def __getattr__(name):` in {at(facts.path, function.line)}.",
    )


def _no_attribute_error(finding: Finding, scene: Scene) -> Story | None:
    wanted, facts = wanted_error(finding), _answering(scene)
    if wanted is None or wanted[0] != "AttributeError" or facts is None:
        return None
    raised, function = finding.raised, facts.defined("__getattr__")
    if raised is not None and raised.is_a("AttributeError"):
        return None
    does = f"raises {code(raised.type)}" if raised else f"gives {code(finding.actual or 'a value')}"
    place = failing_place(finding) or (facts.path, function.line if function else 1)
    return Story(
        f"{code(asked_line(finding) or 'A name')} {does}: `__getattr__` in {at(*place)} answers for a name that nobody "
        "has.",
        "Python asks `__getattr__` for every missing name, also for misspelt ones and for those that `hasattr` and "
        "`from ... import` try out. AttributeError is the one answer that means: there is no such name.",
        f"Begin `__getattr__` in {code(facts.path)} with a look whether the name is yours, and for all others "
        '`raise AttributeError(f"module {__name__!r} has no attribute {name!r}")`.',
    )


def _not_listed(finding: Finding, scene: Scene) -> Story | None:
    facts = _answering(scene)
    is_asked = "dir(" in asked_line(finding) and finding.verdict is Verdict.FAILED and finding.raised is None
    if not is_asked or facts is None or facts.defined("__dir__"):
        return None
    return Story(
        f"{code(facts.path)} has a `__getattr__` and no `__dir__`, so `dir({facts.module})` does not know the names "
        "that come later.",
        "`dir(...)` lists the names that a module has right now. A function `__dir__` at its top level gives another "
        "list, and editors and the console complete names from it.",
        f"Add a function `__dir__()` to {code(facts.path)} that gives back a list with these names.",
    )


def _loaded_early(finding: Finding, scene: Scene) -> Story | None:
    is_asked = "sys.modules" in (finding.asked or "") and finding.verdict is Verdict.FAILED and finding.raised is None
    if not is_asked or finding.expected is None or finding.actual is None:
        return None
    extra = [
        name
        for name in _NAMES.findall(finding.actual)
        if name not in _NAMES.findall(finding.expected) and name in scene.outline.modules
    ]
    edge = next((edge for edge in edges(scene.outline) if edge.imported in extra), None)
    if edge is None:
        return None
    early = "on every import" if edge.at_import else "whatever name is asked for"
    step = (
        f"Move the import in {at(edge.path, edge.fact.line)} into `__getattr__`, where a name is asked for."
        if edge.at_import
        else f"Import in {at(edge.path, edge.fact.line)} only the module that the name comes from."
    )
    return Story(
        f"{listed(extra)} {'is' if len(extra) == 1 else 'are'} loaded too early: "
        f"{at(edge.path, edge.fact.line)} imports {code(edge.imported)} {early}.",
        "An import at the top level runs as soon as the file itself is imported. One inside a function waits until "
        "that function is called, and then runs as well.",
        step,
    )


SPECIFIC = (
    rule("attribute/not-at-module", "`__getattr__` is not where Python looks", texts.NOT_THERE, _not_at_module),
    rule("attribute/asks-itself", "`__getattr__` asks its own module", texts.ASKS_ITSELF, _asks_itself),
    rule(
        "attribute/with-self", "The module's `__getattr__` waits for more than a name", texts.SELF, _too_many_parameters
    ),
    rule("attribute/no-attribute-error", "`__getattr__` answers for every name", texts.EVERY_NAME, _no_attribute_error),
    rule("attribute/not-listed", "`dir` does not list the names that come later", texts.NOT_LISTED, _not_listed),
    rule("attribute/loaded-early", "A module is loaded before it is needed", texts.EARLY, _loaded_early),
)
