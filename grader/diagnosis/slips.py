"""Slips with values: one too many, the right one among others, text where a number should be calculated with."""

from __future__ import annotations

import re
from itertools import accumulate

from grader.check import Scene
from grader.diagnosis.messages import text_of
from grader.diagnosis.origins import called_functions, failing_place
from grader.diagnosis.shown import items_shown
from grader.diagnosis.sourcelines import block, source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import slips as texts
from grader.outline import Definition, ModuleFacts
from grader.report import Finding, Verdict

_WHOLE = re.compile(r"-?\d{1,18}")
_OBJECT = re.compile(r"an? (\w{1,100}) object\b")
_ONE_BY_ONE = frozenset(
    {"generator", "map", "filter", "zip", "range", "reversed", "enumerate", "dict_keys", "dict_values", "dict_items"}
)
_MADE = re.compile(r"(?:return\b|\w{1,100}\s*=(?!=))\s*(\S.*)")
_TEXT = re.compile(r"""(['"]).*\1""", re.DOTALL)
_TEXT_AND_NUMBER = re.compile(
    r"unsupported operand type\(s\) for .{1,10}: '(?:(?:int|float)' and 'str'|str' and '(?:int|float)')"
    r"|can only concatenate str \(not \"(?:int|float)\"\) to str|must be str, not (?:int|float)"
    r"|'str' object cannot be interpreted as an integer"
    r"|not supported between instances of '(?:(?:int|float)' and 'str'|str' and '(?:int|float)')"
)


def _differs(finding: Finding) -> bool:
    return finding.verdict is Verdict.FAILED and finding.raised is None and bool(finding.asked)


def _off_by_one(finding: Finding, scene: Scene) -> Story | None:
    """A whole number that is one too large or too small."""
    expected, actual = finding.expected or "", finding.actual or ""
    is_program = (finding.asked or "").startswith("python ")
    if is_program or not _differs(finding) or not (_WHOLE.fullmatch(expected) and _WHOLE.fullmatch(actual)):
        return None
    found = next(called_functions(finding, scene), None)
    if found is None or abs(int(expected) - int(actual)) != 1 or {expected, actual} == {"0", "1"}:
        return None
    facts, function = found
    size = "small" if int(actual) < int(expected) else "large"
    return Story(
        f"The answer of {code(function.name)} ({at(facts.path, function.line)}) is {code(actual)}: one too {size}.",
        "Python counts from 0, people count from 1, and `range(3)` and `[0:3]` stop before 3. Somewhere between these "
        "a step of one is easily lost.",
        f"Go through {code(function.name)} with the values of this call, and look where it begins and where it stops "
        "to count.",
    )


def _trailing_comma(finding: Finding, scene: Scene) -> Story | None:
    """The right value in a tuple of its own, and a line of the function that ends with a comma."""
    wanted = finding.expected or ""
    if not _differs(finding) or not wanted or finding.actual != f"({wanted},)":
        return None
    found = next(called_functions(finding, scene), None)
    ends = _commas(scene, *found) if found else []
    if found is None or len(ends) != 1:
        return None
    facts, function = found
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} gives back {code(finding.actual)}, a tuple with one "
        f"item: line {ends[0]} has a comma behind its value.",
        "The comma makes the tuple, not the parentheses: `8,` is the tuple `(8,)`, and `8` alone is the number.",
        f"Delete the comma behind the value in {at(facts.path, ends[0])}.",
    )


def _commas(scene: Scene, facts: ModuleFacts, function: Definition) -> list[int]:
    """Lines of the function with a `return` or an assignment whose value ends with a comma: `a,` or `(a,)`."""
    body = block(source_lines(scene.submission, facts.path), function.line)
    return [number for number, line in body.items() if _ends_with_comma(line.partition("#")[0].strip())]


def _ends_with_comma(line: str) -> bool:
    made = _MADE.fullmatch(line)
    value = made[1] if made else ""
    if value.startswith("(") and value.endswith(")") and _is_closed(value[1:-1]):
        value = value[1:-1].rstrip()
    return value.endswith(",") and _is_closed(value)


def _is_closed(text: str) -> bool:
    """Whether each bracket in the text is closed in it, and none that was opened before."""
    depth = list(accumulate((sign in "([{") - (sign in ")]}") for sign in text))
    return not depth or (min(depth) >= 0 and depth[-1] == 0)


def _one_of_several(finding: Finding, scene: Scene) -> Story | None:
    """A list or tuple in which the right value is one of several."""
    items = items_shown(finding.actual) if _differs(finding) else None
    wanted = finding.expected or ""
    is_plain = bool(_WHOLE.fullmatch(wanted) or _TEXT.fullmatch(wanted))
    found = next(called_functions(finding, scene), None)
    if not items or not is_plain or wanted not in items or found is None:
        return None
    facts, function = found
    kind = "tuple" if str(finding.actual).startswith("(") else "list"
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} gives back {code(str(finding.actual))}, and only "
        f"{code(wanted)} is asked for.",
        f"A function can give back several values at once, as a {kind}. A number in brackets behind it takes one of "
        "them out; the first one is number 0.",
        f"Take the value out with {code(f'[{items.index(wanted)}]')} in {code(function.name)} before you return it.",
    )


