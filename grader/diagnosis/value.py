"""Mistakes with a value that is almost the expected one. Values are compared as they are shown, never evaluated."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable

from grader.check import Scene
from grader.diagnosis.followed import FOLLOWED
from grader.diagnosis.origins import called_functions
from grader.diagnosis.signs import wrong_sign
from grader.diagnosis.slips import SLIPS
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import value as texts
from grader.report import Finding, Verdict

_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?")
_WANTED_TYPE = re.compile(r"a value of type (\w{1,20})")
_PART = re.compile(r"output with ['\"](.{1,2000})['\"] in it", re.DOTALL)
_TWO_NUMBERS = re.compile(r"\w\((-?\d{1,9}(?:\.\d{1,9})?), ?(-?\d{1,9}(?:\.\d{1,9})?)\)")
_OPERATIONS: tuple[tuple[str, Callable[[float, float], float]], ...] = (
    ("+", operator.add),
    ("-", operator.sub),
    ("*", operator.mul),
    ("/", operator.truediv),
    ("//", operator.floordiv),
    ("%", operator.mod),
)
_CLOSE = 1e-3
"""relative difference up to which two numbers look like the same one, rounded"""


def _shown(finding: Finding) -> tuple[str, str] | None:
    """(expected, actual) of a value or of a program's output, as shown; None where the finding is of another kind."""
    if finding.verdict is not Verdict.FAILED or finding.raised or not finding.asked:
        return None
    if finding.expected is None or finding.actual is None:
        return None
    return finding.expected.removeprefix("about "), finding.actual


def _is_program(finding: Finding) -> bool:
    return (finding.asked or "").startswith("python ")


def _type(shown: str) -> str | None:
    """The type of a shown value, by how it begins; None where it is no plain value."""
    if shown[:1] in {"'", '"'}:
        return "str"
    if shown in {"True", "False", "None"}:
        return "NoneType" if shown == "None" else "bool"
    if _NUMBER.fullmatch(shown) or shown in {"inf", "-inf", "nan"}:
        return "int" if shown.lstrip("-").isdigit() else "float"
    return {"(": "tuple", "[": "list", "{": "dict or set"}.get(shown[:1])


def _number(shown: str) -> float | None:
    return float(shown) if _NUMBER.fullmatch(shown) else None


def _types(finding: Finding) -> tuple[str, str, str, str] | None:
    """(expected, actual, expected type, actual type) of two plain values; the expected one may be a type alone."""
    shown = _shown(finding)
    if shown is None or _is_program(finding):
        return None
    wanted = _WANTED_TYPE.fullmatch(shown[0])
    types = wanted[1] if wanted else _type(shown[0]), _type(shown[1])
    return (*shown, types[0], types[1]) if types[0] and types[1] else None


def _answer(finding: Finding, scene: Scene) -> str:
    """Whose answer it is, with the place of the function where the submission has just one of that name."""
    if _is_program(finding):
        return "The output"
    found = next(called_functions(finding, scene), None)
    return f"The answer of {code(found[1].name)} ({at(found[0].path, found[1].line)})" if found else "The answer"


def _text_instead_of_number(finding: Finding, scene: Scene) -> Story | None:
    found = _types(finding)
    if found is None or found[2] not in {"int", "float", "bool"} or found[3] != "str":
        return None
    numbers = _TWO_NUMBERS.search(str(finding.asked))
    is_joined = numbers is not None and found[1][1:-1] == numbers[1] + numbers[2]
    joined = " Two texts are not added but put one behind the other." if is_joined else ""
    return Story(
        f"{_answer(finding, scene)} is the text {code(found[1])}, and {_as_asked(found)} is asked for.",
        "What stands in quotes, and what `input()` or `str()` gives, is text, even when it looks like a "
        f"number.{joined}",
        "Leave the value as it is in place of turning it into text with `str(...)`, an f-string or quotes.",
    )


def _as_asked(found: tuple[str, str, str, str]) -> str:
    return found[0] if found[0].startswith("a value") else f"{code(found[0])} ({found[2]})"


def _number_instead_of_text(finding: Finding, scene: Scene) -> Story | None:
    found = _types(finding)
    if found is None or found[2] != "str" or found[3] not in {"int", "float", "bool"}:
        return None
    return Story(
        f"{_answer(finding, scene)} is {code(found[1])}, a value of type {found[3]}, and {_as_asked(found)} is asked "
        "for.",
        "A number and the text that looks like it are two different things for Python.",
        "Give the result back as text, for example with `str(...)` or an f-string.",
    )


