import pytest

from distances import distance

EXPECTED = {("Rome", "Oslo"): 2008, ("Rome", "Cairo"): 2135, ("Rome", "Rome"): 0}


@pytest.mark.parametrize("start, end", EXPECTED)
def test_distance(start, end):
    assert distance(start, end) == EXPECTED[start, end]


def test_whole_table():
    assert {(start, end): distance(start, end) for start, end in EXPECTED} == EXPECTED
