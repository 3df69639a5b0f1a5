from teatime.brew import minutes


def test_green():
    minutes("green")
    assert True


def test_black():
    minutes("black")
