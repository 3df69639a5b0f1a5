from squares import squares, squares_by_name


def test_squares():
    assert squares(3) == [0, 1, 4]


def test_one_square():
    assert squares(1) == [0]


def test_by_name():
    assert squares_by_name(["two"]) == {"two": 4}
