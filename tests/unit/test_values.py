"""The judge's side of the value codec: shared vectors, caps, and whatever else may come over the wire."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.comparing import same
from grader.errors import ProtocolError
from grader.values import (
    MAX_DEPTH,
    MAX_EQUAL_HASHES,
    MAX_HASHED,
    MAX_INT_BYTES,
    MAX_NODES,
    MAX_TEXT_BYTES,
    Handle,
    Json,
    Value,
    decode,
    encode,
)

CASES = json.loads((Path(__file__).parents[1] / "cases" / "values.json").read_text(encoding="utf-8"))
PLAIN = [case for case in CASES if '{"h":' not in json.dumps(case["wire"])]
WITH_HANDLES = [case for case in CASES if case not in PLAIN]

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.builds(lambda bits, offset: (1 << bits) + offset, st.integers(50, 3000), st.integers()),
    st.floats(),
    st.complex_numbers(),
    st.text(st.characters()),
    st.text(st.characters(categories=["Cs", "Ll"])),
    st.binary(),
)
HASHABLE = st.recursive(SCALARS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=4), max_leaves=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.tuples(inner, inner),
        st.dictionaries(HASHABLE, inner, max_size=4),
        st.sets(HASHABLE, max_size=4),
        st.frozensets(HASHABLE, max_size=4),
    ),
    max_leaves=25,
)
TAGS = st.sampled_from(["i", "f", "c", "u", "b", "l", "t", "d", "S", "F", "h", "x", "type", "module", "why", "text"])
TREES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(st.characters(), max_size=20),
        st.text("0123456789abcdef-", max_size=18),
        st.sampled_from(["YQ==", "7ff8000000000000", "eda080", "not a plain value", "subclass of int"]),
    ),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TAGS, inner, max_size=4),
    max_leaves=30,
)


def nested(tag: str, depth: int) -> Json:
    """Containers inside each other, the innermost empty."""
    tree: Json = {tag: []}
    for _ in range(depth - 1):
        tree = {tag: [tree]}
    return tree


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: str(case["python"])[:40])
def test_vector_decodes_to_the_python_value(case: dict[str, str]) -> None:
    """The wire form of each shared vector stands for its Python expression."""
    assert same(eval(case["python"]), decode(case["wire"]))  # noqa: S307  # our own vectors


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: str(case["python"])[:40])
def test_vector_is_what_the_judge_encodes(case: dict[str, str]) -> None:
    """The judge writes each shared vector exactly as the agent does."""
    assert encode(eval(case["python"])) == case["wire"]  # noqa: S307  # our own vectors


@pytest.mark.parametrize("case", WITH_HANDLES, ids=lambda case: str(case["python"])[:40])
def test_object_is_not_encoded(case: dict[str, str]) -> None:
    """What would become a handle in the subject is refused on the judge's side."""
    value = eval(case["python"])  # noqa: S307  # our own vectors

    with pytest.raises(ValueError, match=r"\w"):
        encode(value)


@pytest.mark.parametrize("case", WITH_HANDLES, ids=lambda case: str(case["python"])[:40])
def test_vector_with_handle_is_the_same_as_nothing(case: dict[str, str]) -> None:
    """A value with a handle anywhere in it decodes, and is not even the same as itself."""
    value = decode(case["wire"])

    assert not same(value, value)


def test_handle_keeps_what_the_subject_says() -> None:
    """All four texts of a handle arrive, without lone surrogates."""
    wire = {"h": {"type": "E", "module": "m", "why": "subclass of int", "text": "5\ud800"}}

    handle = decode(wire)

    assert isinstance(handle, Handle)
    assert (handle.type, handle.module, handle.why, handle.text) == ("E", "m", "subclass of int", "5\\ud800")


def test_handles_with_the_same_texts_differ() -> None:
    """Two handles are never equal, whatever they say."""
    assert Handle("E", "m", "not a plain value") != Handle("E", "m", "not a plain value")


@given(VALUES)
def test_round_trip(value: Value) -> None:
    """Every plain value comes back the same, through JSON text."""
    assert same(value, decode(json.loads(json.dumps(encode(value)))))


@given(TREES)
def test_any_tree_decodes_or_is_a_protocol_error(tree: Json) -> None:
    """No JSON tree makes the decoder raise anything else, and what it accepts has one wire form only."""
    try:
        value = decode(tree)
    except ProtocolError:
        return
    assert holds_handle(value) or same(value, decode(encode(value)))


def holds_handle(value: Value) -> bool:
    """Whether there is a handle anywhere in the value."""
    if isinstance(value, dict):
        return any(map(holds_handle, value.values()))
    return isinstance(value, Handle) or (isinstance(value, list | tuple) and any(map(holds_handle, value)))


