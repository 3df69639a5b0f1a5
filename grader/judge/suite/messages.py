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


SPECIAL = frozenset(
    f"__{name}__"
    for name in (
        "add and bool call contains delitem divmod enter eq exit float floordiv ge getitem gt hash int iter le len lt "
        "mod mul ne next or pow radd rmul rsub rtruediv setitem str sub truediv index"
    ).split()
)
"""special methods of a test's object that student code may use"""
