from cleaning import clean


def test_spaces():
    assert clean("  a  b ") == "a b"


def test_changes_the_text():
    assert clean(" x") != " x"


def test_empty():
    assert not clean("  ") != ""
