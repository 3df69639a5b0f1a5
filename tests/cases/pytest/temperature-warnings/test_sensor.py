import logging
import warnings

import pytest

from sensors.sensor import CalibrationWarning, Sensor


def test_own_warning_class():
    assert issubclass(CalibrationWarning, UserWarning)


def test_reading_out_of_range_is_warned():
    with pytest.warns(CalibrationWarning):
        Sensor().read(200)


def test_reading_in_range():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Sensor().read(20) == 20


def test_readings_are_logged(caplog):
    caplog.set_level(logging.INFO, logger="sensors")
    Sensor().read(20)
    assert "read 20" in caplog.text


def test_log_records(caplog):
    with caplog.at_level(logging.DEBUG):
        Sensor("kitchen").read(5)
    record = caplog.records[0]
    assert record.levelname == "INFO"
    assert record.name == "sensors.sensor"
    assert record.getMessage() == "kitchen: read 5"


def test_failure_is_an_error(caplog):
    assert Sensor().read(None) is None
    assert [(r.levelno, r.message) for r in caplog.records] == [(logging.ERROR, "sensor: no reading")]
