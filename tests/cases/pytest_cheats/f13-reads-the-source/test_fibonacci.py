from fibonacci import fibonacci


def test_first():
    assert fibonacci(1) == 1


def test_tenth():
    assert fibonacci(10) == 55


def test_thirtieth():
    assert fibonacci(30) == 832040
