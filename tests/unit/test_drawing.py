"""Drawn inputs, and the way from one that goes wrong to a simple one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from grader.checks.agreement import Agreement
from grader.checks.drawing import ROUNDS, TRIES, Draw, Inputs, simplest
from grader.values import Value


def _range(least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(least, most), min_size=2, max_size=2).map(sorted)


LENGTHS = _range(0, 7)
REALS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2).map(sorted)
CHOICES = st.lists(st.one_of(st.booleans(), st.none(), st.integers(), st.text(max_size=3)), min_size=1, max_size=5)
FLAT = st.one_of(
    st.fixed_dictionaries({"integer": _range(-1000, 1000)}),
    st.fixed_dictionaries({"real": REALS}),
    st.fixed_dictionaries({"text": LENGTHS}),
    st.fixed_dictionaries({"choice": CHOICES}),
)
WAYS = st.recursive(
    FLAT,
    lambda of: st.one_of(
        st.fixed_dictionaries({"list": st.fixed_dictionaries({"of": of, "length": LENGTHS})}),
        st.fixed_dictionaries({"dict": st.fixed_dictionaries({"keys": FLAT, "values": of, "length": LENGTHS})}),
    ),
    max_leaves=3,
)


def could_be_drawn(way: dict[str, Any], value: Value) -> bool:
    """Whether the author's words allow the value."""
    ((kind, how),) = way.items()
    if kind == "choice":
        return any(type(value) is type(other) and value == other for other in how)
    if kind == "integer":
        return type(value) is int and how[0] <= value <= how[1]
    if kind == "real":
        return type(value) is float and how[0] <= value <= how[1]
    if kind == "text":
        return type(value) is str and how[0] <= len(value) <= how[1]
    shortest, longest = how["length"]
    if kind == "list":
        return (
            type(value) is list
            and shortest <= len(value) <= longest
            and all(could_be_drawn(how["of"], element) for element in value)
        )
    return (
        type(value) is dict
        and len(value) <= longest
        and all(
            could_be_drawn(how["keys"], key) and could_be_drawn(how["values"], element)
            for key, element in value.items()
        )
    )


@given(WAYS, st.randoms(use_true_random=True))
def test_what_is_drawn_and_all_that_is_simpler_is_as_the_author_says(
    way: dict[str, Any], chance: random.Random
) -> None:
    """Nobody is asked for an input that the author did not mean, however simple."""
    source = Draw.model_validate(way).source()
    assert could_be_drawn(way, source.simplest())
    value = source.draw(chance)
    assert could_be_drawn(way, value)
    for other in source.simpler(value):
        assert could_be_drawn(way, other)
        assert repr(other) != repr(value)


@given(WAYS, st.randoms(use_true_random=True))
def test_the_search_ends(way: dict[str, Any], chance: random.Random) -> None:
    """Also where every input is wrong; few and bounded questions are asked."""
    source = Draw.model_validate(way).source()
    asked: list[int] = []

    def wrong(tries: Sequence[Inputs]) -> list[bool]:
        asked.append(len(tries))
        return [True] * len(tries)

    simplest({"a": source.draw(chance)}, {"a": source}, wrong)
    assert len(asked) <= ROUNDS
    assert all(0 < tries <= TRIES for tries in asked)


def found(draw: dict[str, dict[str, Any]], start: Inputs, is_wrong: Callable[[Inputs], bool]) -> Inputs:
    """The simplest inputs from there."""
    sources = {name: Draw.model_validate(way).source() for name, way in draw.items()}
    return simplest(start, sources, lambda tries: [is_wrong(inputs) for inputs in tries])


NUMBERS = {"a": {"integer": [-1000, 1000]}, "b": {"integer": [-1000, 1000]}}
LIST = {"a": {"list": {"of": {"integer": [0, 99]}, "length": [0, 9]}}}
TEXT = {"a": {"text": [0, 20]}}


