"""Mistakes with what a function takes and gives back."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.messages import text_of
from grader.diagnosis.origins import called_functions, failing_place, is_import_alone
from grader.diagnosis.returns import RETURNS
from grader.diagnosis.sourcelines import loop_around, source_lines
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import function as texts
from grader.diagnosis.tree import python_files
from grader.diagnosis.unfinished import UNFINISHED
from grader.outline import Definition, ModuleFacts
from grader.report import Finding, Verdict

_WRONG_CALL = re.compile(r"(\w+)\(\) (?:takes|missing|got an unexpected|got some)")
_FUNCTION_USED = re.compile(
    r"operand type.{1,80}(?:function|method)|(?:function|method)\S*' object|\(not \"\S*(?:function|method)"
)
"""a TypeError whose text names the type of a function that was used like a value"""
_UNCALLED = ("a function", "a method")


def _parameters(finding: Finding, scene: Scene) -> Story | None:
    name = (finding.expected or "").partition("(")[0]
    has_other = name and (finding.actual or "").startswith(f"{name}(") and (finding.target or "").endswith(f".{name}")
    if finding.verdict is Verdict.FAILED and has_other and finding.actual != finding.expected:
        return _other_parameters(finding, str(finding.expected), str(finding.actual))
    wrong = _WRONG_CALL.search(text_of(finding)) if finding.raised and finding.raised.is_a("TypeError") else None
    found = next(((f, d) for f, d in called_functions(finding, scene) if d.name == wrong[1]), None) if wrong else None
    if found is None or finding.raised is None or found[1].params is None:
        return None
    facts, function = found
    place = failing_place(finding) if finding.raised.frames else None
    called = f"{at(*place)} calls it" if place else "the exercise calls it"
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} has {_counted(function)}, but {called} in another "
        f"way: {code(finding.raised.text)}.",
        _WHY_PARAMETERS,
        _fitting(facts, function, finding.raised.text, place),
    )


def _counted(function: Definition) -> str:
    names = [param.name for param in function.params or ()]
    return f"the parameter{'s' if len(names) > 1 else ''} {listed(names)}" if names else "no parameters"


def _fitting(facts: ModuleFacts, function: Definition, message: str, place: tuple[str, int] | None) -> str:
    if place:
        return f"Give {code(function.name)} one value for each of its parameters in {at(*place)}."
    numbers = re.search(r"takes (?:from \d+ to )?\d+ positional arguments? but (\d+)", message)
    wanted = f"{numbers[1]} parameters" if numbers else "only parameters that the exercise names"
    return f"Give {code(function.name)} {wanted} in {at(facts.path, function.line)}."


_WHY_PARAMETERS = (
    "Whoever calls a function gives one value for each parameter, by its place or by its name. So the number, the "
    "order and the names of the parameters belong to what is agreed on."
)


def _other_parameters(finding: Finding, expected: str, actual: str) -> Story:
    place = finding.location
    where = f" in {at(place.path, place.line)}" if place else ""
    wanted, own = _inner(expected), _inner(actual)
    hint = ""
    if own[:1] == ["self"]:
        hint = " `self` belongs only to functions inside a class."
    elif sorted(wanted) == sorted(own):
        hint = " They are the right ones in another order."
    elif len(own) != len(wanted):
        hint = f" There are {len(own)} of them in place of {len(wanted)}."
    return Story(
        f"Your function{where} is {code(actual)}, the exercise asks for {code(expected)}.{hint}",
        _WHY_PARAMETERS,
        f"Write {code(f'def {expected}:')}{where}, and use these names inside the function.",
    )


def _inner(signature: str) -> list[str]:
    return [part.strip() for part in signature.partition("(")[2].rstrip(")").split(",") if part.strip()]


def _not_called(finding: Finding, scene: Scene) -> Story | None:
    place = failing_place(finding)
    if finding.raised and place and finding.raised.is_a("TypeError") and _FUNCTION_USED.search(finding.raised.text):
        seen = f"{at(*place)} uses a function itself, where the value that it gives back is needed."
        return Story(seen, _WHY_CALL, f"Write the parentheses behind the name of the function in {at(*place)}.")
    if finding.verdict is not Verdict.FAILED or finding.actual not in _UNCALLED:
        return None
    found = next(called_functions(finding, scene), None)
    if found is None:
        return None
    facts, function = found
    kind = finding.actual.removeprefix("a ")
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} gives back a {kind} itself and not its result.",
        _WHY_CALL,
        f"Write the parentheses behind the {kind} that {code(function.name)} returns.",
    )


_WHY_CALL = (
    "The name of a function alone is the function. Only with parentheses behind it, as in `text.upper()`, is it called."
)


def _recursion(finding: Finding, _scene: Scene) -> Story | None:
    raised = finding.raised
    if raised is None or not raised.is_a("RecursionError") or not raised.frames:
        return None
    frame = raised.frames[-1]
    return Story(
        f"{code(frame.function)} calls itself in {at(frame.path, frame.line)}, again and again without an end.",
        "Each call that is not finished takes a place in memory, and Python stops after about 1000 of them. A "
        "function may call itself only if some call comes to an end without doing so.",
        f"Check whether {code(frame.function)} in {code(frame.path)} should call something else of a similar name; "
        "if it should call itself, begin it with the case that returns at once.",
    )


def _endless_loop(finding: Finding, scene: Scene) -> Story | None:
    if finding.verdict is not Verdict.TIMEOUT or is_import_alone(finding):
        return None
    found = _running_loop(finding, scene)
    if found is None:
        return None
    return Story(
        f"When the time was over, the loop that begins in {at(*found)} was still running.",
        "A `while` loop goes on as long as its condition is true. Something inside the loop must change what the "
        "condition looks at, step by step towards its end.",
        f"Check which line inside the loop of {at(*found)} brings it closer to its end.",
    )


def _running_loop(finding: Finding, scene: Scene) -> tuple[str, int] | None:
    """(path, line) of the only `while` of the submission, else of the loop around the line that was running.

    The line that was just running may be in a function that the loop calls, and another one the next time.
    """
    loops = [
        (path, number)
        for path in python_files(scene.submission)
        for number, line in enumerate(source_lines(scene.submission, path), 1)
        if line.strip().startswith(("while ", "while("))
    ]
    place = finding.location
    if len(loops) == 1 or place is None or place.line is None:
        return loops[0] if len(loops) == 1 else None
    line = loop_around(source_lines(scene.submission, place.path), place.line)
    return (place.path, line) if line else None


SPECIFIC = (
    *RETURNS,
    *UNFINISHED,
    rule("function/parameters", "The function takes other parameters", texts.PARAMETERS, _parameters),
    rule("function/not-called", "A function is given back in place of its result", texts.NOT_CALLED, _not_called),
    rule("function/recursion", "A function calls itself without an end", texts.RECURSION, _recursion),
    rule("function/endless-loop", "A loop does not come to an end", texts.ENDLESS, _endless_loop),
)
