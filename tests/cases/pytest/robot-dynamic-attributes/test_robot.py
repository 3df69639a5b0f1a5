import pytest

from robots import Point, Robot, Settings


def test_settings_by_attribute():
    settings = Settings(speed=3, name="R2")
    assert settings.speed == 3
    assert settings.name == "R2"


def test_unknown_setting():
    with pytest.raises(AttributeError, match="no setting 'color'"):
        Settings(speed=3).color
    assert getattr(Settings(), "color", "grey") == "grey"
    assert not hasattr(Settings(), "color")


def test_settings_are_counted():
    settings = Settings(a=1)
    settings.b = 2
    setattr(settings, "c", 3)
    del settings.a
    assert sorted(settings.names()) == ["b", "c"]


def test_slots():
    point = Point(1, 2)
    point.x += 5
    assert (point.x, point.y) == (6, 2)
    with pytest.raises(AttributeError):
        point.z = 3


def test_nested_attributes():
    robot = Robot("R2")
    robot.position.x = 7
    robot.settings.speed = 2
    assert robot.where() == "R2 is at 7, 0"
    assert robot.settings.speed == 2


def test_methods_chain():
    robot = Robot("R2").right(2).up(3).right(1)
    assert isinstance(robot, Robot)
    assert robot.where() == "R2 is at 3, 3"


def test_method_as_a_value():
    robot = Robot("R2")
    go = robot.right
    go(4)
    go(1)
    assert robot.position.x == 5
