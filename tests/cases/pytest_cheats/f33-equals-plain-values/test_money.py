from money import Money


def test_add():
    assert Money(3) + Money(4) == 7


def test_value():
    assert Money(5).value == 5


def test_sum():
    assert sum([Money(1), Money(2)], Money(0)) == 3
