from unittest.mock import Mock, call

import pytest

from home.thermostat import Thermostat


def test_listener_is_called():
    listener = Mock()
    t = Thermostat()
    t.subscribe(listener)
    t.set(21)
    listener.assert_called_once_with(21)


def test_all_listeners_in_order():
    log = []
    t = Thermostat()
    t.subscribe(lambda value: log.append(("a", value)))
    t.subscribe(lambda value: log.append(("b", value)))
    t.set(18)
    assert log == [("a", 18), ("b", 18)]


def test_only_changes_are_told():
    listener = Mock()
    t = Thermostat()
    t.subscribe(listener)
    t.set(20)
    t.set(20)
    t.set(22)
    assert listener.call_args_list == [call(20), call(22)]
    assert listener.call_count == 2


def test_unsubscribe():
    listener = Mock()
    t = Thermostat()
    t.subscribe(listener)
    t.unsubscribe(listener)
    t.set(25)
    listener.assert_not_called()


def test_unsubscribe_unknown():
    with pytest.raises(ValueError):
        Thermostat().unsubscribe(print)


def test_bound_method_as_listener():
    class Display:
        def __init__(self):
            self.shown = []

        def show(self, value):
            self.shown.append(f"{value} C")

    display = Display()
    t = Thermostat()
    t.subscribe(display.show)
    t.set(19)
    assert display.shown == ["19 C"]
