from collections import deque

from cleaning.tables import add_row, drop_column, merge, normalize, rotate


def test_add_row():
    table = [[1, 2]]
    assert add_row(table, [3, 4]) is None
    assert table == [[1, 2], [3, 4]]


def test_drop_column_changes_the_rows():
    rows = [{"name": "Ada", "age": 36}, {"name": "Bob", "age": 40}]
    drop_column(rows, "age")
    assert rows == [{"name": "Ada"}, {"name": "Bob"}]


def test_normalize_changes_the_inner_lists():
    data = {"a": [1, None, 2], "b": [None]}
    normalize(data)
    assert data == {"a": [1, 2], "b": []}


def test_merge_changes_only_the_first():
    first, second = {"x", "y"}, {"z"}
    assert merge(first, second) == 3
    assert first == {"x", "y", "z"}
    assert second == {"z"}


def test_rotate_list():
    items = [1, 2, 3]
    rotate(items)
    assert items == [3, 1, 2]
    rotate(items, 2)
    assert items == [1, 2, 3]


def test_rotate_deque():
    items = deque([1, 2, 3])
    rotate(items)
    assert items == deque([3, 1, 2])


def test_same_list_twice():
    row = [0]
    table = [row]
    add_row(table, row)
    row.append(1)
    assert table == [[0, 1], [0, 1]]
