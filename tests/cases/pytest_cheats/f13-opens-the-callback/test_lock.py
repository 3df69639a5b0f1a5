from safe import crack


def lock(code):
    """A lock that tells only whether a guess is right."""
    return lambda guess: guess == code


def test_short_code():
    assert crack(lock(7)) == 7


def test_long_code():
    assert crack(lock(42)) == 42
