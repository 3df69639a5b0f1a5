from sums import add


def test_add():
    assert add(2, 3) == 5


def test_negative():
    assert add(-2, 1) == -1


def test_floats():
    assert 0.5 == add(0.25, 0.25)
