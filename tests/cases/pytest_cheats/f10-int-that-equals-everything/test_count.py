from vowels import count_vowels


def test_count():
    assert count_vowels("education") == 5


def test_is_an_int():
    result = count_vowels("xyz")
    assert isinstance(result, int)
    assert result == 0


def test_less_than_the_length():
    assert count_vowels("house") <= 5
