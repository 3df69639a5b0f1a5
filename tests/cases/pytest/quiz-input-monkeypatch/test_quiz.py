import pytest

from quiz.ask import ask_number, ask_yes_no, play


def answer_with(monkeypatch, *answers):
    answers = iter(answers)
    monkeypatch.setattr("builtins.input", lambda prompt="": next(answers))


def test_ask_number(monkeypatch):
    answer_with(monkeypatch, "42")
    assert ask_number("How many? ") == 42


def test_ask_again(monkeypatch, capsys):
    answer_with(monkeypatch, "many", "", "7")
    assert ask_number("How many? ") == 7
    assert capsys.readouterr().out == "Please type a number.\n" * 2


def test_prompt(monkeypatch):
    prompts = []

    def fake_input(prompt):
        prompts.append(prompt)
        return "1"

    monkeypatch.setattr("builtins.input", fake_input)
    ask_number("Age? ")
    assert prompts == ["Age? "]


@pytest.mark.parametrize("answer, expected", [("y", True), ("YES", True), ("n", False), (" yes ", True)])
def test_yes_no(monkeypatch, answer, expected):
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert ask_yes_no("Sure?") is expected


def test_play(monkeypatch, capsys):
    answer_with(monkeypatch, "4", "6")
    assert play([("2 + 2?", 4), ("2 * 4?", 8)]) == 1
    assert capsys.readouterr().out.splitlines() == ["Right!", "Wrong, it is 8."]


def test_does_not_ask_twice(monkeypatch):
    asked = []
    monkeypatch.setattr("builtins.input", lambda prompt="": asked.append(prompt) or "5")
    play([("?", 5)])
    assert len(asked) == 1
