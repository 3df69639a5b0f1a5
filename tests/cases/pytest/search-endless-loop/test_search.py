import pytest

from search import binary_search, count_down


def test_found():
    assert binary_search([1, 3, 5, 7, 9], 7) == 3


@pytest.mark.parametrize("position", range(5))
def test_every_position(position):
    numbers = [2, 4, 6, 8, 10]
    assert binary_search(numbers, numbers[position]) == position


def test_missing_number():
    assert binary_search([1, 3, 5], 4) == -1


def test_empty_list():
    assert binary_search([], 1) == -1


def test_count_down():
    assert list(count_down(3)) == [3, 2, 1]


def test_count_down_from_a_negative_number():
    with pytest.raises(ValueError):
        list(count_down(-1))
