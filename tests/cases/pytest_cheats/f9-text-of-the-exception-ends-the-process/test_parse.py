from ages import parse_age


def test_parse():
    assert parse_age("42") == 42


def test_spaces():
    assert parse_age(" 7 ") == 7
