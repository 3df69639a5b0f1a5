from textkit.lowerdict import LowerDict
from textkit.stack import Stack


def test_lowerdict_is_a_dict():
    assert issubclass(LowerDict, dict)
    assert isinstance(LowerDict(), dict)


def test_keys_are_lower_case():
    d = LowerDict()
    d["Host"] = "example.org"
    assert list(d) == ["host"]
    assert d["HOST"] == "example.org"


def test_missing_key_gives_empty_text():
    assert LowerDict()["nothing"] == ""


def test_stack_is_a_list():
    assert isinstance(Stack([1]), list)
    assert Stack.__base__ is list


def test_stack_push_and_peek():
    stack = Stack()
    stack.push(1)
    stack.push(2)
    assert stack.peek() == 2
    assert stack.pop() == 2
    assert len(stack) == 1


def test_stack_methods_of_list():
    stack = Stack([3, 1, 2])
    stack.sort()
    assert list(stack) == [1, 2, 3]
    assert stack[0:2] == [1, 2]
