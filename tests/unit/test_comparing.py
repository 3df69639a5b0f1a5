"""Comparing answers, showing them, and saying how they differ."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.comparing import close, difference, same, show
from grader.showing import both_ends
from grader.values import Handle, Value

NAN = math.nan
POINT = Handle("Point", "shapes", "not a plain value")
ALWAYS_EQUAL = Handle("E", "m", "subclass of int", "7")

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(st.characters()), st.binary()
)
HASHABLE = st.recursive(SCALARS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=6)
HANDLES = st.builds(
    Handle, st.text(st.characters()), st.text(), st.sampled_from(["too large", "subclass of int", "?"]), st.text()
)
VALUES = st.recursive(
    SCALARS | HANDLES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(HASHABLE, inner, max_size=3),
        st.sets(HASHABLE, max_size=3),
    ),
    max_leaves=15,
)

SAME: list[tuple[Value, Value]] = [
    (None, None),
    (7, 7),
    (NAN, float("nan")),
    (complex(NAN, 1), complex(NAN, 1)),
    (0.0, -0.0),
    ([1, [NAN]], [1, [NAN]]),
    ((1, "a"), (1, "a")),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ({NAN: 1}, {float("nan"): 1}),
    ({1, 2, 3}, {3, 2, 1}),
    ({(1, frozenset({2}))}, {(1, frozenset({2}))}),
    ({NAN}, {float("nan")}),
    (b"a", b"a"),
    ("\ud800", "\ud800"),
]
NOT_SAME: list[tuple[Value, Value]] = [
    (True, 1),
    (1, True),
    (1, 1.0),
    (0, False),
    (1.0, complex(1)),
    ("a", b"a"),
    ([1], (1,)),
    ([1], [True]),
    ([1, 2], [1]),
    ((), []),
    ({1}, {True}),
    ({1}, {1.0}),
    ({(1,)}, {(True,)}),
    ({frozenset({1})}, {frozenset({1.0})}),
    ({1}, frozenset({1})),
    ({1: "a"}, {True: "a"}),
    ({1: "a"}, {1.0: "a"}),
    ({"a": 1}, {"a": 1, "b": 2}),
    ({"a": 1}, {"a": True}),
    (NAN, 0.0),
    (7, None),
    (POINT, POINT),
    ([POINT], [POINT]),
    (7, ALWAYS_EQUAL),
    (ALWAYS_EQUAL, 7),
]


@pytest.mark.parametrize(("expected", "actual"), SAME)
def test_equal_values_are_the_same(expected: Value, actual: Value) -> None:
    """Equal values of the same types are the same, both ways round."""
    assert same(expected, actual)
    assert same(actual, expected)
    assert difference(expected, actual) is None


@pytest.mark.parametrize(("expected", "actual"), NOT_SAME)
def test_other_values_or_types_are_not_the_same(expected: Value, actual: Value) -> None:
    """Python's own equality across types does not count, at any depth, and a handle never does."""
    assert not same(expected, actual)
    assert difference(expected, actual)


@pytest.mark.parametrize(
    ("expected", "actual", "right"),
    [
        (0.3, 0.1 + 0.2, True),
        (0.3, 0.31, False),
        (3, 3.0, True),
        (3.0, 3, True),
        (1, True, False),
        (1.0, "1.0", False),
        (100.0, 100.9, True),
        (100.0, 101.1, False),
        (0.0, 0.0009, True),
        (0.0, 0.0011, False),
        (10**400, 10**400 + 1, True),
        (10**400, 1.0, False),
        (1e308, -1e308, False),
        (math.inf, math.inf, True),
        (math.inf, -math.inf, False),
        (math.inf, 10**400, False),
        (10**400, math.inf, False),
        (NAN, NAN, True),
        (NAN, 1.0, False),
        (1.0, NAN, False),
        (1 + 2j, 1.001 + 2j, True),
        (1 + 2j, 1 + 2.1j, False),
        (1 + 0j, 1.0, True),
        (1.0, 1 + 0j, False),
        ([1.0, (2.0,)], [1.001, (2.001,)], True),
        ([1.0], (1.0,), False),
        ([1.0], [1.0, 2.0], False),
        ({"a": 1.0}, {"a": 1.001}, True),
        ({"a": 1.0}, {"b": 1.0}, False),
        ({"a": 1.0}, {"a": 1.0, "b": 1.0}, False),
        ({1.0}, {1.001}, False),
        ("a", "a", True),
        (1.0, POINT, False),
        (1.0, ALWAYS_EQUAL, False),
    ],
)
def test_close_allows_what_the_tolerance_allows(expected: Value, actual: Value, right: bool) -> None:
    """Numbers may be off by 1 % or 0.001, inside containers too; everything else is exact."""
    assert close(expected, actual, rel=0.01, abs=0.001) is right


@given(VALUES, VALUES)
def test_nothing_that_may_be_decoded_breaks_a_comparison(expected: Value, actual: Value) -> None:
    """Comparing and explaining are total, and agree with each other."""
    assert (difference(expected, actual) is None) is same(expected, actual)
    assert close(expected, actual, 0.0, 0.0) in (True, False)


