from collections import Counter, OrderedDict, defaultdict, deque

import pytest

from collections_lab import (
    by_length,
    last_lines,
    letter_counts,
    most_common,
    pixels,
    positions,
    spec,
    unique,
)


def test_counter():
    assert letter_counts("hello") == Counter("hello")
    assert letter_counts("hello") == {"h": 1, "e": 1, "l": 2, "o": 1}
    assert letter_counts("hello")["x"] == 0
    assert isinstance(letter_counts(""), Counter)


def test_most_common():
    assert most_common("mississippi", 2) == [("i", 4), ("s", 4)]
    assert letter_counts("aab").most_common(1) == [("a", 2)]


def test_defaultdict():
    groups = by_length(["a", "bb", "c"])
    assert groups == {1: ["a", "c"], 2: ["bb"]}
    assert type(groups) is defaultdict
    assert groups[7] == []


def test_ordered_dict():
    assert positions("aba") == OrderedDict([("a", [0, 2]), ("b", [1])])
    assert list(positions("ba")) == ["b", "a"]


def test_deque():
    lines = last_lines(["1", "2", "3"], 2)
    assert lines == deque(["2", "3"])
    assert lines.maxlen == 2
    assert list(lines) == ["2", "3"]


def test_sets():
    assert unique([1, 1, 2]) == {1, 2}
    assert unique([]) == set()
    assert isinstance(unique([1]), frozenset)


def test_bytes():
    assert pixels(2, 2) == b"\x00\x00\x00\x00"
    assert bytearray(b"\x00") == pixels(1, 1)


def test_read_only():
    assert spec()["wheels"] == 4
    assert dict(spec()) == {"wheels": 4}
    with pytest.raises(TypeError):
        spec()["wheels"] = 3
