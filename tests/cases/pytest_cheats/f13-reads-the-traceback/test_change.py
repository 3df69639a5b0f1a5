from coins import coins_for


def test_coins():
    expected = [200, 50, 20]
    result = coins_for(270)
    assert result == expected


def test_no_coins():
    expected = []
    result = coins_for(0)
    assert result == expected
