from functools import partial

import pytest

from toolbox import compose, group_by, my_filter, my_map, my_reduce


def test_my_map():
    assert my_map(lambda x: x * 2, [1, 2, 3]) == [2, 4, 6]
    assert my_map(str, (1, 2)) == ["1", "2"]
    assert my_map(str.upper, "ab") == ["A", "B"]


def test_my_filter():
    assert my_filter(lambda x: x > 1, [1, 2, 3]) == [2, 3]
    assert my_filter(None, [0, 1, "", "x"]) == [1, "x"]


def test_my_reduce():
    assert my_reduce(lambda a, b: a + b, [1, 2, 3]) == 6
    assert my_reduce(max, [3, 9, 2], 5) == 9
    with pytest.raises(TypeError):
        my_reduce(max, [])


def test_compose():
    double_then_str = compose(str, lambda x: x * 2)
    assert double_then_str(21) == "42"
    assert callable(compose(abs))


def test_compose_keeps_keyword_arguments():
    assert compose(len, sorted)([3, 1], reverse=True) == 2


def test_group_by():
    words = ["apple", "avocado", "bean"]
    assert group_by(lambda word: word[0], words) == {"a": ["apple", "avocado"], "b": ["bean"]}


def test_partial_over_student_function():
    doubled = partial(my_map, lambda x: x * 2)
    assert doubled([4]) == [8]


def test_error_in_the_callback():
    with pytest.raises(ZeroDivisionError):
        my_map(lambda x: 1 / x, [1, 0])