@given(st.text("ab\n\x1b€"), st.integers(1, 80))
def test_both_ends_are_kept(text: str, width: int) -> None:
    """A text that is too long loses its middle, and a note tells how much of it."""
    start, note, end = both_ends(text, width).partition(f" … {len(text) - width} characters left out … ")

    assert bool(note) is (len(text) > width)
    assert (text.startswith(start), text.endswith(end)) == (True, True)
    assert len(start) + len(end) == min(len(text), width)


@given(VALUES, st.integers(1, 80))
def test_show_is_short_and_printable(value: Value, width: int) -> None:
    """Whatever is shown fits its width and holds nothing that moves a cursor or breaks an encoder."""
    text = show(value, width)

    assert len(text) <= width
    assert text.isprintable()
    assert text.encode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (7, "7"),
        ("7", "'7'"),
        ([1, "a", None], "[1, 'a', None]"),
        ((1,), "(1,)"),
        ((), "()"),
        ({"a": [1]}, "{'a': [1]}"),
        ({3, 1, 2}, "{1, 2, 3}"),
        pytest.param({"b", "a"}, "{'a', 'b'}", id="set-of-texts"),  # its own text is now this, now that
        (set(), "set()"),
        (frozenset({1}), "frozenset({1})"),
        (frozenset(), "frozenset()"),
        (2**40_000, "<a whole number of about 12042 digits>"),
        ("\x1b[2J\u202e\ud800", "'\\x1b[2J\\u202e\\ud800'"),
        (POINT, "a Point object"),
        (ALWAYS_EQUAL, "an E object (a subclass of int): 7"),
        (Handle("function", "builtins", "not a plain value", "<function f at 0x1>"), "a function"),
        (Handle("range", "builtins", "not a plain value", "range(0, 3)"), "a range object: range(0, 3)"),
        (Handle("list", "builtins", "too large"), "a list (too large to compare)"),
        (Handle("list", "builtins", "refers to itself"), "a list (it contains itself)"),
        (Handle("set", "builtins", "not a plain value"), "a set (it holds objects that are not plain values)"),
        ([POINT], "[<a Point object>]"),
        (Handle("\x1b[2J", "m", "not a plain value"), "a \\x1b[2J object"),
    ],
    ids=lambda case: ascii(case)[:40] if not isinstance(case, int) else "int",
)
def test_show_reads_like_python(value: Value, shown: str) -> None:
    """Values look as a student writes them, objects are named."""
    assert show(value) == shown


def test_long_text_is_cut() -> None:
    """A long value ends in an ellipsis."""
    assert show("x" * 300_000, 10) == "'xxxxxxxx…"


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        (7, "7", "is the number 7 as text ('7')"),
        ("7", 7, "is 7 itself instead of the text '7'"),
        (7, None, "nothing (None): does the function return its result?"),
        ([1, 2], [1, None], "part at [1] is nothing (None) instead of 2"),
        (None, 7, "is 7 instead of nothing (None)"),
        (7, 7.0, "is 7.0, a number with a decimal point (float), instead of a whole number (int)"),
        ([1, 2, 3], [1, 2], "has 2 items instead of 3"),
        ([1, 2], [1], "has 1 item instead of 2"),
        ([1, 2, 3], [3, 1, 2], "right items, but in another order"),
        ([1], (1,), "right items, but is a tuple instead of a list"),
        ([1, [2, 3]], [1, [2, 4]], "part at [1][1] is 4 instead of 3"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "part at ['a']['b'] is 2 instead of 1"),
        ({"a": 1}, {}, "has no key 'a'"),
        ({1: "x"}, {True: "x"}, "has no key 1"),
        ({}, {"a": 1}, "has a key 'a' that does not belong there"),
        ("Hello", "hello", "only in upper and lower case"),
        ("a b", "a  b\n", "only in spaces or line ends"),
        ("abcde", "abxde", "differs from character 3 on"),
        ("abc!", "abc", "stops too early: '!' is missing"),
        ("abc", "abc!", "is too long: '!' at its end is too much"),
        (0.3, 0.1 + 0.2, "they differ only by rounding"),
        (5, -5, "only the sign is wrong"),
        (8, 9, "is 9 instead of 8"),
        ({1, 2}, {1}, "lacks 2"),
        ({1}, {1, 2}, "has 2 too many"),
        (7, POINT, "is a Point object, and only plain values"),
        (7, Handle("function", "builtins", "not a plain value"), "is it called, with ( ) behind its name?"),
        ([1], Handle("generator", "builtins", "not a plain value"), "turn it into a list"),
        (8, Handle("generator", "builtins", "not a plain value"), "no single value: a function with `yield` gives one"),
        ([1], Handle("list", "builtins", "too large"), "a list (too large to compare)."),
    ],
)
def test_difference_is_explained_to_a_beginner(expected: Value, actual: Value, says: str) -> None:
    """The sentence names the first thing that differs, where it is, and what to look at."""
    assert says in str(difference(expected, actual))


def test_difference_is_short() -> None:
    """Also between long values the sentence fits into a report."""
    assert len(str(difference(["x" * 10_000] * 50, ["y" * 10_000] * 50))) < 400