def _number_type(finding: Finding, scene: Scene) -> Story | None:
    found = _types(finding)
    if found is None or found[2] == found[3] or not {found[2], found[3]} <= {"int", "float", "bool"}:
        return None
    if not found[0].startswith("a value") and not _equal(found[0], found[1]):
        return None
    steps = {
        "int": "Leave out `float(...)` and numbers such as `2.0`; where you divide, write `//` in place of `/`.",
        "float": "Calculate with `/` or with a number such as `2.0`, and leave out `int(...)` and `round(...)`.",
        "bool": "Give the comparison itself back, which is `True` or `False`.",
    }
    return Story(
        f"{_answer(finding, scene)} is {code(found[1])}, a value of type {found[3]}, and {_as_asked(found)} is asked "
        "for.",
        "`8` is a whole number (int), `8.0` a number with a decimal point (float). `/` always gives a float, and one "
        "float in a calculation makes the result one.",
        steps[found[2]],
    )


def _equal(one: str, other: str) -> bool:
    truth = {"True": 1.0, "False": 0.0}
    numbers = [truth.get(shown, _number(shown)) for shown in (one, other)]
    return None not in numbers and numbers[0] == numbers[1]


def _numbers(finding: Finding) -> tuple[float, float] | None:
    found = _types(finding)
    expected, actual = (_number(found[0]), _number(found[1])) if found else (None, None)
    if expected is None or actual is None or expected == actual:
        return None
    return (expected, actual) if math.isfinite(expected) and math.isfinite(actual) else None


def _rounding(finding: Finding, scene: Scene) -> Story | None:
    pair = _numbers(finding)
    if pair is None or all(number == int(number) for number in pair):
        return None
    expected, actual = pair
    rounded = {float(math.floor(expected)), float(math.ceil(expected)), *(round(expected, n) for n in range(7))}
    if actual not in rounded and abs(expected - actual) > _CLOSE * abs(expected):
        return None
    return Story(
        f"{_answer(finding, scene)} is {code(str(finding.actual))} and should be {code(str(finding.expected))}: the "
        "same number, rounded in another way.",
        "`round(...)`, `int(...)` and `//` throw a part of the number away; and what was rounded early cannot become "
        "exact again.",
        "Calculate with the full numbers, and round only where the exercise asks for it, at the very end.",
    )


def _opposite_sign(finding: Finding, scene: Scene) -> Story | None:
    pair = _numbers(finding)
    if pair is None or pair[0] != -pair[1]:
        return None
    return wrong_sign(finding, scene, _answer(finding, scene))


def _other_operation(finding: Finding, scene: Scene) -> Story | None:
    pair = _numbers(finding)
    given = _TWO_NUMBERS.search(str(finding.asked).rpartition("\n")[2])
    if pair is None or given is None:
        return None
    a, b = float(given[1]), float(given[2])
    signs = [sign for sign, work in _OPERATIONS if (b or sign in "+-*") and work(a, b) == pair[1]]
    if not signs or any(work(a, b) == pair[0] for sign, work in _OPERATIONS if sign in signs and (b or sign in "+-*")):
        return None
    return Story(
        f"{_answer(finding, scene)} is {code(str(finding.actual))}, which is `{given[1]} {signs[0]} {given[2]}`; "
        f"{code(str(finding.expected))} is asked for.",
        "Each function should do the calculation that its name tells; a copied line easily keeps the sign of the old "
        "one.",
        f"Check the sign in the calculation: now it works like `{signs[0]}`.",
    )


def _container_type(finding: Finding, scene: Scene) -> Story | None:
    found = _types(finding)
    kinds = {"tuple", "list", "dict or set", "set", "dict"}
    if found is None or found[2] == found[3] or not {found[2], found[3]} <= kinds:
        return None
    is_type = found[0].startswith("a value")
    if not is_type and found[0].strip("()[]{},") != found[1].strip("()[]{},"):
        return None
    return Story(
        f"{_answer(finding, scene)}, {code(found[1])}, is a {found[3]}, and a {found[2]} is asked for.",
        "Lists `[1, 2]`, tuples `(1, 2)` and sets `{1, 2}` are different types and never equal, even with the same "
        "things in them.",
        f"Give a {found[2]} back, for example by writing its brackets around the result.",
    )


