from teatime.brew import minutes


def test_green():
    assert minutes("green") == 2
