from merging import merge


def test_merge():
    assert merge([1, 4], [2, 3]) == [1, 2, 3, 4]


def test_empty():
    assert merge([], [1]) == [1]


def test_ordered():
    merged = merge([5], [3])
    assert merged == sorted(merged)
    assert merged < [4]
