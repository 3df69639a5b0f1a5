import pytest

from roman import to_roman


@pytest.mark.parametrize("number, expected", [(1, "I"), (4, "IV"), (1994, "MCMXCIV")])
def test_to_roman(number, expected):
    assert to_roman(number) == expected


def test_large():
    expected = "MMXXIV"
    assert to_roman(2024) == expected
