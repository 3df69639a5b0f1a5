import pytest

from closures import area, fibonacci, make_account, make_counter, make_multipliers


def test_counters_are_independent():
    first, second = make_counter(), make_counter(10)
    assert [first(), first(), second()] == [1, 2, 11]


def test_account():
    deposit, withdraw, balance = make_account(100)
    deposit(50)
    withdraw(30)
    assert balance() == 120
    with pytest.raises(ValueError):
        withdraw(1000)
    assert balance() == 120


def test_multipliers():
    assert [multiply(10) for multiply in make_multipliers(3)] == [0, 10, 20]


def test_cached():
    fibonacci.cache_clear()
    assert fibonacci(30) == 832040
    assert fibonacci.cache_info().misses == 31
    assert fibonacci.cache_info().currsize == 31


def test_function_behind_the_cache():
    assert callable(fibonacci.__wrapped__)
    assert fibonacci.__name__ == "fibonacci"


def test_single_dispatch():
    assert area(3) == 9
    assert area((2, 3)) == 6
    with pytest.raises(TypeError, match="str"):
        area("large")
