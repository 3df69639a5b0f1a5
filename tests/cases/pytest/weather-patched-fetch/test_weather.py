from unittest import mock

import pytest

from weather import report
from weather.client import WeatherError


@mock.patch("weather.report.fetch")
def test_summary(fetch):
    fetch.return_value = {"temp": 21.5, "sky": "clear"}
    assert report.summary("Rome") == "Rome: clear, 21.5 degrees"
    fetch.assert_called_once_with("Rome")


@mock.patch("weather.report.fetch", side_effect=WeatherError("no network"))
def test_without_network(fetch):
    assert report.summary("Rome") == "Rome: unknown"


def test_warmest():
    temps = {"Rome": 25, "Oslo": 5, "Cairo": 35}
    with mock.patch.object(report, "fetch", lambda city: {"temp": temps[city], "sky": "-"}):
        assert report.warmest(["Rome", "Oslo", "Cairo"]) == "Cairo"


def test_unit(monkeypatch):
    monkeypatch.setattr(report, "UNIT", "C")
    monkeypatch.setattr(report, "fetch", lambda city: {"temp": 1, "sky": "snow"})
    assert report.summary("Oslo") == "Oslo: snow, 1 C"


def test_patches_are_gone():
    assert report.UNIT == "degrees"
    with pytest.raises(WeatherError):
        report.fetch("Rome")


def test_every_city_is_asked_once():
    with mock.patch("weather.report.fetch", return_value={"temp": 1, "sky": "-"}) as fetch:
        report.warmest(["a", "b"])
    assert [call.args[0] for call in fetch.call_args_list] == ["a", "b"]
