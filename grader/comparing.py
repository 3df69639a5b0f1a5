"""Whether an answer is the expected one, and in plain words how it differs.

Only exact builtins are compared, by type and value all the way down: `True` is not `1`, `1` is not `1.0`, a tuple is
not a list. A handle (an object that did not cross by value) is never right. Answers come from `values.decode`, so
they are trees of bounded size; values as text: `showing.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from types import MappingProxyType

from grader.showing import clip, printable, show
from grader.values import Handle, Value


def same(expected: Value, actual: Value) -> bool:
    """Whether two values are equal with exactly the same types all the way down.

    NaN is the same as NaN, the order of a dict does not count, and a handle is the same as nothing. What is longer
    than `expected` is not looked into.
    """
    if type(expected) is not type(actual) or isinstance(expected, Handle):
        return False
    if isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    if isinstance(expected, dict) and isinstance(actual, dict):
        return len(expected) == len(actual) and _same_items(expected, actual)
    if isinstance(expected, set | frozenset) and isinstance(actual, set | frozenset):
        return len(expected) == len(actual) and Counter(map(_key, expected)) == Counter(map(_key, actual))
    return _key(expected) == _key(actual)


def _same_items(expected: dict[Value, Value], actual: dict[Value, Value]) -> bool:
    ours, theirs = _by_key(expected), _by_key(actual)
    return ours.keys() == theirs.keys() and all(same(values, theirs[key]) for key, values in ours.items())


def _by_key(value: dict[Value, Value]) -> dict[Hashable, list[Value]]:
    """The dict's values by typed key; lists, because a dict may have several keys that are NaN."""
    found: dict[Hashable, list[Value]] = {}
    for key, item in value.items():
        found.setdefault(_key(key), []).append(item)
    return found


def _key(value: Value) -> Hashable:
    """What a value without handles is equal by: its type and content, with a single NaN."""
    if isinstance(value, float):
        return (float, "nan") if math.isnan(value) else (float, value)
    if isinstance(value, complex):
        return complex, _key(value.real), _key(value.imag)
    if isinstance(value, list | tuple):
        return type(value), tuple(map(_key, value))
    if isinstance(value, set | frozenset):
        return type(value), frozenset(Counter(map(_key, value)).items())
    if isinstance(value, dict):
        return dict, frozenset(Counter((_key(key), _key(item)) for key, item in value.items()).items())
    return type(value), value


def close(expected: Value, actual: Value, rel: float, abs: float) -> bool:  # noqa: A002  # what pytest calls it
    """Like `same`, but numbers may differ by `abs` or by `rel` times the expected number, whichever is more.

    `rel` and `abs` are finite and not negative. int, float and complex may stand for each other (`bool` is no
    number); a complex answer to a real expectation is wrong. Reaches into lists, tuples and values of dicts; elements
    of sets and keys of dicts are compared exactly.
    """
    ours_parts, their_parts = _parts(expected), _parts(actual)
    if ours_parts and their_parts:
        return _close_numbers(ours_parts, their_parts, Fraction(rel), Fraction(abs))
    if isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        alike = type(expected) is type(actual) and len(expected) == len(actual)
        return alike and all(close(*pair, rel, abs) for pair in zip(expected, actual, strict=True))
    if isinstance(expected, dict) and isinstance(actual, dict):
        ours, theirs = _by_key(expected), _by_key(actual)
        alike = len(expected) == len(actual) and ours.keys() == theirs.keys()
        return alike and all(close(ours[key], theirs[key], rel, abs) for key in ours)
    return same(expected, actual)


_Parts = tuple[int | float, ...]
"""A real number, or the two parts of a complex one."""


def _parts(value: Value) -> _Parts | None:
    if isinstance(value, complex):
        return value.real, value.imag
    return (value,) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _close_numbers(expected: _Parts, actual: _Parts, rel: Fraction, tolerance: Fraction) -> bool:
    """In exact arithmetic, which neither overflows nor rounds."""
    if len(actual) > len(expected):
        return False
    actual = (*actual, 0) if len(actual) < len(expected) else actual
    if any(isinstance(part, float) and not math.isfinite(part) for part in (*expected, *actual)):
        return all(_same_extreme(*pair) for pair in zip(expected, actual, strict=True))
    distance = sum((Fraction(e) - Fraction(a)) ** 2 for e, a in zip(expected, actual, strict=True))
    size = sum(Fraction(part) ** 2 for part in expected)
    return distance <= max(rel**2 * size, tolerance**2)


def _same_extreme(expected: float, actual: float) -> bool:
    return expected == actual or _key(expected) == _key(actual)


_NAMES = MappingProxyType(
    {
        bool: "a truth value (bool)",
        int: "a whole number (int)",
        float: "a number with a decimal point (float)",
        complex: "a complex number",
        str: "text (str)",
        bytes: "bytes",
        list: "a list",
        tuple: "a tuple",
        dict: "a dict",
        set: "a set",
        frozenset: "a frozenset",
        Handle: "an object that cannot be compared",
    }
)
_ROUNDING = 1e-9
_MAX_SHUFFLED = 1_000
"""longest sequence that is searched for the same items in another order"""


def difference(expected: Value, actual: Value) -> str | None:
    """One sentence for a beginner about the first place where the answer differs, None where it does not."""
    return None if same(expected, actual) else _difference(expected, actual, "")


def _difference(expected: Value, actual: Value, place: str) -> str:
    answer = f"The part at {clip(place, 60)}" if place else "The answer"
    if type(expected) is type(actual):
        if isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
            return _other_sequence(expected, actual, answer, place)
        if isinstance(expected, dict) and isinstance(actual, dict):
            return _other_dict(expected, actual, answer, place)
    sentence = f"{answer} {_other_leaf(expected, actual, place)}"
    return sentence if sentence.endswith("?") else f"{sentence}."


