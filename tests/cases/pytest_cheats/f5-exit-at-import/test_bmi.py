from health.bmi import bmi


def test_bmi():
    assert bmi(80, 2) == 20


def test_nobody():
    assert bmi(0, 2) == 0
