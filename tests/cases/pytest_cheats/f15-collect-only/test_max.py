from largest import largest


def test_largest():
    assert largest([3, 9, 2]) == 9


def test_negative():
    assert largest([-3, -9]) == -3