@pytest.mark.parametrize(
    ("draw", "start", "is_wrong", "simple"),
    [
        (NUMBERS, {"a": -533, "b": 87}, lambda i: i["a"] != i["b"], {"a": 0, "b": 1}),
        (NUMBERS, {"a": 812, "b": -3}, lambda i: i["a"] > 300, {"a": 301, "b": 0}),
        (NUMBERS, {"a": -812, "b": -3}, lambda i: abs(i["a"]) > 300, {"a": 301, "b": 0}),
        ({"a": {"integer": [10, 90]}}, {"a": 77}, lambda i: i["a"] % 2 == 1, {"a": 11}),
        ({"a": {"real": [-9.5, 9.5]}}, {"a": 3.14159}, lambda i: i["a"] > 3, {"a": 3.1}),
        ({"a": {"real": [-9.5, 9.5]}}, {"a": -0.04159}, lambda i: i["a"] < 1, {"a": 0.0}),
        ({"a": {"choice": ["x", "y", "z"]}}, {"a": "z"}, lambda i: i["a"] != "x", {"a": "y"}),
        (TEXT, {"a": "Hello  world"}, lambda i: " " in i["a"], {"a": " "}),
        (TEXT, {"a": "Hello  world"}, lambda i: len(i["a"]) > 4, {"a": "aaaaa"}),
        (LIST, {"a": [5, 81, 5, 40]}, lambda i: len(set(i["a"])) < len(i["a"]), {"a": [0, 0]}),
        (LIST, {"a": [5, 81, 5, 40]}, lambda i: sum(i["a"]) > 50, {"a": [51]}),
        (
            {"a": {"dict": {"keys": {"choice": ["tea", "cake"]}, "values": {"integer": [0, 9]}, "length": [0, 2]}}},
            {"a": {"tea": 4, "cake": 7}},
            lambda i: "cake" in i["a"],
            {"a": {"cake": 0}},
        ),
    ],
)
def test_the_search_finds_where_it_begins_to_go_wrong(
    draw: dict[str, dict[str, Any]], start: Inputs, is_wrong: Callable[[Inputs], bool], simple: Inputs
) -> None:
    """At the limit, and with nothing in it that has no part in it."""
    assert found(draw, start, is_wrong) == simple


def test_who_does_not_answer_ends_the_search() -> None:
    """What was wrong at first stays what is told."""
    asked = 0

    def silent(_tries: Sequence[Inputs]) -> list[bool]:
        nonlocal asked
        asked += 1
        return []

    source = Draw.model_validate({"integer": [0, 9]}).source()
    assert simplest({"a": 7}, {"a": source}, silent) == {"a": 7}
    assert asked == 1


def test_the_same_submission_gets_the_same_cases() -> None:
    """And another one others; the simplest case is always among them."""
    agreement = Agreement.model_validate({"reference": "a", "draw": {"a": {"integer": [-1000, 1000]}}})
    assert agreement.draw("one") == agreement.draw("one")
    assert agreement.draw("one") != agreement.draw("two")
    assert {"a": 0} in agreement.draw("one")
    assert len(agreement.draw("one")) == agreement.cases


def test_cases_are_the_same_on_every_machine_and_version() -> None:
    """Other cases may give another verdict: what is drawn here may only change on purpose."""
    draw = {
        "n": {"integer": [-9, 9]},
        "t": {"text": [1, 4]},
        "r": {"real": [0, 1]},
        "l": {"list": {"of": {"choice": ["x", 2]}, "length": [0, 3]}},
    }
    agreement = Agreement.model_validate({"reference": "n", "draw": draw, "cases": 4})
    assert agreement.draw("seed") == [
        {"n": 0, "t": "a", "r": 0.0, "l": []},
        {"n": -1, "t": "Mlb", "r": 0.8990327352112638, "l": [2, "x", 2]},
        {"n": -9, "t": "K", "r": 0.7364586583494632, "l": [2, 2]},
        {"n": -8, "t": "MFa", "r": 0.1900423317365637, "l": ["x", "x", 2]},
    ]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ({}, "exactly one"),
        ({"integer": [0, 1], "text": [0, 1]}, "exactly one"),
        ({"integer": [5, 1]}, "lower number first"),
        ({"text": [-1, 1]}, "no length is negative"),
        ({"list": {"of": {"integer": [0, 1]}, "length": [3, 1]}}, "lower number first"),
        (
            {
                "dict": {
                    "keys": {"list": {"of": {"integer": [0, 1]}, "length": [0, 1]}},
                    "values": {"integer": [0, 1]},
                    "length": [0, 1],
                }
            },
            "can be a key",
        ),
    ],
)
def test_what_cannot_be_drawn_is_a_defect(way: dict[str, Any], words: str) -> None:
    """Told when the exercise is read, not when a student is graded."""
    with pytest.raises(ValidationError, match=words):
        Draw.model_validate(way)
