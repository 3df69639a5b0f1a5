from till import change


def test_change():
    assert change(5, 3) == 2


def test_no_change():
    assert change(3, 3) == 0
