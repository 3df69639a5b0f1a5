from converter.length import *
from converter.weight import *


def test_to_inches():
    assert to_inches(2.54) == 1.0


def test_to_feet():
    assert to_feet(30.48) == 1.0


def test_to_pounds():
    assert round(to_pounds(1), 3) == 2.205


def test_private_names_stay_private():
    assert "_CM_PER_INCH" not in globals()


def test_names_are_there():
    assert callable(to_inches) and callable(to_feet) and callable(to_pounds)
