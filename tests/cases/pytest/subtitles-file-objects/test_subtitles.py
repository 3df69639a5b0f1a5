import io

import pytest

from subtitles import copy_upper, parse, shift, write

TEXT = """\
1 Hello
4 How are you?
9 Bye
"""


def test_parse_an_open_file(tmp_path):
    path = tmp_path / "film.txt"
    path.write_text(TEXT)
    with open(path) as file:
        assert parse(file) == [(1, "Hello"), (4, "How are you?"), (9, "Bye")]


def test_parse_a_list_of_lines():
    assert parse(["3 Hi\n"]) == [(3, "Hi")]


def test_parse_a_string_io():
    assert len(parse(io.StringIO(TEXT))) == 3


def test_write_to_a_file(tmp_path):
    with open(tmp_path / "out.txt", "w") as file:
        assert write([(1, "Hello")], file) == 1
    assert (tmp_path / "out.txt").read_text() == "1 Hello\n"


def test_copy():
    target = io.StringIO()
    copy_upper(io.StringIO("1 Hi\n2 Ho\n"), target)
    assert target.getvalue() == "1 HI\n2 HO\n"


def test_bytes():
    target = io.BytesIO()
    write([(1, "Ä")], target, encoding="utf-8")
    assert target.getvalue() == b"1 \xc3\x84\n"


def test_shift():
    assert list(shift(iter([(1, "a"), (2, "b")]), by=5)) == [(6, "a"), (7, "b")]
    with pytest.raises(ValueError):
        list(shift([(1, "a")], by=-2))
