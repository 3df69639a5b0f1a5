from prices import with_tax


def test_with_tax():
    assert with_tax(100) == 119


def test_free():
    assert with_tax(0) == 0
