import io
import sys

import pytest

from textstats.count import count_lines, main, word_count


@pytest.fixture
def stdin(monkeypatch):
    def give(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return give


def test_word_count():
    assert word_count("to be or not to be") == {"to": 2, "be": 2, "or": 1, "not": 1}


def test_count_lines_reads_stdin(stdin):
    stdin("one\ntwo\n\nthree")
    assert count_lines() == 4


def test_no_input(stdin):
    stdin("")
    assert count_lines() == 0


def test_main(stdin, capsys):
    stdin("b a b\n")
    main()
    assert capsys.readouterr().out == "a 1\nb 2\n"


def test_input_reads_stdin_too(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("2\nx y\ny z\n"))
    main(counted=True)
    assert capsys.readouterr().out == "x 1\ny 2\nz 1\n"
