from primes import is_prime


def test_small_numbers():
    assert is_prime(2)
    assert not is_prime(1)


def test_large_numbers():
    assert is_prime(97)
    assert not is_prime(91)