def _texts(finding: Finding) -> tuple[str, str] | None:
    """(expected, actual) where both are texts: what a program printed, or what stands in the quotes."""
    shown = _shown(finding)
    if shown is None:
        return None
    if _is_program(finding):
        part = _PART.fullmatch(shown[0])
        return (part[1] if part else shown[0], shown[1])
    if _type(shown[0]) != "str" or _type(shown[1]) != "str":
        return None
    return _unquoted(shown[0]), _unquoted(shown[1])


def _unquoted(shown: str) -> str:
    return re.sub(r"\\[ntr]", " ", shown[1:-1])


def _white_space_or_case(finding: Finding, scene: Scene) -> Story | None:
    pair = _texts(finding)
    if pair is None:
        return None
    expected, actual = ("".join(text.split()) for text in pair)
    is_part = _PART.fullmatch(finding.expected or "") is not None
    same_letters = expected == actual or (is_part and expected in actual)
    same_folded = expected.casefold() == actual.casefold() or (is_part and expected.casefold() in actual.casefold())
    if not expected or not same_folded:
        return None
    what = "in spaces or line ends" if same_letters else "in upper and lower case"
    looks_same = code(pair[0]) == code(pair[1])  # inside a sentence several spaces are one
    both = "" if looks_same else f": {code(pair[1])} in place of {code(pair[0])}"
    return Story(
        f"{_answer(finding, scene)} is right except {what}{both}.",
        "Two texts are equal only if every character is, and spaces, line ends and capital letters are characters, "
        "too.",
        _first_difference(*pair),
    )


def _first_difference(expected: str, actual: str) -> str:
    """What to change first, by the place where the texts begin to differ. Characters count from 1."""
    index = next((i for i, pair in enumerate(zip(expected, actual, strict=False)) if pair[0] != pair[1]), None)
    if index is None:
        rest = "something is missing" if len(actual) < len(expected) else "there is too much"
        return f"Look at the end of your text: behind character {min(len(actual), len(expected))} {rest}."
    should_be, is_now = _character(expected[index]), _character(actual[index])
    return f"Start at character {index + 1} of your text: there is {is_now}, and it should be {should_be}."


def _character(character: str) -> str:
    return {" ": "a space", "\n": "the end of a line", "\t": "a tab"}.get(character, code(character))


def _punctuation(finding: Finding, scene: Scene) -> Story | None:
    pair = _texts(finding)
    if pair is None or pair[0] == pair[1]:
        return None
    letters = ["".join(character for character in text if character.isalnum()) for text in pair]
    if not letters[0] or letters[0] != letters[1]:
        return None
    signs = [[character for character in text if not character.isalnum() and not character.isspace()] for text in pair]
    lacking = [sign for sign in dict.fromkeys(signs[0]) if signs[0].count(sign) > signs[1].count(sign)]
    extra = [sign for sign in dict.fromkeys(signs[1]) if signs[1].count(sign) > signs[0].count(sign)]
    what = [f"{' '.join(map(code, lacking))} is missing"] if lacking else []
    what += [f"{' '.join(map(code, extra))} is too much"] if extra else []
    return Story(
        f"{_answer(finding, scene)} has the right letters, but not the right signs: "
        f"{' and '.join(what) or 'they stand in other places'}.",
        "Two texts are equal only if every character is, and each sign is a character.",
        f"Make {code(pair[1])} into {code(pair[0])}.",
    )


SPECIFIC = (
    *FOLLOWED,
    rule(
        "value/text-instead-of-number", "Text where a number is asked for", texts.TEXT_NUMBER, _text_instead_of_number
    ),
    rule(
        "value/number-instead-of-text", "A number where text is asked for", texts.NUMBER_TEXT, _number_instead_of_text
    ),
    rule("value/number-type", "A whole number and one with a decimal point", texts.NUMBER_TYPE, _number_type),
    rule("value/opposite-sign", "The right number with the wrong sign", texts.OPPOSITE_SIGN, _opposite_sign),
    rule("value/rounding", "The right number, rounded in another way", texts.ROUNDING, _rounding),
    rule(
        "value/other-operation", "Another calculation than the one asked for", texts.OTHER_OPERATION, _other_operation
    ),
    rule(
        "value/container-type", "A list, tuple or set where another one is asked for", texts.CONTAINER, _container_type
    ),
    rule(
        "value/white-space-or-case", "Texts differ in spaces or capital letters", texts.SPACE_CASE, _white_space_or_case
    ),
    rule("value/punctuation", "Texts differ in signs such as a comma", texts.PUNCTUATION, _punctuation),
    *SLIPS,
)