AT_THE_CAPS: dict[str, Json] = {
    "depth": nested("l", MAX_DEPTH),
    "depth of hashed ones": nested("F", MAX_DEPTH),
    "nodes": {"l": [0] * (MAX_NODES - 1)},
    "nodes of a dict": {"d": [[n, 0] for n in range(MAX_HASHED)]},
    "hashed": {"S": list(range(MAX_HASHED))},
    "text": "x" * MAX_TEXT_BYTES,
    "text with surrogates": {"u": "eda080" + "78" * (MAX_TEXT_BYTES - 3)},
    "bytes": {"b": "AAAA" * (MAX_TEXT_BYTES // 3) + "AA=="},
    "int": {"i": "-" + "f" * (2 * MAX_INT_BYTES)},
    "equal hashes": {"S": [{"i": f"{(2**61 - 1) * n:x}"} for n in range(1, MAX_EQUAL_HASHES + 1)]},
}
OVER_THE_CAPS: dict[str, Json] = {
    "depth": nested("l", MAX_DEPTH + 1),
    "depth far over": nested("t", 100_000),
    "nodes": {"l": [0] * MAX_NODES},
    "nodes in parts": {"l": [{"l": [0] * 5000}] * 4},
    "hashed": {"S": list(range(MAX_HASHED + 1))},
    "hashed in parts": {"l": [{"S": list(range(2048))}, {"d": [[n, 0] for n in range(2049)]}]},
    "text": "x" * (MAX_TEXT_BYTES + 1),
    "text of wide characters": "é" * (MAX_TEXT_BYTES // 2 + 1),
    "text with surrogates": {"u": "eda080" + "78" * (MAX_TEXT_BYTES - 2)},
    "bytes": {"b": "AAAA" * (MAX_TEXT_BYTES // 3) + "AAA="},
    "int": {"i": "1" + "0" * (2 * MAX_INT_BYTES)},
    "4096 ints of equal hash": {"S": [{"i": f"{(2**61 - 1) * n:x}"} for n in range(1, MAX_HASHED + 1)]},
    "tuples of equal hash": {"S": [{"t": ["x", {"i": f"{(2**61 - 1) * n:x}"}]} for n in range(1, MAX_HASHED + 1)]},
    "keys of equal hash": {"d": [[{"i": f"{(2**61 - 1) * n:x}"}, 0] for n in range(1, MAX_HASHED + 1)]},
    "handle's name": {"h": {"type": "E" * 201, "module": "m", "why": "too large", "text": ""}},
    "handle's text": {"h": {"type": "E", "module": "m", "why": "too large", "text": "x" * 1001}},
}
HANDLE: dict[str, Json] = {"type": "E", "module": "m", "why": "not a plain value", "text": ""}
MALFORMED: dict[str, Json] = {
    "no tag": {},
    "two tags": {"l": [], "t": []},
    "unknown tag": {"x": 1},
    "bare list": [1],
    "int over JSON's": 2**53,
    "lone surrogate": "\ud800",
    "small int in hex": {"i": "7"},
    "int with leading zero": {"i": "020000000000000"},
    "int with plus": {"i": "+20000000000000"},
    "int with underscore": {"i": "2_0000000000000"},
    "int in capitals": {"i": "2000000000000A"},
    "int in other digits": {"i": "\uff120000000000000"},
    "int as int": {"i": 2**60},
    "empty int": {"i": ""},
    "float too short": {"f": "00"},
    "float too long": {"f": "00" * 9},
    "float with spaces": {"f": "00 0000000000000"},
    "float as number": {"f": 1},
    "complex of one": {"c": ["0000000000000000"]},
    "complex of tags": {"c": [{"f": "0000000000000000"}, {"f": "0000000000000000"}]},
    "no UTF-8": {"u": "ff"},
    "odd hex": {"u": "eda08"},
    "no surrogate in it": {"u": "78"},
    "no base64": {"b": "a"},
    "base64 with newline": {"b": "YWJj\n"},
    "base64 of other letters": {"b": "é==="},
    "list as dict": {"l": {}},
    "set as text": {"S": "abc"},
    "dict as object": {"d": {"a": 1}},
    "dict of triples": {"d": [[1, 2, 3]]},
    "dict of texts": {"d": ["ab"]},
    "same key twice": {"d": [["a", 1], ["a", 2]]},
    "equal keys": {"d": [[1, "x"], [{"f": "3ff0000000000000"}, "y"]]},
    "same element twice": {"S": [1, 1]},
    "equal elements": {"F": [1, True]},
    "list in a set": {"S": [{"l": []}]},
    "list deep in a set": {"S": [{"t": [{"t": [{"l": []}]}]}]},
    "set in a set": {"S": [{"S": []}]},
    "dict as key": {"d": [[{"d": []}, 1]]},
    "handle in a set": {"S": [{"h": HANDLE}]},
    "handle deep in a key": {"d": [[{"t": [{"h": HANDLE}]}, 1]]},
    "handle lacks a key": {"h": {"type": "E", "module": "m", "why": "too large"}},
    "handle has one more": {"h": {**HANDLE, "value": 1}},
    "handle of numbers": {"h": {**HANDLE, "type": 1}},
    "handle without reason": {"h": {**HANDLE, "why": "because"}},
}


@pytest.mark.parametrize("name", AT_THE_CAPS)
def test_value_at_a_cap_is_accepted(name: str) -> None:
    """What just fits decodes, and the judge writes it in the same form."""
    assert encode(decode(AT_THE_CAPS[name])) is not None


@pytest.mark.parametrize("name", OVER_THE_CAPS)
def test_value_over_a_cap_is_refused(name: str) -> None:
    """One more than a cap is a protocol error, also far over it."""
    with pytest.raises(ProtocolError):
        decode(OVER_THE_CAPS[name])


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_value_is_refused(name: str) -> None:
    """Nothing that is not exactly of the specified form is guessed at."""
    with pytest.raises(ProtocolError):
        decode(MALFORMED[name])


def test_value_that_refers_to_itself_is_not_encoded() -> None:
    """A cycle ends at the cap on depth."""
    value: list[Value] = []
    value.append(value)

    with pytest.raises(ValueError, match="nested"):
        encode(value)
