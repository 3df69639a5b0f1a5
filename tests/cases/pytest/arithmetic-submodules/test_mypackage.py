from mypackage import math_utils, string_utils
import mypackage.stats.average as average


def test_add():
    assert math_utils.add(2, 3) == 5
    assert math_utils.add(-1, 1) == 0


def test_subtract():
    assert math_utils.subtract(9, 4) == 5
    assert math_utils.subtract(a=1, b=4) == -3


def test_shout():
    assert string_utils.shout("hello") == "HELLO!"


def test_mean():
    assert average.mean([1, 2, 3, 6]) == 3


def test_mean_of_nothing():
    assert average.mean([]) == 0


def test_package_has_its_version():
    import mypackage

    assert mypackage.__version__ == "1.0"
