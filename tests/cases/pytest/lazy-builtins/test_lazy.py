from collections.abc import Iterator

import pytest

from lazy import countdown, lines, names, pairs, squares, table, words


def test_map_object():
    result = squares([1, 2, 3])
    assert isinstance(result, Iterator)
    assert list(result) == [1, 4, 9]
    assert list(result) == []


def test_filter_object():
    assert sorted(words(["a", "", "b", ""])) == ["a", "b"]


def test_zip_object():
    assert dict(pairs("ab", [1, 2])) == {"a": 1, "b": 2}
    first, second = pairs("ab", [1, 2])
    assert first == ("a", 1)


def test_range():
    assert countdown(3) == range(3, 0, -1)
    assert list(countdown(3)) == [3, 2, 1]
    assert 2 in countdown(3)
    assert countdown(10)[2:4] == range(8, 6, -1)


def test_views_of_a_dict():
    assert set(names({"Ada": 1, "Bob": 2})) == {"Ada", "Bob"}
    assert len(names({"Ada": 1})) == 1
    assert "Ada" in names({"Ada": 1})


def test_enumerate_object():
    assert next(lines(["first", "second"])) == (1, "first")


def test_endless_iterator():
    result = table(7)
    assert [next(result) for _ in range(3)] == [7, 14, 21]
    with pytest.raises(TypeError):
        len(result)
