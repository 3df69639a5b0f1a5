"""Check kind `quiz`: what passes, what fails, and what must not be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.report import Report

Grading = Callable[[str, dict[str, str]], Report]

ONE = """
checks:
  - id: it
    kind: quiz
    question: cards
    text: What is it?
    right: [module]
    wrong: {package: A package is a folder., no file at all: Then where would it be.}
"""
TWO = """
checks:
  - id: it
    kind: quiz
    question: names
    right: [main, add]
    wrong: {_help: It begins with an underscore., "true": That is no name.}
"""
CHOICES = 'Choose from "module", "no file at all" and "package".'

ROWS = {
    "right": (ONE, 'cards = "module"', None),
    "right in capitals": (ONE, "cards = ' Module '", None),
    "right as a list": (ONE, 'cards = ["module"]', None),
    "right beside others": (ONE, '# mine\nother = 1\ncards = "module"\n', None),
    "wrong": (ONE, 'cards = "package"', '"package" is not the answer to cards. A package is a folder.'),
    "wrong with spaces": (ONE, 'cards = "No  file at all"', "Then where would it be."),
    "right and wrong": (ONE, 'cards = ["module", "package"]', "A package is a folder."),
    "no answer of ours": (ONE, 'cards = "modul"', f"'modul' is none of the answers to cards. {CHOICES}"),
    "empty": (ONE, 'cards = ""', f"cards has no answer yet. {CHOICES}"),
    "empty list": (ONE, "cards = []", "cards has no answer yet."),
    "number": (ONE, "cards = 3", 'cards is no text. Write the answer in quotes: cards = "..."'),
    "table": (ONE, '[cards]\nanswer = "module"', "cards is no text."),
    "key missing": (
        ONE,
        'other = "x"',
        f'answers.toml has no line cards = "...". Write it, and {CHOICES[0].lower()}{CHOICES[1:]}',
    ),
    "key misspelt": (ONE, 'crads = "module"', "There is 'crads': write cards instead."),
    "below a header": (
        ONE,
        '# mine\n[answers]\ncards = "module"',
        "answers.toml has cards only below '[answers]', so it belongs to that table. Delete line 2,",
    ),
    "below another header": (ONE, 'cards = "module"\n[more]\ncards = "package"\n', None),
    "no quotes": (ONE, "x = 1\ncards = module", "Line 2 of `answers.toml` has a text that is not in quotes"),
    "broken": (ONE, "cards = [", "Python cannot read line 1 of `answers.toml`"),
    "all of two": (TWO, 'names = ["add", "main"]', None),
    "one of two": (TWO, 'names = "add"', "What you chose for names is right, but something is missing."),
    "one of two and a wrong one": (TWO, 'names = ["add", "_help"]', "It begins with an underscore."),
}


@pytest.mark.parametrize(("exercise", "answers", "message"), ROWS.values(), ids=ROWS)
def test_answer_is_settled(grading: Grading, exercise: str, answers: str, message: str | None) -> None:
    """A right answer passes; for every other one the message says what is wrong with it."""
    (result,) = grading(exercise, {"answers.toml": answers}).results

    assert result.finding.passed == (message is None), result.finding
    assert (message or "") in result.finding.message, result.finding


def test_header_above_the_answer_is_named(grading: Grading) -> None:
    """The line is there, and the one that puts it elsewhere is pointed to."""
    (result,) = grading(ONE, {"answers.toml": '[answers]\ncards = "module"\n'}).results

    assert result.finding.location is not None
    assert (result.finding.location.line, result.finding.location.text) == (1, "[answers]")
    assert result.diagnosis is not None
    assert result.diagnosis.code == "toml/below-a-header"


@pytest.mark.parametrize(
    "name", ["answer.toml", "Answers.toml", "answers.toml.txt", "answers.txt", "more/answers.toml"]
)
def test_file_of_another_name_is_a_near_miss(grading: Grading, name: str) -> None:
    """It is named, never accepted."""
    (result,) = grading(ONE, {name: 'cards = "module"'}).results

    assert result.finding.message == f"answers.toml is not there. There is {name} instead."
    assert result.diagnosis is not None
    assert name in result.diagnosis.seen


def test_file_is_not_there(grading: Grading) -> None:
    """Something else was handed in; it is not told to put Python into the file."""
    (result,) = grading(ONE, {"readme.md": "hello"}).results

    assert result.finding.message == "answers.toml is not there."
    assert result.diagnosis is None or result.diagnosis.code == "file/missing"


@pytest.mark.parametrize("answers", ["", 'cards = ""', 'cards = "package"', "cards = 1", 'cards = "x"'])
def test_neither_the_right_answer_nor_other_feedback_is_told(grading: Grading, answers: str) -> None:
    """Whatever was answered, a student reads nothing that says which answer is right."""
    (result,) = grading(ONE, {"answers.toml": answers}).results

    assert result.title == "What is it? (cards in answers.toml)"
    assert (result.finding.expected, result.hints) == (None, ())
    assert "Then where would it be." not in f"{result.finding} {result.diagnosis}"
    assert result.finding.message.replace(CHOICES[6:], "").count("module") == 0
