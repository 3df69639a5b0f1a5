"""Check kind `value`: after `given`, `ask` gives what is expected. Cases share one fresh interpreter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from pydantic import model_validator

from grader.check import Check, Scene
from grader.checks.agreement import Agreement
from grader.checks.drawing import Inputs, simplest
from grader.checks.expectation import Expectation, Question
from grader.checks.findings import exception, no_answer, output
from grader.checks.statements import Block, Expression, used_names
from grader.errors import GraderFault
from grader.report import PASSED, Finding, Verdict
from grader.requests import Answer, Evaluate, Evaluated, Reply
from grader.requirement import Many
from grader.submission import Submission

TRY_S = 1.0
"""for what is asked only to find simpler inputs"""


class Case(Expectation):
    """One expression and what it must give."""

    ask: Expression

    @model_validator(mode="after")
    def _expects_one_thing(self) -> Case:
        _exactly_one(self)
        return self


class ValueCheck(Check, Expectation):
    """Either `ask` with one expectation, or `cases`, or `ask` with `agrees`."""

    kind: Literal["value"]
    given: Block = ""
    """what is run first: imports and assignments"""
    ask: Expression | None = None
    """the expression whose value is compared, by the judge"""
    cases: Many[Case] = ()
    """several expressions, each with what it must give"""
    agrees: Agreement | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> ValueCheck:
        if (self.ask is None) == (not self.cases):
            raise ValueError("write either `ask` with what it must give, or a list of `cases`")
        if self.cases and (self.given_expectations() or self.agrees):
            raise ValueError("with `cases`, what is expected goes into each case")
        if self.agrees and self.given_expectations():
            raise ValueError("`agrees` takes the place of `equals`, `approx`, `raises` and `type`")
        if self.ask is not None and self.agrees is None:
            _exactly_one(self)
        return self

    def summary(self) -> str:
        """`add(5, 3) gives 8`, or the first case and how many more."""
        if self.title:
            return self.title
        if self.agrees:
            return f"{self.ask} agrees with the reference in {self.agrees.cases} drawn cases"
        first, more = self._cases()[0], len(self._cases()) - 1
        verb = "raises" if first.raises else "gives"
        return f"{first.ask} {verb} {first.shown()}" + (f" (and {more} more)" if more else "")

    def mentions(self) -> tuple[str, ...]:
        """The names of the submission that `given` and the asks use."""
        asks = [self.ask] if self.ask else [case.ask for case in self.cases]
        return used_names(self.given, *asks)

    def asks_oracle(self) -> bool:
        """Where a reference answers, too."""
        return self.agrees is not None

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Ask all cases at once; the first wrong answer is the finding, of drawn cases one that is simple."""
        if self.agrees:
            finding = self._compared(self.agrees, scene, timeout_s)
        else:
            cases = self._cases()
            questions = tuple(case.question(case.ask) for case in cases)
            request = Evaluate(self.given, tuple(case.ask for case in cases), timeout_s=timeout_s)
            finding = self._settled(scene.submission, scene.subject.perform(request), questions)
        return finding if finding.passed else replace(finding, target=max(self.mentions(), key=len, default=None))

    def _compared(self, agrees: Agreement, scene: Scene, timeout_s: float) -> Finding:
        drawn = agrees.draw(f"{self.id}:{scene.submission.sha256}")
        questions, reply = self._asked(agrees, scene, drawn, timeout_s)
        found = self._settled(scene.submission, reply, questions)
        if found.verdict not in {Verdict.FAILED, Verdict.ERROR}:
            return found
        each = zip(drawn, self._each(scene.submission, reply, questions), strict=False)
        wrong = [(inputs, finding) for inputs, finding in each if finding.verdict is found.verdict]
        if not wrong:
            return found
        with suppress(
            GraderFault
        ):  # the reference has no answer, or a sandbox broke; what was found is true all the same
            found = self._simplest(agrees, scene, wrong[0][0], found, min(timeout_s, TRY_S))
        return replace(found, another=wrong[-1][1])  # in small numbers much looks alike by chance

    def _simplest(self, agrees: Agreement, scene: Scene, first: Inputs, found: Finding, timeout_s: float) -> Finding:
        """The finding of the simplest inputs that go wrong in the same way, asked for alone as a student would."""

        def goes_wrong(tries: Sequence[Inputs]) -> list[bool]:
            questions, reply = self._asked(agrees, scene, tries, timeout_s)
            return [finding.verdict is found.verdict for finding in self._each(scene.submission, reply, questions)]

        simple = simplest(first, agrees.sources(), goes_wrong)
        questions, reply = self._asked(agrees, scene, (simple,), timeout_s)
        alone = self._settled(scene.submission, reply, questions)
        return alone if alone.verdict is found.verdict else found

    def _asked(
        self, agrees: Agreement, scene: Scene, drawn: Sequence[Inputs], timeout_s: float
    ) -> tuple[tuple[Question, ...], Reply]:
        """Ask the reference, then the submission."""
        ask = str(self.ask)
        questions = agrees.questions(scene.oracle(), ask, drawn, timeout_s)
        return questions, scene.subject.perform(Evaluate(self.given, (ask,) * len(drawn), tuple(drawn), timeout_s))

    def _cases(self) -> tuple[Case, ...]:
        if self.cases:
            return self.cases
        written = {name: getattr(self, name) for name in Expectation.model_fields if name in self.model_fields_set}
        return (Case(ask=str(self.ask), **written),)

    def _settled(self, submission: Submission, reply: Reply, questions: tuple[Question, ...]) -> Finding:
        trouble = no_answer(reply, submission, asked=self._typed(questions[0]))
        if trouble:
            return trouble
        body = reply.body if isinstance(reply.body, Evaluated) else Evaluated(None)
        if body.given_raised:
            return exception(body.given_raised, submission, asked=self.given, stdout=reply.stdout)
        for finding in self._each(submission, reply, questions):
            if not finding.passed:
                return finding
        if len(body.answers) == len(questions):
            return PASSED
        unanswered = questions[min(len(body.answers), len(questions) - 1)]
        asked = self._typed(unanswered)
        return Finding(Verdict.ERROR, "Your code prevented the answer from being read.", asked)

    def _each(self, submission: Submission, reply: Reply, questions: tuple[Question, ...]) -> Iterator[Finding]:
        """The finding of each question that was answered."""
        answers = reply.body.answers if isinstance(reply.body, Evaluated) else ()
        for question, answer in zip(questions, answers, strict=False):
            finding = self._settle_one(submission, question, answer)
            yield finding if finding.passed else replace(finding, stdout=output(reply.stdout))

    def _settle_one(self, submission: Submission, question: Question, answer: Answer) -> Finding:
        if answer.raised and not question.may_raise:
            return exception(answer.raised, submission, asked=self._typed(question))
        return replace(question.settle(answer), asked=self._typed(question))

    def _typed(self, question: Question) -> str:
        """What one would type to see the same."""
        return f"{self.given.strip()}\n{question.lines or question.text}".strip()


def _exactly_one(expectation: Expectation) -> None:
    found = expectation.given_expectations()
    if len(found) != 1:
        written = " and ".join(found) if found else "none of them"
        raise ValueError(f"write exactly one of equals, equals_literal, approx, raises, type; here: {written}")
