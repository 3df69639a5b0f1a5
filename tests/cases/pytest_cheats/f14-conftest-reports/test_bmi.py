from bmi import bmi


def test_bmi():
    assert bmi(80, 2) == 20


def test_rounded():
    assert bmi(70, 1.75) == 22.9
