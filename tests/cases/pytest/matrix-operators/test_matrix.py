import pytest

from linear.matrix import Matrix


def rows(matrix):
    return [list(row) for row in matrix.rows]


def test_matmul():
    product = Matrix([[1, 2], [3, 4]]) @ Matrix([[0, 1], [1, 0]])
    assert rows(product) == [[2, 1], [4, 3]]


def test_power():
    assert rows(Matrix([[1, 1], [0, 1]]) ** 3) == [[1, 3], [0, 1]]


def test_item():
    m = Matrix([[1, 2], [3, 4]])
    assert m[0, 1] == 2
    m[0, 1] = 9
    assert rows(m) == [[1, 9], [3, 4]]


def test_item_outside():
    with pytest.raises(IndexError):
        Matrix([[1]])[1, 0]


def test_transposed():
    assert rows(~Matrix([[1, 2], [3, 4]])) == [[1, 3], [2, 4]]


def test_divide_by_number():
    assert rows(Matrix([[2, 4]]) / 2) == [[1.0, 2.0]]
    assert rows(Matrix([[5, 4]]) // 2) == [[2, 2]]


def test_rows_must_be_of_one_length():
    with pytest.raises(ValueError, match="row 1"):
        Matrix([[1, 2], [3]])
