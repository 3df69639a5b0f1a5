"""Small parts of the conversation about a submission's objects, and what its parties know of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


class Ref(NamedTuple):
    """Where an object of the submission is: 0 for the file's own state or the number of a test's, and its number."""

    state: int
    number: int


class Later(NamedTuple):
    """A value of the test in a request, which is encoded when the request is sent, after what changed before it.

    `how`: "one" value, "many" in a sequence, or several that are "named" in a mapping.
    """

    value: object
    how: str = "one"


@dataclass(frozen=True)
class Cue:
    """What came of one message, as the host tells it (`grader.requests.Cue`, flattened)."""

    end: str
    detail: str
    status: int | None
    stdout: str
    stderr: str
    stuck: tuple[tuple[str, int, str], ...]
    body: str | None
    is_open: bool


class Transport(Protocol):
    """Passes a message to the stage; the first one opens it."""

    def __call__(self, body: Mapping[str, object], timeout_s: float) -> Cue:
        """The cue that comes back."""


class Surroundings(Protocol):
    """What of the test's own surroundings the submission should see, too (`surroundings.py`)."""

    def messages(self) -> Iterator[Mapping[str, object]]:
        """Requests that bring the stage up to date."""

    def options(self) -> Mapping[str, object]:
        """What every request shall bring along."""

    def take(self, body: Mapping[str, Any]) -> None:
        """Take note of what came back beside the answer."""

    def printed(self, cue: Cue) -> None:
        """Pass on what the submission printed."""

    def placed(self, path: str) -> Sequence[str] | None:
        """The parts of a path of the test's as the submission has it, from its own folder; None for any other text."""

    def restart(self) -> None:
        """The next request meets a state that knows nothing of what was told before."""


class Conversation(Protocol):
    """`link.Link`, as proxies and the codec know it."""

    is_formatting: bool
    is_eager: bool
    mismatch: str | None
    words: int
    folder: str

    def request(self, /, **body: object) -> Any:
        """Ask the stage; a value, or what it raised is raised here."""

    def get(self, ref: Ref, name: str) -> Any:
        """An attribute."""

    def set(self, ref: Ref, name: str, value: object) -> None:
        """Set an attribute."""

    def delete(self, ref: Ref, name: str) -> None:
        """Delete an attribute."""

    def call(self, ref: Ref, args: tuple[object, ...], kwargs: Mapping[str, object]) -> Any:
        """Call an object."""

    def method(self, ref: Ref, name: str, args: tuple[object, ...], kwargs: Mapping[str, object]) -> Any:
        """Look a method up and call it."""

    def operate(self, name: str, *args: object) -> Any:
        """Apply an operator or builtin function."""

    def number(self, ref: Ref) -> int:
        """The number of an object that the state of now knows."""

    def current(self) -> int:
        """The state that the next request meets."""

    def proxy(self, body: Mapping[str, Any]) -> Any:
        """The proxy for an object that the stage names."""

    def module(self, ref: Ref, body: Mapping[str, Any]) -> Any:
        """The proxy for a module that the stage names."""

    def function_number(self, found: Any) -> int:
        """The number by which student code calls a function or object of the test."""

    def function(self, number: Any) -> Any:
        """The function or object of the test that has this number."""

    def placed(self, path: str) -> Sequence[str] | None:
        """The parts of a path of the test's as the submission has it; None for any other text."""

    def decode(self, wire: Any) -> Any:
        """The value of a wire form from the stage."""


SPECIAL = frozenset(
    f"__{name}__"
    for name in (
        "add and bool call contains delitem divmod enter eq exit float floordiv ge getitem gt hash int iter le len lt "
        "mod mul ne next or pow radd rmul rsub rtruediv setitem str sub truediv index"
    ).split()
)
"""special methods of a test's object that student code may use"""
