import contextlib
import io
import sys

from till.receipt import print_line, print_receipt, warn


def test_line_is_aligned(capsys):
    print_line("Milk", 1.2)
    assert capsys.readouterr().out == "Milk        1.20\n"


def test_receipt(capsys):
    print_receipt({"Milk": 1.2, "Bread": 3})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Milk        1.20"
    assert lines[-1] == "Total       4.20"
    assert len(lines) == 4


def test_line_between(capsys):
    print_receipt({})
    out, err = capsys.readouterr()
    assert out.startswith("-" * 16)
    assert err == ""


def test_returns_the_total():
    assert print_receipt({"Milk": 1.25, "Bread": 3}) == 4.25


def test_redirect():
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        print_line("Tea", 10)
    assert buffer.getvalue().strip() == "Tea        10.00"


def test_warning_goes_to_stderr(capsys):
    warn("no paper")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "warning: no paper\n"


def test_to_a_file_object():
    buffer = io.StringIO()
    print_line("Tea", 1, file=buffer)
    assert "Tea" in buffer.getvalue()


def test_nothing_more_is_printed(capsys):
    print("before")
    print_line("A", 1)
    print("after", file=sys.stdout)
    assert capsys.readouterr().out == "before\nA           1.00\nafter\n"
