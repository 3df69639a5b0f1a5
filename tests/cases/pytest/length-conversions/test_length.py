import math

import pytest

from measure import Length


def test_text():
    assert str(Length(1.5)) == "1.5 m"
    assert repr(Length(2)) == "Length(2)"
    assert f"{Length(2)}" == "2 m"
    assert "{} long".format(Length(3)) == "3 m long"


def test_format():
    assert f"{Length(1.23456):.2f}" == "1.23 m"
    assert format(Length(2), "cm") == "200 cm"


def test_numbers():
    assert int(Length(2.7)) == 2
    assert float(Length(2)) == 2.0
    assert type(float(Length(2))) is float
    assert complex(Length(1.5)) == 1.5 + 0j


def test_abs_and_round():
    assert float(abs(Length(-3))) == 3
    assert round(Length(2.345), 1) == 2.3
    assert round(Length(2.6)) == 3
    assert math.floor(Length(2.6)) == 2


def test_bool():
    assert bool(Length(1)) is True
    assert not Length(0)


def test_index():
    assert ["a", "b", "c"][Length(2)] == "c"
    assert list(range(Length(3))) == [0, 1, 2]


def test_hash():
    assert hash(Length(2)) == hash(Length(2.0))
    assert {Length(2): "two"}[Length(2.0)] == "two"


def test_approx():
    assert float(Length(0.1) + Length(0.2)) == pytest.approx(0.3)
    assert [float(Length(0.1)), float(Length(1) + Length(1e-9))] == pytest.approx([0.1, 1.0])
