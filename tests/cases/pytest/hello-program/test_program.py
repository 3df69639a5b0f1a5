import subprocess
import sys

import pytest

from hello import greet


def run(*arguments, text=""):
    return subprocess.run(
        [sys.executable, "-m", "hello", *arguments], input=text, capture_output=True, text=True, timeout=30
    )


def test_greet():
    assert greet("Ada") == "Hello, Ada!"


def test_program_with_name():
    result = run("Ada")
    assert result.returncode == 0
    assert result.stdout == "Hello, Ada!\n"


def test_program_asks_for_the_name():
    result = run(text="Bob\n")
    assert result.stdout.endswith("Hello, Bob!\n")


@pytest.mark.parametrize("arguments", [["--loud", "Ada"], ["Ada", "--loud"]])
def test_loud(arguments):
    assert run(*arguments).stdout == "HELLO, ADA!\n"


def test_too_many_names():
    result = run("a", "b")
    assert result.returncode == 2
    assert "one name" in result.stderr
    assert result.stdout == ""


def test_import_prints_nothing(capsys):
    import hello.__main__  # noqa: F401

    assert capsys.readouterr().out == ""
