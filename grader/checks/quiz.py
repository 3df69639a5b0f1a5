"""Check kind `quiz`: one question, answered in a TOML file of the submission; feedback for each wrong answer.

Several questions share a file, each is a check of its own. The file is data: it is read on the judge's side, with a
cap on its size, and never evaluated. What is right, and the feedback of answers that a student did not give, stands in
no finding.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from grader.check import Check, Scene
from grader.checks.file import RelativePath, missing_path
from grader.checks.findings import failed, listing, place
from grader.checks.near import near_name
from grader.comparing import show
from grader.project.mistake import Mistake
from grader.project.tomlfile import TomlFile, read_toml
from grader.report import PASSED, Finding
from grader.requirement import Many

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
"""a name that stands in TOML without quotes"""
Answer = Annotated[str, Field(pattern=r"^\S(.{0,58}\S)?$")]
Feedback = Annotated[str, Field(min_length=1)]


class QuizCheck(Check):
    """`question = "answer"` in the file; with several right answers `question = ["one", "another"]`."""

    kind: Literal["quiz"]
    file: RelativePath = "answers.toml"
    question: Key
    """the key in the file"""
    text: str = ""
    """the question itself, for whoever sees the check"""
    right: Annotated[Many[Answer], Field(min_length=1)]
    """all of these, and nothing else, is the right answer"""
    wrong: Annotated[dict[Answer, Feedback], Field(min_length=1)]
    """the other answers, each with what a student reads who chose it"""

    @model_validator(mode="after")
    def _answers_differ(self) -> QuizCheck:
        answers = [_folded(answer) for answer in (*self.right, *self.wrong)]
        twice = next((answer for answer in answers if answers.count(answer) > 1), None)
        if twice:
            raise ValueError(f"the answer {twice!r} stands here twice; case does not tell answers apart")
        return self

    def summary(self) -> str:
        """The question, never an answer."""
        return self.title or f"{self.text or 'a question'} ({self.question} in {self.file})"

    def asked_paths(self) -> tuple[str, ...]:
        """The file with the answers."""
        return (self.file,)

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Nothing runs. The first wrong answer is the finding."""
        content = scene.submission.files.get(self.file)
        if content is None:
            return missing_path(scene.submission, self.file)
        toml = read_toml(self.file, content)
        if isinstance(toml, Mistake):
            location = place(scene.submission, self.file, toml.line)
            return failed(toml.message, target=self.file, location=location)
        message = self._complaint(toml)
        if message is None:
            return PASSED
        line = toml.line_of(self.question) or toml.header_over(self.question)
        location = place(scene.submission, self.file, line)
        return failed(message, target=self.file, location=location)

    def _complaint(self, toml: TomlFile) -> str | None:
        if self.question not in toml.data:
            return self._unanswered(toml)
        given = _texts(toml.data[self.question])
        if given is None:
            return f'{self.question} is no text. Write the answer in quotes: {self.question} = "..."'
        if not any(given):
            return f"{self.question} has no answer yet. Choose from {self._choices()}."
        return next(filter(None, map(self._wrong, given)), None) or self._incomplete(given)

    def _unanswered(self, toml: TomlFile) -> str:
        header = toml.header_over(self.question)
        if header:
            return (
                f"{self.file} has {self.question} only below {show(toml.line(header))}, so it belongs to that table. "
                f"Delete line {header}, and leave the lines below it as they are."
            )
        near = near_name(self.question, tuple(map(str, toml.data)))
        if near:
            return (
                f"{self.file} has no answer to {self.question}. There is {show(near)}: write {self.question} instead."
            )
        return f'{self.file} has no line {self.question} = "...". Write it, and choose from {self._choices()}.'

    def _wrong(self, answer: str) -> str | None:
        """The feedback to one answer, None where it is right."""
        if answer in map(_folded, self.right):
            return None
        found = next((each for each in self.wrong if _folded(each) == answer), None)
        if found is None:
            return f"{show(answer)} is none of the answers to {self.question}. Choose from {self._choices()}."
        return f'"{found}" is not the answer to {self.question}. {self.wrong[found]}'

    def _incomplete(self, given: list[str]) -> str | None:
        if set(given) == set(map(_folded, self.right)):
            return None
        return (
            f"What you chose for {self.question} is right, but something is missing. "
            f'Write a list: {self.question} = ["...", "..."]'
        )

    def _choices(self) -> str:
        """All answers in an order that tells nothing."""
        return listing([f'"{answer}"' for answer in sorted((*self.right, *self.wrong), key=str.casefold)])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _texts(value: object) -> list[str] | None:
    """What was answered, each once, as it is compared; None where it is neither a text nor a list of texts."""
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in values):
        return None
    return list(dict.fromkeys(_folded(str(each)) for each in values))
