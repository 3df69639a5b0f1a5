import random

import pytest

from algorithms.sorting import bubble_sort, insertion_sort, sort_in_place


@pytest.mark.parametrize("sort", [bubble_sort, insertion_sort])
class TestSorts:
    def test_numbers(self, sort):
        assert sort([3, 1, 2]) == [1, 2, 3]
        assert sort([]) == []

    def test_argument_is_left_alone(self, sort):
        numbers = [2, 1]
        sort(numbers)
        assert numbers == [2, 1]

    def test_key(self, sort):
        assert sort(["bbb", "a", "cc"], key=len) == ["a", "cc", "bbb"]

    def test_key_is_stable(self, sort):
        pairs = [(1, "b"), (0, "x"), (1, "a")]
        assert sort(pairs, key=lambda pair: pair[0]) == [(0, "x"), (1, "b"), (1, "a")]

    def test_random_numbers(self, sort):
        numbers = [random.randint(0, 99) for _ in range(20)]
        assert sort(numbers) == sorted(numbers)


def test_sort_in_place():
    numbers = [5, 3, 9]
    assert sort_in_place(numbers) is None
    assert numbers == [3, 5, 9]


def test_sort_in_place_reverse():
    numbers = [5, 3, 9]
    sort_in_place(numbers, reverse=True)
    assert numbers == [9, 5, 3]
