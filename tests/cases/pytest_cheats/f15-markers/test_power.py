from powers import power


def test_power():
    assert power(2, 10) == 1024


def test_zero():
    assert power(5, 0) == 1
