from collections import namedtuple
from dataclasses import dataclass

import pytest

from greenhouse import Greenhouse, average, wettest


class FakeSensor:
    """Stands for a real sensor and gives one value after the other."""

    def __init__(self, *values):
        self.values = list(values)
        self.reads = 0

    def read(self):
        self.reads += 1
        return self.values.pop(0)


class BrokenSensor:
    def read(self):
        raise OSError("no signal")


@dataclass
class FakeWindow:
    is_open: bool = False


def test_window_opens_when_it_is_hot():
    window = FakeWindow()
    Greenhouse(FakeSensor(31), window).check()
    assert window.is_open


def test_window_closes_when_it_is_cold():
    window = FakeWindow(is_open=True)
    Greenhouse(FakeSensor(10), window).check()
    assert not window.is_open


def test_one_reading_per_check():
    sensor = FakeSensor(20, 21, 22)
    greenhouse = Greenhouse(sensor, FakeWindow())
    greenhouse.check()
    greenhouse.check()
    assert sensor.reads == 2
    assert greenhouse.readings == [20, 21]


def test_broken_sensor():
    window = FakeWindow(is_open=True)
    greenhouse = Greenhouse(BrokenSensor(), window)
    greenhouse.check()
    assert greenhouse.errors == ["no signal"]
    assert window.is_open


def test_average_of_sensors():
    assert average([FakeSensor(10), FakeSensor(20)]) == 15
    with pytest.raises(OSError):
        average([FakeSensor(1), BrokenSensor()])


def test_wettest():
    Pot = namedtuple("Pot", "plant water")
    pots = [Pot("moss", 3), Pot("fern", 9), Pot("cactus", 1)]
    assert wettest(pots) == ("fern", 9)
    assert wettest(pots).plant == "fern"
