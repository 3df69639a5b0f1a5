"""What an answer must be: equal, close, of a type, or an exception. The comparison happens on the judge's side."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue, model_validator

from grader.comparing import close, difference, same, show
from grader.report import PASSED, Finding, Verdict
from grader.requests import Answer, Raised
from grader.requirement import Model
from grader.values import Handle, Value

TYPES = ("NoneType", "bool", "int", "float", "complex", "str", "bytes", "list", "tuple", "dict", "set", "frozenset")


def _exception_name(text: str) -> str:
    if not _is_exception(getattr(builtins, text, None)):
        raise ValueError(f"{text!r} is not a builtin exception")
    return text


def _is_exception(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, BaseException)


def _type_name(text: str) -> str:
    if text not in TYPES:
        raise ValueError(f"{text!r} is not one of {', '.join(TYPES)}")
    return text


def _literal(text: str) -> str:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError):
        raise ValueError(f"{text!r} is not a Python literal such as (1, 2), {{'a'}} or b'x'") from None
    return text


@dataclass(frozen=True)
class Question:
    """One answer that is waited for: how to show what was asked, and how to settle what came."""

    text: str
    """in a sentence"""
    settle: Callable[[Answer], Finding]
    may_raise: bool
    """whether an exception is an answer to be settled and not an accident"""
    lines: str = ""
    """as one would type it, where that is not `text`"""


class Expectation(Model):
    """Exactly one of the first five fields; `within` goes with `approx`, `says` with `raises`."""

    equals: JsonValue = None
    """the value, of exactly this type"""
    equals_literal: Annotated[str, AfterValidator(_literal)] | None = None
    """for what YAML cannot write: tuples, sets, bytes, complex numbers"""
    approx: JsonValue = None
    """the value, where decimals may be a little off"""
    within: Annotated[float, Field(gt=0)] = 1e-9
    """relative or absolute, whichever is larger"""
    raises: Annotated[str, AfterValidator(_exception_name)] | None = None
    """a builtin exception, or one derived from it"""
    says: str | None = None
    """text that the exception's message must contain"""
    type: Annotated[str, AfterValidator(_type_name)] | None = None
    """any value of this builtin type"""

    def given_expectations(self) -> list[str]:
        """Which of the five the author wrote."""
        return sorted({"equals", "equals_literal", "approx", "raises", "type"} & self.model_fields_set)

    @model_validator(mode="after")
    def _options_have_their_field(self) -> Expectation:
        if "within" in self.model_fields_set and "approx" not in self.model_fields_set:
            raise ValueError("`within` goes with `approx`")
        if self.says is not None and self.raises is None:
            raise ValueError("`says` goes with `raises`")
        return self

    def wanted(self) -> Value:
        """The expected value of `equals` or `equals_literal`."""
        if self.equals_literal is not None:
            value: Value = ast.literal_eval(self.equals_literal)
            return value
        return _plain(self.equals)

    def shown(self) -> str:
        """The expectation in words."""
        if self.raises:
            return f"{self.raises}" + (f" with {self.says!r} in its message" if self.says else "")
        if self.type:
            return f"a value of type {self.type}"
        if "approx" in self.model_fields_set:
            return f"about {show(_plain(self.approx))}"
        return show(self.wanted())

    def question(self, text: str) -> Question:
        """The question whose answer must be as expected."""
        return Question(text, lambda answer: self._settle(answer, text), may_raise=self.raises is not None)

    def _settle(self, answer: Answer, asked: str) -> Finding:
        if self.raises:
            return self._settle_raised(answer, asked)
        value = answer.value
        if self.type:
            right = not isinstance(value, Handle) and type(value).__name__ == self.type
            return PASSED if right else wrong_value(self.shown(), value, asked)
        if "approx" in self.model_fields_set:
            wanted = _plain(self.approx)
            right = close(wanted, value, rel=self.within, abs=self.within)
            return PASSED if right else wrong_value(self.shown(), value, asked, difference(wanted, value))
        return settle_equal(self.wanted(), answer, asked)

    def _settle_raised(self, answer: Answer, asked: str) -> Finding:
        raised = answer.raised
        if raised is None:
            return Finding(
                Verdict.FAILED,
                f"{asked} gives {show(answer.value, 80)}, but should raise {self.shown()}.",
                asked,
                expected=self.shown(),
                actual=show(answer.value),
            )
        if raised.is_a(str(self.raises)) and (self.says is None or self.says in raised.text):
            return PASSED
        return self._other_exception(raised, asked)

    def _other_exception(self, raised: Raised, asked: str) -> Finding:
        actual, wanted, found = f"{raised.type}: {raised.text}", self.shown(), raised.type
        if raised.type == self.raises and not raised.is_a(self.raises):
            wanted, found = f"Python's own {wanted}", f"a class of your own that is called {found}"
        return Finding(
            Verdict.FAILED,
            f"{asked} raises {found}, but should raise {wanted}.",
            asked,
            expected=self.shown(),
            actual=actual,
            raised=raised,
        )


def settle_equal(expected: Value, answer: Answer, asked: str) -> Finding:
    """Exactly the same value, types included, all the way down."""
    if same(expected, answer.value):
        return PASSED
    return wrong_value(show(expected), answer.value, asked, difference(expected, answer.value))


def wrong_value(expected: str, value: Value, asked: str, hint: str | None = None) -> Finding:
    """The finding for a value that is not the one that was asked for."""
    message = f"{asked} gives {show(value, 80)}, expected {expected}."
    return Finding(
        Verdict.FAILED, f"{message} {hint}" if hint else message, asked, expected=expected, actual=show(value)
    )


def _plain(value: JsonValue) -> Value:
    """YAML data as a Value: the same thing, typed."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
