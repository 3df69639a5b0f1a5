from tree import height


def test_leaf():
    assert height([]) == 1


def test_nested():
    assert height([[], [[]]]) == 3
