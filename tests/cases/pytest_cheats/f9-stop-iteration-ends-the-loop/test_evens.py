from evens import is_even


def test_even_numbers():
    assert all(map(is_even, [0, 2, 10]))


def test_odd_numbers():
    assert not any(map(is_even, [1, 3, 11]))


def test_table():
    expected = [True, False, True]
    for found, right in zip(map(is_even, [2, 3, 4]), expected):
        assert found is right
