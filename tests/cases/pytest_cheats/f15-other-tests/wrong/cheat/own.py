def test_total():
    pass


def test_nothing():
    pass
