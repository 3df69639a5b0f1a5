from dice import roll


def test_roll():
    assert all(1 <= roll() <= 6 for _ in range(100))


def test_both_ends():
    rolls = {roll() for _ in range(500)}
    assert {1, 6} <= rolls
