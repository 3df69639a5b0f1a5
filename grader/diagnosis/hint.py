"""Mistakes with type hints, in a module or in its stub."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.messages import undefined_name
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, joined, rule
from grader.diagnosis.texts import hint as texts
from grader.report import Finding, Verdict

_ENTRY = re.compile(r"'(\w{1,60})': (None|'[^'\n]{0,80}')")
_ASKED_NAME = re.compile(r"(\w{1,60})'?\)$")
_STUB = re.compile(r"[\w./-]{1,200}\.pyi\b")
_TYPE_AS_DEFAULT = re.compile(r"(\w{1,60})\s*=\s*(?:int|float|str|bool|list|dict|bytes)\b\s*[,)]")
_TYPES = ("int", "float", "str", "bool", "list", "dict", "tuple", "set", "bytes")
_TYPE_FIRST = re.compile(rf"\b({'|'.join(_TYPES)})\s*:\s*([^\W\d]\w{{0,60}})\b")


def _hints(finding: Finding) -> tuple[dict[str, str], dict[str, str]] | None:
    """(expected, found) hints by parameter, as they are shown; a hint that is not there is left out."""
    asked = finding.asked or ""
    is_asked = "get_type_hints" in asked or _STUB.search(asked)
    if not is_asked or finding.verdict is not Verdict.FAILED or finding.raised:
        return None
    expected, actual = (dict(_ENTRY.findall(text or "")) for text in (finding.expected, finding.actual))
    is_dict = (finding.actual or "").startswith("{")
    return (expected, {name: kind for name, kind in actual.items() if kind != "None"}) if expected and is_dict else None


def _definition(finding: Finding, scene: Scene) -> tuple[str, int | None, str, str] | None:
    """(path, line, source line, name) of the function that is asked about; no line where the file lacks it."""
    asked = (finding.asked or "").strip()
    name = _ASKED_NAME.search(asked.rpartition("\n")[2])
    stub = _STUB.search(asked)
    if name is None:
        return None
    paths = [stub[0]] if stub else [facts.path for facts in scene.outline.files.values() if facts.defined(name[1])]
    for path, number, line in _lines(scene, paths):
        if re.match(rf"\s*(?:async\s+)?def\s+{name[1]}\s*\(", line):
            return path, number, line, name[1]
    return (paths[0], None, "", name[1]) if paths and scene.submission.text(paths[0]) is not None else None


def _lines(scene: Scene, paths: list[str]) -> Iterator[tuple[str, int, str]]:
    for path in paths:
        for number, line in enumerate(source_lines(scene.submission, path), 1):
            yield path, number, line


def _missing(finding: Finding, scene: Scene) -> Story | None:
    hints, found = _hints(finding), _definition(finding, scene)
    lacking = [name for name in hints[0] if name not in hints[1]] if hints else []
    if hints is None or found is None or not lacking:
        return None
    path, number, line, function = found
    if number is None:
        return Story(
            f"{code(path)} has no function {code(function)}.",
            "Type checkers read the stub in place of the module. What is not in there does not exist for them.",
            f"Write {code(f'def {function}({_parameters(hints[0])}) -> {_result(hints[0])}: ...')} into {code(path)}.",
        )
    names = [code(name) for name in lacking if name != "return"] + (["its result"] if "return" in lacking else [])
    default = _TYPE_AS_DEFAULT.search(line)
    slip = f" {code(default[0].rstrip(',) '))} is a default value and no hint." if default else ""
    return Story(
        f"{code(function)} in {at(path, number)} has no type hint for {joined(names)}.{slip}",
        "A hint stands behind a colon for a parameter, and behind an arrow `->` for the result. What stands in a "
        "docstring or comment is for people only.",
        f"Write {code(f'def {function}({_parameters(hints[0])}) -> {_result(hints[0])}:')} in {at(path, number)}, and "
        "keep the default values that are there.",
    )


def _parameters(hints: dict[str, str]) -> str:
    return ", ".join(f"{name}: {kind[1:-1]}" for name, kind in hints.items() if name != "return")


def _result(hints: dict[str, str]) -> str:
    return hints.get("return", "'None'").strip("'")


def _other_type(finding: Finding, scene: Scene) -> Story | None:
    hints, found = _hints(finding), _definition(finding, scene)
    if hints is None or found is None or hints[0].keys() != hints[1].keys() or hints[0] == hints[1]:
        return None
    path, number, _, function = found
    name = next(name for name in hints[0] if hints[0][name] != hints[1][name])
    what = "its result" if name == "return" else code(name)
    return Story(
        f"{code(function)} in {at(path, number)} says that {what} is {code(hints[1][name].strip(chr(39)))}, and "
        f"{code(hints[0][name].strip(chr(39)))} is asked for.",
        "A hint promises something to everybody who calls the function. `float` also takes whole numbers; `int` takes "
        "nothing else.",
        f"Write {code(hints[0][name].strip(chr(39)))} for {what} in {at(path, number)}.",
    )


def _swapped(finding: Finding, scene: Scene) -> Story | None:
    """`def is_freezing(float: celsius)`: Python does not find `celsius`, or a check does not find the parameter."""
    undefined, place = undefined_name(finding), failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    is_other = finding.verdict is Verdict.FAILED and not finding.raised and not finding.asked
    meant = [undefined] if undefined else re.findall(r"\w+", (finding.expected or "")[:300]) if is_other else []
    if place is None or facts is None or not meant:
        return None
    line = "".join(source_lines(scene.submission, place[0])[place[1] - 1 : place[1]]).strip()
    found = next((slip for slip in _TYPE_FIRST.finditer(line) if slip[2] in meant), None)
    functions = [*facts.definitions, *(method for d in facts.definitions for method in d.methods)]
    if found is None or not any(p.name == found[1] for function in functions for p in function.params or ()):
        return None
    right = _TYPE_FIRST.sub(lambda slip: slip[0] if slip[2] in _TYPES else f"{slip[2]}: {slip[1]}", line)
    lacking = f", and there is no {code(found[2])}" if undefined else ""
    return Story(
        f"{at(*place)} has {code(found[0])}. This makes {code(found[1])} the name of a parameter and {code(found[2])} "
        f"its type{lacking}.",
        "The name of a parameter stands before the colon, and its type behind it. Python looks the type up when it "
        "reads the `def`.",
        f"Write {code(right)} in {at(*place)}.",
    )


SPECIFIC = (
    rule("hint/swapped", "Parameter and type have changed places", texts.SWAPPED, _swapped),
    rule("hint/missing", "A type hint is missing", texts.MISSING, _missing),
    rule("hint/other-type", "A type hint names another type", texts.OTHER_TYPE, _other_type),
)
