from numbers_lab import square


def test_square():
    assert square(3) == 9


def test_square_of_zero():
    assert square(0) == 0
