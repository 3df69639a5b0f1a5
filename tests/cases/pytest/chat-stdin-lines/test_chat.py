import io
import sys
from unittest import mock

import pytest

from chat import bot, session


@pytest.mark.parametrize(
    "text, answer",
    [("hello", "Hi!"), ("How are you?", "That is a good question."), ("bye", None)],
)
def test_bot(text, answer):
    assert bot(text) == answer


def test_session(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\nbye\nhello\n"))
    assert list(session()) == ["Hi!"]


def test_rest_of_the_input_is_not_read(monkeypatch):
    stdin = io.StringIO("bye\nhello\n")
    monkeypatch.setattr(sys, "stdin", stdin)
    list(session())
    assert stdin.readline() == "hello\n"


def test_blank_lines(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\nhello\n"))
    assert list(session()) == ["Hi!"]


@mock.patch("chat.bot", return_value="mocked")
def test_session_asks_the_bot(fake, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("one\ntwo"))
    assert list(session()) == ["mocked", "mocked"]
    fake.assert_has_calls([mock.call("one"), mock.call("two")])
