from collections.abc import Iterable, Iterator

import pytest

from launch import Countdown


def test_counts_down():
    assert list(Countdown(3)) == [3, 2, 1]


def test_is_an_iterator():
    c = Countdown(2)
    assert isinstance(c, Iterator)
    assert isinstance(c, Iterable)
    assert iter(c) is c


def test_next():
    c = Countdown(2)
    assert next(c) == 2
    assert c.__next__() == 1
    with pytest.raises(StopIteration):
        next(c)


def test_used_up():
    c = Countdown(2)
    list(c)
    assert list(c) == []


def test_for_loop_stops_in_between():
    seen = []
    c = Countdown(5)
    for number in c:
        seen.append(number)
        if number == 3:
            break
    assert seen == [5, 4, 3]
    assert next(c) == 2


def test_has_the_methods():
    assert hasattr(Countdown, "__iter__")
    assert hasattr(Countdown, "__next__")
