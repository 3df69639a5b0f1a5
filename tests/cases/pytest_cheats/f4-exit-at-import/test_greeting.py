from greetings.english import greet


def test_greet():
    assert greet("Ada") == "Hello, Ada!"


def test_greet_nobody():
    assert greet("") == "Hello!"
