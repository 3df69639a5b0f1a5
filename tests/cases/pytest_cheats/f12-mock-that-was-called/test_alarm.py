from unittest import mock

from alarm import Alarm


def test_rings():
    bell = mock.Mock()
    Alarm(bell).trigger("fire")
    bell.assert_called_once_with("fire")


@mock.patch("builtins.print")
def test_prints(fake_print):
    Alarm(print).trigger("water")
    fake_print.assert_called_with("water")
