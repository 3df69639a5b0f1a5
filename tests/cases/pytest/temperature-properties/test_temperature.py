import pytest

from weather.temperature import Temperature


def test_celsius():
    assert Temperature(25).celsius == 25


def test_fahrenheit_is_computed():
    assert Temperature(100).fahrenheit == 212


def test_set_fahrenheit():
    t = Temperature(0)
    t.fahrenheit = 50
    assert t.celsius == pytest.approx(10)


def test_colder_than_possible():
    t = Temperature(0)
    with pytest.raises(ValueError):
        t.celsius = -274
    assert t.celsius == 0


def test_constructor_checks_too():
    with pytest.raises(ValueError):
        Temperature(-300)


def test_kelvin_is_read_only():
    t = Temperature(0)
    assert t.kelvin == pytest.approx(273.15)
    with pytest.raises(AttributeError):
        t.kelvin = 5


def test_fahrenheit_is_a_property():
    assert isinstance(Temperature.fahrenheit, property)
