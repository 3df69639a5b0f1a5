"""What proxies ask of the stage: one method per request about an object of the submission."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from grader.judge.suite.messages import Later, Ref


class Asking(ABC):
    """The requests, in terms of `request`."""

    @abstractmethod
    def request(self, /, **body: object) -> Any:
        """Ask, in the state that is due."""

    @abstractmethod
    def number(self, ref: Ref) -> int:
        """The number of an object that the state of now knows."""

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
