import time
from unittest.mock import call, patch

import pytest

from timing.stopwatch import Stopwatch, countdown, wait_until


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

        def time(self):
            return self.now

        def sleep(self, seconds):
            self.now += seconds

    clock = Clock()
    monkeypatch.setattr(time, "time", clock.time)
    monkeypatch.setattr(time, "sleep", clock.sleep)
    return clock


def test_elapsed(clock):
    watch = Stopwatch()
    watch.start()
    clock.now += 2.5
    assert watch.elapsed() == 2.5
    clock.now += 1
    assert watch.elapsed() == 3.5


def test_stopped_watch_stands_still(clock):
    watch = Stopwatch()
    watch.start()
    clock.now += 4
    watch.stop()
    clock.now += 10
    assert watch.elapsed() == 4


def test_as_context_manager(clock):
    with Stopwatch() as watch:
        clock.now += 3
    assert watch.elapsed() == 3


def test_wait_until(clock):
    assert wait_until(1010) == 10
    assert clock.now == 1010


@patch("time.sleep")
def test_countdown_sleeps(sleep):
    assert list(countdown(3)) == [3, 2, 1]
    assert sleep.call_args_list == [call(1)] * 3


@patch("timing.stopwatch.time.sleep", return_value=None)
def test_countdown_with_another_step(sleep):
    list(countdown(2, step=0.5))
    sleep.assert_called_with(0.5)