def _whole_object(finding: Finding, scene: Scene) -> Story | None:
    """An object of some class where a plain value was asked for."""
    kind = _OBJECT.match(finding.actual or "") if _differs(finding) else None
    found = next(called_functions(finding, scene), None)
    if kind is None or found is None or finding.expected is None or finding.expected.startswith("a "):
        return None
    if kind[1] in {"coroutine", "async_generator", *_ONE_BY_ONE}:  # nothing behind a dot of them is ever asked for
        return None
    facts, function = found
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} gives back a whole {code(kind[1])} object, and "
        f"{code(finding.expected)} is asked for.",
        "An object holds several things under names of their own. What is asked for is probably one of them, and it is "
        "reached with a dot.",
        f"Write a dot and the name of what you need behind the object that {code(function.name)} returns; "
        f"{code(f'help({kind[1]})')} lists the names.",
    )


def _not_yet_a_list(finding: Finding, scene: Scene) -> Story | None:
    """Something that gives its values one by one, where a list of them was asked for."""
    wanted, shown = finding.expected or "", finding.actual or ""
    kind = "generator" if shown == "a generator" else (_OBJECT.match(shown) or [None, ""])[1]
    found = next(called_functions(finding, scene), None)
    if not _differs(finding) or not wanted.startswith("[") or kind not in _ONE_BY_ONE or found is None:
        return None
    facts, function = found
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} gives back something of type {code(kind)}, and a "
        "list is asked for.",
        "Such an object holds no list: it gives its values one by one, to a `for` loop or to whoever asks for them.",
        f"Write `list(...)` around what {code(function.name)} returns.",
    )


def _text_in_list(finding: Finding, scene: Scene) -> Story | None:
    """A list of texts that look like the numbers that were asked for."""
    wanted, found = items_shown(finding.expected), items_shown(finding.actual)
    if not _differs(finding) or not wanted or not found or wanted == found:
        return None
    if not all(_TEXT.fullmatch(item) for item in found) or wanted != [item[1:-1] for item in found]:
        return None
    function = next(called_functions(finding, scene), None)
    whose = f"{code(function[1].name)} in {at(function[0].path, function[1].line)}" if function else "Your function"
    return Story(
        f"{whose} gives back texts, {code(str(finding.actual))}, and numbers are asked for.",
        "What is read from a file or typed at the keyboard is text, even when it looks like a number.",
        "Turn each of them into a number with `int(...)`, for example `[int(line) for line in file]`.",
    )


def _text_in_calculation(finding: Finding, scene: Scene) -> Story | None:
    """A TypeError because text and number meet."""
    raised, place = finding.raised, failing_place(finding)
    if raised is None or not raised.frames or not raised.is_a("TypeError") or place is None:
        return None
    if not _TEXT_AND_NUMBER.search(text_of(finding)):
        return None
    joins = "concatenate" in raised.text or "must be str" in raised.text
    reads = next((n for n, line in enumerate(source_lines(scene.submission, place[0]), 1) if "input(" in line), None)
    step = f"Turn the text into a number with `int(...)` or `float(...)` before {at(*place)} uses it."
    if reads and not joins:
        step = f"Write `int(input())` in {at(place[0], reads)}, so that the text that is typed becomes a number."
    if joins:
        step = f"Put the number into the text with an f-string in {at(*place)}, or turn it into text with `str(...)`."
    return Story(
        f"{at(*place)} uses a text and a number together: {code(raised.text)}.",
        "What stands in quotes, and what `input()` gives, is text, even when it looks like a number. Python does not "
        "guess whether it should calculate or put texts one behind the other.",
        step,
    )


SLIPS = (
    rule("value/text-in-list", "Texts in a list where numbers are asked for", texts.TEXT_IN_LIST, _text_in_list),
    rule("value/text-in-calculation", "Text and number meet", texts.TEXT_IN_CALCULATION, _text_in_calculation),
    rule("value/not-yet-a-list", "Values one by one where a list is asked for", texts.NOT_A_LIST, _not_yet_a_list),
    rule("value/whole-object", "An object where a part of it is asked for", texts.WHOLE_OBJECT, _whole_object),
    rule("value/trailing-comma", "A comma behind the value makes a tuple", texts.TRAILING_COMMA, _trailing_comma),
    rule("value/one-of-several", "The right value among others", texts.ONE_OF_SEVERAL, _one_of_several),
    rule("value/off-by-one", "One too many or too few", texts.OFF_BY_ONE, _off_by_one),
)
