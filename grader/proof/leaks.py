"""What students are given does not tell what a hidden check asks and expects: statement, starter, titles and hints.

Why it is so: a name or a number of a hidden check may well stand there, but its question beside its answer is the
check itself, and so is the question where the text says that it is a hidden one. What a public check asks just the
same is no secret.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.check import Check, Visibility
from grader.checks.expectation import Expectation
from grader.checks.pytest_ import SuiteTest
from grader.checks.running import RunCheck
from grader.checks.value import ValueCheck
from grader.proof.case import Case
from grader.proof.sources import read_tree

_TOKEN = re.compile(r""""[^"]*"|'[^']*'|\w+|[^\w\s]""")
_WAY = re.compile(r"^(?:[^\W\d]\w*\.)+")
"""the modules before a name: whoever imports the name writes none"""
_HIDDEN = re.compile(r"\bhidden\b", re.IGNORECASE)
_SHORTEST = 3
"""characters of a text that is an answer without quotes"""


@dataclass(frozen=True)
class Riddle:
    """A question of a check and what it expects, as they would be written down."""

    question: str
    answer: str
    is_text: bool = False
    """whether the answer may stand there without its quotes"""

    @property
    def has_input(self) -> bool:
        """Whether there is a text or a number in the question that makes it this one."""
        return bool(re.search(r"""["'\d]""", self.question))

    def line_in(self, text: str) -> int | None:
        """The line, from 1, at which a text has the question with its answer in the same line or in the next."""
        question, answer = _pattern(_WAY.sub("", self.question)), self._answer()
        lines = text.split("\n") if question.search(text) else []
        reach = 2 + self.question.count("\n") + self.answer.rstrip("\n").count("\n")
        for index in range(len(lines)):
            near = "\n".join(lines[index : index + reach])
            asked = question.search(near)
            if asked and answer.search(question.sub(" ", near)):
                return index + 1 + near.count("\n", 0, asked.start())
        return None

    def line_called_hidden(self, text: str) -> int | None:
        """The line, from 1, of a paragraph that has the question and speaks of what is hidden."""
        question, line = _pattern(_WAY.sub("", self.question)), 1
        for paragraph in text.split("\n\n"):
            if self.has_input and _HIDDEN.search(paragraph) and question.search(paragraph):
                return line
            line += paragraph.count("\n") + 2
        return None

    def _answer(self) -> re.Pattern[str]:
        bare = self.answer[1:-1]
        if self.is_text and len(bare) >= _SHORTEST:
            return re.compile(f"{_pattern(self.answer).pattern}|{_pattern(bare).pattern}")
        return _pattern(self.answer)


def leaks(case: Case) -> Iterator[tuple[str, str]]:
    """(id of a hidden check, what tells of it) for each of its questions that is told."""
    checks = [planned.check for planned in case.exercise.plan]
    public = {riddle for check in checks if check.visibility is Visibility.PUBLIC for riddle in _riddles(check)}
    texts = dict(_texts(case, checks))
    for check in checks:
        if check.visibility is not Visibility.PUBLIC:
            for riddle in dict.fromkeys(_riddles(check)):
                if riddle not in public:
                    yield from ((check.id, told) for told in _told(riddle, texts))


def _told(riddle: Riddle, texts: dict[str, str]) -> Iterator[str]:
    for where, text in texts.items():
        if line := riddle.line_in(text):
            yield f"{where} tells in line {line} what it asks and expects: `{riddle.question}`, {riddle.answer}"
        elif line := riddle.line_called_hidden(text):
            yield f"{where} tells in line {line} that something hidden asks `{riddle.question}`"


def _texts(case: Case, checks: list[Check]) -> Iterator[tuple[str, str]]:
    """What students may read before they hand in, by its name."""
    yield "statement.md", case.statement
    yield from ((f"starter/{path}", case.starter.text(path) or "") for path in case.starter.files)
    yield "the title of the exercise", case.exercise.title
    for check in checks:
        if check.visibility is Visibility.PUBLIC:
            yield f"the title of {check.id}", check.summary()
            yield from ((f"hint {number} of {check.id}", hint) for number, hint in enumerate(check.hints, 1))


def _riddles(check: Check) -> Iterator[Riddle]:
    if isinstance(check, ValueCheck):
        cases: list[tuple[str, Expectation]] = [(case.ask, case) for case in check.cases]
        cases += [(check.ask, check)] if check.ask and check.given_expectations() else []
        yield from (_riddle(ask.strip(), case) for ask, case in cases if not ask.strip().isidentifier())
    elif isinstance(check, RunCheck) and (check.args or check.stdin) and check.stdout and check.stdout.equals:
        yield Riddle(f"{check.command()}\n{check.stdin}".strip(), check.stdout.equals.strip())
    elif isinstance(check, SuiteTest):
        yield from _asserted(read_tree(check.file.read_bytes()))


def _riddle(ask: str, case: Expectation) -> Riddle:
    if case.raises or case.type:
        return Riddle(ask, case.raises or case.type or "")
    value = case.approx if "approx" in case.model_fields_set else case.wanted()
    return Riddle(ask, repr(value), isinstance(value, str))


def _asserted(tree: ast.Module | None) -> Iterator[Riddle]:
    """What a test file compares with `==`: a call, and a plain value."""
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Call) and isinstance(node.ops[0], ast.Eq):
            try:
                value = ast.literal_eval(node.comparators[0])
            except ValueError:
                continue
            yield Riddle(ast.unparse(node.left), repr(value), isinstance(value, str))


def _pattern(code: str) -> re.Pattern[str]:
    """Finds code in a text, whatever its quotes and white space."""
    parts = r"\s*".join(_any_quotes(token) for token in _TOKEN.findall(code))
    return re.compile(rf"(?<!\w)(?<!\d\.){parts}(?!\w|\.\d)")


def _any_quotes(token: str) -> str:
    is_quoted = len(token) > 1 and token[0] in "\"'"
    return f"[\"']{re.escape(token[1:-1])}[\"']" if is_quoted else re.escape(token)
