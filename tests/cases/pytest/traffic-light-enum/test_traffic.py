from enum import Enum

import pytest

from traffic import Color, TrafficLight, next_color


def test_members():
    assert [color.name for color in Color] == ["RED", "GREEN", "YELLOW"]
    assert len(Color) == 3


def test_values():
    assert Color.RED.value == "stop"
    assert Color("go") is Color.GREEN
    assert Color["YELLOW"] is Color.YELLOW


def test_is_an_enum():
    assert issubclass(Color, Enum)
    assert isinstance(Color.RED, Color)
    assert isinstance(Color.RED, Enum)


@pytest.mark.parametrize("color, following", [("RED", "GREEN"), ("GREEN", "YELLOW"), ("YELLOW", "RED")])
def test_next_color(color, following):
    assert next_color(Color[color]) == Color[following]
    assert next_color(Color[color]) != Color[color]


def test_unknown_color():
    with pytest.raises(ValueError):
        Color("blue")
    with pytest.raises(KeyError):
        Color["BLUE"]
    assert not hasattr(Color, "BLUE")


def test_light_changes():
    light = TrafficLight()
    assert light.color is Color.RED
    light.change()
    assert light.color is Color.GREEN
    assert light.color in (Color.GREEN, Color.YELLOW)


def test_member_as_key():
    seconds = {Color.RED: 30, Color.GREEN: 20}
    assert seconds[Color("stop")] == 30
    assert Color.YELLOW not in seconds
