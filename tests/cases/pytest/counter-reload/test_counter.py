import importlib

import pytest

import stats
import stats.counter


@pytest.fixture(autouse=True)
def fresh():
    importlib.reload(stats.counter)


def test_starts_at_zero():
    assert stats.counter.value == 0


def test_increase():
    stats.counter.increase()
    stats.counter.increase(5)
    assert stats.counter.value == 6


def test_history_starts_empty_each_time():
    assert stats.counter.history == []
    stats.counter.increase()
    assert stats.counter.history == [1]


def test_reload_starts_again():
    stats.counter.increase()
    again = importlib.reload(stats.counter)
    assert again is stats.counter
    assert again.value == 0


def test_package_gives_the_function():
    module = importlib.import_module("stats")
    assert callable(module.increase)
