import pytest

from decorators import count_calls, memoize, repeat, validate_positive


def test_repeat():
    said = []

    @repeat(3)
    def say(word):
        said.append(word)
        return word

    assert say("hi") == "hi"
    assert said == ["hi", "hi", "hi"]


def test_count_calls():
    @count_calls
    def nothing():
        pass

    assert nothing.calls == 0
    nothing()
    nothing()
    assert nothing.calls == 2


def test_names_are_kept():
    @count_calls
    def area(width, height):
        """Width times height."""
        return width * height

    assert area.__name__ == "area"
    assert area.__doc__ == "Width times height."
    assert area(2, height=3) == 6


def test_memoize_calls_once():
    calls = []

    @memoize
    def square(x):
        calls.append(x)
        return x * x

    assert [square(3), square(3), square(4)] == [9, 9, 16]
    assert calls == [3, 4]


def test_memoized_recursion():
    @memoize
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    assert fib(10) == 55


def test_validate_positive():
    @validate_positive
    def root(x):
        return x ** 0.5

    assert root(9) == 3
    with pytest.raises(ValueError, match="root"):
        root(-1)


def test_decorated_function_raises_its_own_errors():
    @repeat(2)
    def broken():
        raise LookupError("nothing here")

    with pytest.raises(LookupError, match="nothing here"):
        broken()
