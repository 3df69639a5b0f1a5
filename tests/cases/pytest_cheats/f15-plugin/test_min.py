from smallest import smallest


def test_smallest():
    assert smallest([3, 1, 2]) == 1


def test_one():
    assert smallest([5]) == 5
