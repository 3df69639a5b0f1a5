from speed import kmh


def test_kmh():
    assert kmh(10) == 36


def test_stands_still():
    assert kmh(0) == 0
