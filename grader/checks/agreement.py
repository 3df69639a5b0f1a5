"""`agrees`: random cases, answered by a reference expression and by the submission, compared by the judge.

The reference runs in a subject of its own that holds nothing of the submission (and the submission's subject holds
nothing of the reference). Inputs are drawn here, from a seed made of the check and the submission: the same
submission always gets the same cases, and nobody can prepare for them without writing the function.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from grader.check import Subject
from grader.checks.drawing import Draw, Inputs, Source
from grader.checks.expectation import Expectation, Question, settle_equal
from grader.checks.statements import Block, Expression
from grader.comparing import show
from grader.errors import GraderFault
from grader.requests import Answer, Evaluate, Evaluated
from grader.requirement import Identifier, Model
from grader.values import Handle


class Agreement(Model):
    """Draw `cases` times; the submission must give what `reference` gives."""

    reference: Expression
    setup: Block = ""
    """code that the reference needs, for example an import of `math`"""
    draw_: Annotated[dict[Identifier, Draw], Field(alias="draw", min_length=1)]
    cases: Annotated[int, Field(ge=2, le=500)] = 20

    def draw(self, seed: str) -> Sequence[Inputs]:
        """The inputs of all cases, the simplest that there are among them."""
        sources = self.sources()
        chance = random.Random(hashlib.sha256(seed.encode()).digest())  # noqa: S311 - inputs of checks, no secrets
        first = {name: source.simplest() for name, source in sources.items()}
        more = ({name: source.draw(chance) for name, source in sources.items()} for _ in range(self.cases - 1))
        return [first, *more]

    def sources(self) -> Mapping[str, Source]:
        """What the inputs are drawn from, by name."""
        return {name: draw.source() for name, draw in self.draw_.items()}

    def questions(self, oracle: Subject, ask: str, drawn: Sequence[Inputs], timeout_s: float) -> tuple[Question, ...]:
        """One question per drawn case, with the reference's answer as what is expected.

        Raises:
            GraderFault: the reference itself fails; the author's mistake, never the student's.
        """
        reply = oracle.perform(Evaluate(self.setup, (self.reference,) * len(drawn), tuple(drawn), timeout_s))
        body = reply.body
        if not isinstance(body, Evaluated) or body.given_raised or len(body.answers) != len(drawn):
            raise GraderFault(f"The reference `{self.reference}` gave no answer.", "Tell your teacher.")
        return tuple(
            replace(self._question(answer, _in_words(ask, inputs)), lines=_as_lines(ask, inputs))
            for inputs, answer in zip(drawn, body.answers, strict=True)
        )

    def _question(self, reference: Answer, text: str) -> Question:
        if reference.raised and reference.raised.builtins:
            return Expectation(raises=reference.raised.builtins[0]).question(text)
        if reference.raised or isinstance(reference.value, Handle):
            raise GraderFault(f"The reference `{self.reference}` gives no plain value.", "Tell your teacher.")
        return Question(text, lambda answer: settle_equal(reference.value, answer, text), may_raise=False)


def _in_words(ask: str, inputs: Inputs) -> str:
    return f"{ask} with {', '.join(f'{name} = {show(value, 60)}' for name, value in inputs.items())}"


def _as_lines(ask: str, inputs: Inputs) -> str:
    return "\n".join([*(f"{name} = {show(value)}" for name, value in inputs.items()), ask])
