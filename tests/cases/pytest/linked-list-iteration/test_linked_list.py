import pytest

from structures.linked_list import LinkedList, Node


def test_nodes():
    node = Node(1, Node(2))
    assert node.value == 1
    assert node.next.value == 2
    assert node.next.next is None


def test_iteration():
    assert list(LinkedList([1, 2, 3])) == [1, 2, 3]
    assert list(LinkedList([])) == []


def test_iterate_twice():
    numbers = LinkedList([1, 2])
    assert [(a, b) for a in numbers for b in numbers] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_builtins_work_on_it():
    numbers = LinkedList([3, 1, 2])
    assert sum(numbers) == 6
    assert max(numbers) == 3
    assert sorted(numbers) == [1, 2, 3]
    assert tuple(enumerate(numbers)) == ((0, 3), (1, 1), (2, 2))
    assert list(zip(numbers, "abc")) == [(3, "a"), (1, "b"), (2, "c")]
    assert dict(zip("xyz", numbers)) == {"x": 3, "y": 1, "z": 2}


def test_unpacking():
    first, *rest = LinkedList("abc")
    assert first == "a"
    assert rest == ["b", "c"]
    assert [*LinkedList([1]), *LinkedList([2])] == [1, 2]


def test_push_front():
    numbers = LinkedList([2])
    numbers.push_front(1)
    assert list(numbers) == [1, 2]
    assert isinstance(numbers.head, Node)


def test_iterator_ends():
    it = iter(LinkedList(["only"]))
    assert next(it) == "only"
    with pytest.raises(StopIteration):
        next(it)
    assert next(it, "end") == "end"
