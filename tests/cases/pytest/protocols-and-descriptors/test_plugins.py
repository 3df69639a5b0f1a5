import pytest

from framework.people import Person
from framework.plugins import Drawable, Plugin, registry


class Square:
    def draw(self):
        return "[]"


def test_protocol():
    assert isinstance(Square(), Drawable)
    assert not isinstance("text", Drawable)


def test_subclasses_are_registered():
    class Hello(Plugin):
        name = "hello"

    class Bye(Plugin):
        name = "bye"

    assert {"hello", "bye"} <= set(registry)


def test_plugins_of_the_package():
    assert registry["echo"]().run("hi") == "hi hi"
    assert issubclass(registry["echo"], Plugin)


def test_field_is_checked():
    person = Person()
    person.age = 36
    assert person.age == 36
    assert type(Person.age).__name__ == "Integer"
    with pytest.raises(TypeError, match="age"):
        person.age = "old"
    with pytest.raises(ValueError):
        person.age = -1


def test_fields_are_per_object():
    a, b = Person(), Person()
    a.age, b.age = 1, 2
    assert (a.age, b.age) == (1, 2)
