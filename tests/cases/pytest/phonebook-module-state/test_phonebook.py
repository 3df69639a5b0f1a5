"""The tests of this file build on each other, in this order."""

import phonebook


def test_1_starts_empty():
    assert phonebook.entries() == {}
    assert phonebook.last_changed is None


def test_2_add():
    phonebook.add("Ada", "123")
    assert phonebook.entries() == {"Ada": "123"}
    assert phonebook.last_changed == "Ada"


def test_3_add_another():
    phonebook.add("Bob", "456")
    assert len(phonebook.entries()) == 2
    assert phonebook.last_changed == "Bob"


def test_4_entries_are_a_copy():
    phonebook.entries().clear()
    assert len(phonebook.entries()) == 2


def test_5_show(capsys):
    phonebook.show()
    assert capsys.readouterr().out == "Ada: 123\nBob: 456\n"


def test_6_remove():
    phonebook.remove("Ada")
    assert phonebook.entries() == {"Bob": "456"}
