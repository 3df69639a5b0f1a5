"""The conversation with the stage, as proxies and the codec know it: `link.py` holds it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from grader.judge.suite.messages import Later, Ref


class Conversation(ABC):
    """What there is to ask about an object, each in one request, and who is who on both sides."""

    is_formatting: bool
    is_eager: bool
    mismatch: str | None
    words: int
    folder: str

    @abstractmethod
    def request(self, /, **body: object) -> Any:
        """Ask the stage; a value, or what it raised is raised here."""

    @abstractmethod
    def number(self, ref: Ref) -> int:
        """The number of an object that the state of now knows."""

    @abstractmethod
    def current(self) -> int:
        """The state that the next request meets."""

    @abstractmethod
    def proxy(self, body: Mapping[str, Any]) -> Any:
        """The proxy for an object that the stage names; always the same one for the same object."""

    @abstractmethod
    def module(self, ref: Ref, body: Mapping[str, Any]) -> Any:
        """The proxy for a module that the stage names."""

    @abstractmethod
    def function_number(self, found: Any) -> int:
        """The number by which student code calls a function or object of the test."""

    @abstractmethod
    def function(self, number: Any) -> Any:
        """The function or object of the test that has this number. Raises LookupError, TypeError."""

    @abstractmethod
    def placed(self, path: str) -> Sequence[str] | None:
        """The parts of a path of the test's as the submission has it; None for any other text."""

    @abstractmethod
    def decode(self, wire: Any) -> Any:
        """The value of a wire form from the stage."""

    def get(self, ref: Ref, name: str) -> Any:
        """An attribute."""
        return self.request(do="get", of=self.number(ref), name=name)

    def set(self, ref: Ref, name: str, value: object) -> None:
        """Set an attribute."""
        self.request(do="set", of=self.number(ref), name=name, value=Later(value))

    def delete(self, ref: Ref, name: str) -> None:
        """Delete an attribute."""
        self.request(do="delete", of=self.number(ref), name=name)

    def call(self, ref: Ref, args: tuple[object, ...], kwargs: Mapping[str, object]) -> Any:
        """Call an object."""
        return self.request(do="call", of=self.number(ref), args=Later(args, "many"), kwargs=Later(kwargs, "named"))

    def method(self, ref: Ref, name: str, args: tuple[object, ...], kwargs: Mapping[str, object]) -> Any:
        """Look a method up and call it, in one request."""
        return self.request(
            do="method", of=self.number(ref), name=name, args=Later(args, "many"), kwargs=Later(kwargs, "named")
        )

    def operate(self, name: str, *args: object) -> Any:
        """Apply an operator or builtin function, with all that Python does for it."""
        return self.request(do="operate", name=name, args=Later(args, "many"))
