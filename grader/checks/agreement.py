"""`agrees`: random cases, answered by a reference expression and by the submission, compared by the judge.

The reference runs in a subject of its own that holds nothing of the submission (and the submission's subject holds
nothing of the reference). Inputs are drawn here, from a seed made of the check and the submission: the same
submission always gets the same cases, and nobody can prepare for them without writing the function.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, model_validator

from grader.check import Subject
from grader.checks.expectation import Expectation, Question, settle_equal
from grader.checks.statements import Block, Expression
from grader.comparing import show
from grader.errors import GraderFault
from grader.requests import Answer, Evaluate, Evaluated
from grader.requirement import Identifier, Many, Model
from grader.values import Handle, Value

LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Draw(Model):
    """How one input is drawn: exactly one of the fields."""

    integer: Annotated[Many[int], Field(min_length=2, max_length=2)] | None = None
    """lowest and highest"""
    real: Annotated[Many[float], Field(min_length=2, max_length=2)] | None = None
    text: Annotated[Many[int], Field(min_length=2, max_length=2)] | None = None
    """shortest and longest, of letters and spaces"""
    choice: Annotated[Many[str | int | float | bool | None], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Draw:
        if len(self.model_fields_set) != 1:
            raise ValueError("write exactly one of integer, real, text, choice")
        return self

    def value(self, source: random.Random) -> Value:
        """One input."""
        if self.integer:
            return source.randint(*self.integer)
        if self.real:
            return source.uniform(*self.real)
        if self.text:
            return "".join(source.choices(LETTERS, k=source.randint(*self.text)))
        return source.choice(self.choice or (None,))


class Agreement(Model):
    """Draw `cases` times; the submission must give what `reference` gives."""

    reference: Expression
    setup: Block = ""
    """code that the reference needs, for example an import of `math`"""
    draw_: Annotated[dict[Identifier, Draw], Field(alias="draw", min_length=1)]
    cases: Annotated[int, Field(ge=2, le=500)] = 20

    def draw(self, seed: str) -> list[Mapping[str, Value]]:
        """The inputs, one mapping of name to value per case."""
        source = random.Random(hashlib.sha256(seed.encode()).digest())  # noqa: S311 - inputs of checks, no secrets
        return [{name: draw.value(source) for name, draw in self.draw_.items()} for _ in range(self.cases)]

    def questions(
        self, oracle: Subject, ask: str, drawn: list[Mapping[str, Value]], timeout_s: float
    ) -> tuple[Question, ...]:
        """One question per drawn case, with the reference's answer as what is expected.

        Raises:
            GraderFault: the reference itself fails; the author's mistake, never the student's.
        """
        reply = oracle.perform(Evaluate(self.setup, (self.reference,) * len(drawn), tuple(drawn), timeout_s))
        body = reply.body
        if not isinstance(body, Evaluated) or body.given_raised or len(body.answers) != len(drawn):
            raise GraderFault(f"The reference `{self.reference}` gave no answer.", "Tell your teacher.")
        return tuple(
            self._question(answer, self.written(ask, bindings))
            for bindings, answer in zip(drawn, body.answers, strict=True)
        )

    def _question(self, reference: Answer, text: str) -> Question:
        if reference.raised and reference.raised.builtins:
            return Expectation(raises=reference.raised.builtins[0]).question(text)
        if reference.raised or isinstance(reference.value, Handle):
            raise GraderFault(f"The reference `{self.reference}` gives no plain value.", "Tell your teacher.")
        return Question(text, lambda answer: settle_equal(reference.value, answer, text), may_raise=False)

    def written(self, ask: str, bindings: Mapping[str, Value]) -> str:
        """The question of one case, for a person."""
        return f"{ask} with {', '.join(f'{name} = {show(value, 60)}' for name, value in bindings.items())}"