def _other_leaf(expected: Value, actual: Value, place: str) -> str:
    """What is to be said about a difference that lies in no deeper part."""
    if isinstance(actual, Handle):
        return f"is {show(actual, 120)}{_handle_advice(expected, actual)}"
    if actual is None:
        hint = f" instead of {show(expected, 80)}" if place else ": does the function return its result?"
        return f"is nothing (None){hint}"
    if type(expected) is not type(actual):
        return _other_type(expected, actual)
    if isinstance(expected, str) and isinstance(actual, str):
        return _other_text(expected, actual)
    if isinstance(expected, set | frozenset) and isinstance(actual, set | frozenset):
        return _other_set(expected, actual)
    return _other_scalar(expected, actual)


def _handle_advice(expected: Value, actual: Handle) -> str:
    if actual.type in ("function", "method", "builtin_function_or_method"):
        return " and not what it returns: is it called, with ( ) behind its name?"
    if actual.type == "generator":
        if not isinstance(expected, list | tuple | dict | set | frozenset):
            return " and no single value: a function with `yield` gives one, and so does a `for` in parentheses"
        return " and not the values in it: turn it into a list, or collect the values and return them"
    if actual.why in ("too large", "too deep", "refers to itself"):
        return ""
    return ", and only plain values such as numbers, text and lists can be compared"


def _other_type(expected: Value, actual: Value) -> str:
    shown = show(actual, 80)
    if expected is None:
        return f"is {shown} instead of nothing (None)"
    if isinstance(actual, str) and not isinstance(expected, str | bytes) and actual.strip() == show(expected, 80):
        what = f"the number {actual.strip()}" if _parts(expected) else actual.strip()
        return f"is {what} as text ({shown}) instead of {_NAMES[type(expected)] if what != shown else 'a value'}"
    if isinstance(expected, str) and expected == shown:
        return f"is {shown} itself instead of the text {show(expected, 80)}"
    if isinstance(expected, list | tuple) and isinstance(actual, list | tuple) and same(list(expected), list(actual)):
        return f"has the right items, but is {_NAMES[type(actual)]} instead of {_NAMES[type(expected)]}"
    return f"is {shown}, {_NAMES[type(actual)]}, instead of {_NAMES[type(expected)]}"


def _other_text(expected: str, actual: str) -> str:
    if expected.casefold() == actual.casefold():
        return f"differs only in upper and lower case: {show(actual, 80)} instead of {show(expected, 80)}"
    if "".join(expected.split()) == "".join(actual.split()):
        return f"differs only in spaces or line ends: {show(actual, 80)} instead of {show(expected, 80)}"
    index = next((i for i, pair in enumerate(zip(expected, actual, strict=False)) if pair[0] != pair[1]), None)
    if index is not None:
        ours, theirs = (show(text[max(0, index - 10) : index + 30], 60) for text in (expected, actual))
        return f"differs from character {index + 1} on: {theirs} instead of {ours}"
    if len(actual) < len(expected):
        return f"stops too early: {show(expected[len(actual) :], 80)} is missing at its end"
    return f"is too long: {show(actual[len(expected) :], 80)} at its end is too much"


def _other_sequence(expected: Sequence[Value], actual: Sequence[Value], answer: str, place: str) -> str:
    if len(expected) != len(actual):
        return f"{answer} has {_count(len(actual), 'item')} instead of {len(expected)}."
    if len(expected) <= _MAX_SHUFFLED and Counter(map(_key, expected)) == Counter(map(_key, actual)):
        return f"{answer} has the right items, but in another order."
    index = next(i for i, pair in enumerate(zip(expected, actual, strict=True)) if not same(*pair))
    return _difference(expected[index], actual[index], f"{place}[{index}]")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _other_dict(expected: dict[Value, Value], actual: dict[Value, Value], answer: str, place: str) -> str:
    ours, theirs = _by_key(expected), _by_key(actual)
    for key in expected:
        if _key(key) not in theirs:
            return f"{answer} has no key {show(key, 80)}."
    for key in actual:
        if _key(key) not in ours:
            return f"{answer} has a key {show(key, 80)} that does not belong there."
    for key in expected:
        pair = ours[_key(key)], theirs[_key(key)]
        if not same(*pair) and len(pair[0]) == len(pair[1]) == 1:
            return _difference(pair[0][0], pair[1][0], f"{place}[{show(key, 30)}]")
    return f"{answer} has other values than expected."


def _other_set(expected: set[Value] | frozenset[Value], actual: set[Value] | frozenset[Value]) -> str:
    ours, theirs = set(map(_key, expected)), set(map(_key, actual))
    missing = frozenset(item for item in expected if _key(item) not in theirs)
    if missing:
        return f"lacks {_elements(missing)}"
    extra = frozenset(item for item in actual if _key(item) not in ours)
    return f"has {_elements(extra)} too many" if extra else "has other elements than expected"


def _elements(values: frozenset[Value]) -> str:
    return show(values, 100).removeprefix("frozenset({").removesuffix("})")


def _other_scalar(expected: Value, actual: Value) -> str:
    text = f"is {show(actual, 80)} instead of {show(expected, 80)}"
    if isinstance(expected, float | complex) and close(expected, actual, _ROUNDING, 0.0):
        return f"{text}: they differ only by rounding"
    if isinstance(expected, int | float) and isinstance(actual, int | float) and expected == -actual:
        return f"{text}: only the sign is wrong"
    return text


__all__ = ["clip", "close", "difference", "printable", "same", "show"]
