"""What the judge may ask of the subject, and what comes back.

Requests are the judge's own words; replies are the subject's and therefore untrusted: every text in them was
perhaps written by a student. The wire form is in `dialogue.py`; the agent's side in `subject/agent.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grader.outline import Outline, ParamFact
from grader.values import Value


@dataclass(frozen=True)
class Import:
    """Run one import statement in a fresh interpreter and look at what it bound.

    `inspect` names attributes of the module that the statement imported last (`f`, or `C.method`), whose kind and
    signature to report.
    """

    statement: str
    inspect: tuple[str, ...] = ()
    timeout_s: float = 5.0


@dataclass(frozen=True)
class Evaluate:
    """In a fresh interpreter run `given`, then evaluate each expression of `asks` in turn.

    `bindings[i]`, where present, are names set before `asks[i]`, copied by value.
    """

    given: str
    asks: tuple[str, ...]
    bindings: tuple[Mapping[str, Value], ...] = ()
    timeout_s: float = 5.0


@dataclass(frozen=True)
class Run:
    """Run a program as `python *argv` in the submission's top folder, with `stdin` as its whole input."""

    argv: tuple[str, ...]
    stdin: str = ""
    timeout_s: float = 5.0


Request = Import | Evaluate | Run


@dataclass(frozen=True)
class Frame:
    """One line of a traceback that lies in the submission. `line` counts from 1."""

    path: str
    line: int
    function: str


@dataclass(frozen=True)
class Raised:
    """An exception of the submission, as text. `builtins`: names of builtin classes in its MRO, nearest first."""

    type: str
    text: str
    builtins: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    """innermost last; frames of libraries and of the agent are left out"""
    name: str | None = None
    """ImportError.name, NameError.name or AttributeError.name"""
    origin: str | None = None
    """ImportError.path relative to the submission, where it lies in it"""
    line: int | None = None
    """SyntaxError: line of the error in `origin`"""

    def is_a(self, builtin: str) -> bool:
        """Whether the exception is of that builtin class or of one derived from it."""
        return builtin in self.builtins


class NameKind(StrEnum):
    """What an imported name is bound to at run time."""

    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    VALUE = "value"


@dataclass(frozen=True)
class Bound:
    """One name after an import. `params` is None where Python itself cannot tell the signature."""

    kind: NameKind
    type: str
    params: tuple[ParamFact, ...] | None = None
    exports: tuple[str, ...] | None = None
    """a module's `__all__`, where it is a list or tuple of strings"""


@dataclass(frozen=True)
class Imported:
    """What an `Import` request found. `inspected` lacks the names that do not exist."""

    raised: Raised | None
    bound: Mapping[str, Bound] = field(default_factory=dict)
    inspected: Mapping[str, Bound] = field(default_factory=dict)
    path_changed: bool = False


@dataclass(frozen=True)
class Answer:
    """One evaluated expression: a value, or the exception that it raised."""

    value: Value = None
    raised: Raised | None = None


@dataclass(frozen=True)
class Evaluated:
    """What an `Evaluate` request gave: `given_raised`, or one answer per expression up to the first that died."""

    given_raised: Raised | None
    answers: tuple[Answer, ...] = ()


class End(StrEnum):
    """How the process that served a request ended."""

    REPLIED = "replied"
    """an Import or Evaluate request was answered"""
    EXITED = "exited"
    """the process ended by itself: the normal end of a Run, an escape for the others"""
    SIGNALLED = "signalled"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"
    PROCESSES = "processes"
    GONE = "gone"
    """the whole sandbox went down with it; a fresh one serves the next request"""
    GARBLED = "garbled"
    """the reply does not follow the protocol"""
    REFUSED = "refused"
    """not asked at all: the submission has used up what all its checks together may take (`allowance.py`)"""


@dataclass(frozen=True)
class Reply:
    """The outcome of one request."""

    end: End
    detail: str = ""
    """evidence for `end`, as a clause"""
    status: int | None = None
    """exit status where the process exited by itself, number of the signal where one ended it"""
    stdout: str = ""
    stderr: str = ""
    body: Imported | Evaluated | None = None
    raised: Raised | None = None
    """Run: the uncaught exception that ended the program, read from standard error"""
    stuck_at: tuple[Frame, ...] = ()
    """TIMEOUT: where the submission's code was, innermost last"""


@dataclass(frozen=True)
class Line:
    """One message to a stage (`subject/stage.py`), which keeps the submission's objects while a suite runs.

    `text` opens a new stage, for `total_s` at most; without it the message goes to the one that is open.
    """

    body: Mapping[str, object]
    timeout_s: float = 5.0
    text: str = ""
    total_s: float = 600.0


@dataclass(frozen=True)
class Cue:
    """What came of a message to a stage: the outcome, and as `body` the stage's own message, still unread JSON."""

    reply: Reply
    body: str | None = None
    is_open: bool = False
    """whether the stage goes on; if the state that answered died it may go on without that"""


__all__ = [
    "Answer",
    "Bound",
    "Cue",
    "End",
    "Evaluate",
    "Evaluated",
    "Frame",
    "Import",
    "Imported",
    "Line",
    "NameKind",
    "Outline",
    "Raised",
    "Reply",
    "Request",
    "Run",
]
