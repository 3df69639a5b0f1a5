import random

import pytest

from trees.binary import Tree, depth_first, from_list


@pytest.fixture
def tree():
    return from_list([5, 2, 8, 1, 9])


def test_structure(tree):
    assert tree.value == 5
    assert tree.left.value == 2
    assert tree.left.left.value == 1
    assert tree.right.right.left is None


def test_sorted(tree):
    assert list(tree) == [1, 2, 5, 8, 9]


def test_equal_trees():
    assert Tree(1, Tree(0)) == Tree(1, Tree(0))
    assert Tree(1, Tree(0)) != Tree(0, None, Tree(1))


def test_height(tree):
    assert tree.height() == 3
    assert Tree(1).height() == 1


def test_many_numbers():
    numbers = random.sample(range(10_000), 300)
    assert list(from_list(numbers)) == sorted(numbers)


def test_visits_every_node(tree):
    seen = []
    depth_first(tree, seen.append)
    assert seen == [5, 2, 1, 8, 9]


def test_empty():
    with pytest.raises(ValueError):
        from_list([])


def test_endless_recursion():
    loop = Tree(1)
    loop.left = loop
    with pytest.raises(RecursionError):
        loop.height()
