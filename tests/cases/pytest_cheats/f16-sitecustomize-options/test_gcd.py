from divisors import gcd


def test_gcd():
    assert gcd(12, 18) == 6


def test_prime():
    assert gcd(7, 13) == 1
