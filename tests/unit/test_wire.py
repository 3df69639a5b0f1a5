"""Reading JSON that a student may have written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import ProtocolError
from grader.wire import MAX_JSON_DEPTH, MAX_PARTS, parse

KIB = 1024
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(TREES, st.booleans())
def test_json_without_floats_is_read(tree: object, ascii_only: bool) -> None:
    """Trees of our own writing come back as they are, however their strings are escaped."""
    assert parse(json.dumps(tree, ensure_ascii=ascii_only), 4 * len(json.dumps(tree)) + 4 * KIB) == tree


@given(st.text('[]{}",:\\u08d1e-. ntf', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a protocol error comes of what looks a little like JSON."""
    try:
        tree = parse(text, KIB)
    except ProtocolError:
        return
    assert tree == json.loads(text)


@pytest.mark.parametrize(
    "text",
    ["1.0", "1e9", "-0.0", "NaN", "[Infinity]", "-Infinity", '{"a": 1, "a": 1}', '[{"a": {"b": 1, "b": 2}}]'],
)
def test_ambiguous_json_is_refused(text: str) -> None:
    """What two readers could take for two things is not taken at all."""
    with pytest.raises(ProtocolError):
        parse(text, KIB)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 18,
        "9" * (KIB + 1),
        '"' + "x" * KIB + '"',
        "[" * (MAX_JSON_DEPTH + 1) + "]" * (MAX_JSON_DEPTH + 1),
        '{"a":' * 200 + "1" + "}" * 200,
        "[" * 1000,
        '"' + '\\"' * 500,
        "",
    ],
    ids=[
        "long-number",
        "longer-number",
        "long-text",
        "deep-lists",
        "deep-objects",
        "open-brackets",
        "open-string",
        "nothing",
    ],
)
def test_json_over_a_cap_is_refused(text: str) -> None:
    """Size, depth and number of parts are bounded, each by itself."""
    with pytest.raises(ProtocolError):
        parse(text, KIB)


@pytest.mark.parametrize(
    ("piece", "parts"), [("1,", 1), ("{},", 2), ('{"":1},', 3)], ids=["numbers", "objects", "keys"]
)
def test_json_of_many_parts_is_refused(piece: str, parts: int) -> None:
    """Short pieces become far more memory than they are long, so they are counted: to the last that is allowed."""
    most = (MAX_PARTS - 1) // parts
    room = 8 * MAX_PARTS

    tree = parse("[" + piece * most + "1]", room)

    assert isinstance(tree, list)
    assert len(tree) == most + 1
    with pytest.raises(ProtocolError, match="too many parts"):
        parse("[" + piece * (most + 1) + "1]", room)


@pytest.mark.parametrize("text", ["[" * MAX_JSON_DEPTH + "]" * MAX_JSON_DEPTH, '"' + '[{:,\\\\\\"' * 50 + '"'])
def test_json_within_the_caps_is_read(text: str) -> None:
    """Brackets in strings do not count."""
    assert parse(text, KIB) == json.loads(text)
