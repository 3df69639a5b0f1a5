import pytest

from leap import is_leap


@pytest.mark.parametrize("year, expected", [(2000, True), (1900, False), (2024, True)])
def test_is_leap(year, expected):
    assert is_leap(year) is expected


def test_bad_year():
    with pytest.raises(ValueError):
        is_leap(-1)
