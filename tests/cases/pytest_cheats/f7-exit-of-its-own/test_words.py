from words import Text


def test_longest():
    assert Text("the quick fox").longest == "quick"


def test_first_of_two():
    assert Text("one two").longest == "one"
