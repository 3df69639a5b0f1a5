"""The conversation with the stage in the sandbox, from the side of the test: requests, answers, calls back.

Objects of the submission come as proxies (`proxies.py`), each with a reference: the state that made it and its number
there. One state is that of the file (collection, wide fixtures); each test works in a copy of it, made when the test
first needs the submission, so a reference of one test means nothing in another.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from grader.errors import ProtocolError
from grader.judge.suite.calling import Handed
from grader.judge.suite.codec import Codec, plain_args
from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import Cue, Later, Ref, Surroundings, Transport
from grader.judge.suite.mirrors import builtin_error, make_object, mirror
from grader.judge.suite.modules import module_state
from grader.judge.suite.proxies import RemoteError
from grader.wire import MAX_REPLY_BYTES, parse


class SubjectEnded(BaseException):
    """Whoever should answer is gone. No `except Exception` of a test shall take it for an answer."""

    def __init__(self, cue: Cue) -> None:
        super().__init__(f"the submission's process ended: {cue.detail}")
        self.cue = cue


class OtherTestsObject(AssertionError):
    """A test uses an object that another test's state made."""


@dataclass
class Link(Conversation):
    """One open stage. `deadline` is when the running test must have its answers, on the monotonic clock."""

    transport: Transport
    folder: str
    """the folder on this side that stands for the submission's"""
    surroundings: Surroundings
    fresh_states: bool = True
    """whether each test gets a state of its own"""
    deadline: float = 0.0
    state: int = 0
    base: int = 0
    states: int = 0
    cannot_fork: bool = False
    """whether the sandbox's Python makes no copies of a state: then a stage is good for one test"""
    is_wide: bool = True
    """whether what is asked now belongs to the file and not to a test"""
    is_formatting: bool = False
    """while pytest writes a message: student code takes no part in that"""
    ended: Cue | None = None
    """how the state ended that should have answered"""
    is_gone: bool = False
    """whether the whole stage ended with it"""
    mismatch: str | None = None
    """the first time a test took a student's object for a plain value"""
    words: int = 0
    """comparisons that rest on the student's own `__eq__` and the like"""
    proxies: dict[Ref, Any] = field(default_factory=dict)
    classes: dict[Ref, Any] = field(default_factory=dict)
    handed: Handed = field(default_factory=Handed)
    """functions and objects of the test that student code may call"""
    thrown: list[BaseException] = field(default_factory=list)
    is_busy: bool = False
    """while student code calls the test, which may ask in between"""
    is_eager: bool = False
    """while what is looked up must be what is there now, because it is about to be replaced"""
    modules: Callable[[str, Ref, bool], Any] | None = None
    """the module proxy of a name (`importer.py`)"""

    def __post_init__(self) -> None:
        self.made: Callable[[], Iterable[Any]] = tuple
        """the module proxies that there are"""
        self.codec = Codec(self)
        self._memory = self.codec.memory()

    # ---- states

    @contextmanager
    def wide(self) -> Iterator[None]:
        """What is asked in the block belongs to the file."""
        before, self.is_wide = self.is_wide, True
        try:
            yield
        finally:
            self.is_wide = before

    def current(self) -> int:
        """The state that the next request meets."""
        if not self.is_busy:
            self._ensure_state()
        return self.state

    def begin_test(self, timeout_s: float) -> None:
        """A test begins; its state is made when it first needs one."""
        self.deadline = time.monotonic() + timeout_s
        self.ended, self.mismatch, self.words, self.is_wide = None, None, 0, False
        self.handed.begin_test()

    def end_test(self) -> None:
        """Let the test's state go."""
        if self.state and (self.ended is None or self.ended.end == "timeout"):
            cue = self.transport({"do": "join"}, 5.0)
            self.is_gone = not cue.is_open
            self.surroundings.printed(cue)
        if self.state:
            self.codec.recall(self._memory)
        self.state, self.is_wide = 0, True
        self.surroundings.restart()

    def _ensure_state(self) -> None:
        if self.is_wide or self.state or not self.fresh_states or self.cannot_fork:
            return
        memory = self.codec.memory()
        base = self._exchange({"do": "fork"})
        if base is not None:
            self._memory = memory
            self.states += 1
            self.state, self.base = self.states, base
            self._import_again()
        self.cannot_fork = base is None

    def _import_again(self) -> None:
        """Modules that an earlier test imported are imported for later ones, too, as in one process."""
        for module in self.made():
            if module_state(module):
                with suppress(Exception):
                    self._exchange({"do": "import", "name": module.__name__, "again": False})

    # ---- requests

    def request(self, /, **body: object) -> Any:
        """Ask, in the state that is due, with the surroundings as they are now."""
        if self.ended is not None:
            raise SubjectEnded(self.ended)
        if self.is_busy:
            return self._exchange(body)
        self._ensure_state()
        for value in body.values():
            if isinstance(value, Later):
                self._lay_out(value)
        for message in self.surroundings.messages():
            self._exchange(message)
        return self._exchange({**self.surroundings.options(), **body})

    def _lay_out(self, value: Later) -> None:
        """Have files ready that are named to the submission, before it is asked."""
        given: Any = value.value
        named = given.values() if value.how == "named" else given if value.how == "many" else (given,)
        for each in named:
            if type(each) is str or isinstance(each, PurePath):
                self.surroundings.placed(str(each))

    def _exchange(self, body: Mapping[str, object]) -> Any:
        message = self._say(body)
        while "call" in message:
            message = self._say(self._call_back(message))
        with self._reading():
            self.surroundings.take(message)
            error = self._error_in(message)
            if error is not None and "strain" in message:
                error.__dict__["_grade_strain"] = str(message["strain"])
            if isinstance(error, StopIteration) and not self._may_stop(message, body):
                error = _StopFromCall(error)
            value = None if error else self.codec.decode(message["value"])
        if error:
            raise error
        return value

    def _may_stop(self, message: Mapping[str, Any], body: Mapping[str, object]) -> bool:
        """Whether a StopIteration is the end of an iterator, or the test's own on its way back."""
        return "stop" in message or body.get("name") in _MAY_STOP or message["raised"].get("token") is not None

    def _error_in(self, message: Mapping[str, Any]) -> BaseException | None:
        if "stop" in message:
            return StopIteration(self.codec.decode(message["stop"]))
        return self._raised(message["raised"]) if "raised" in message else None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What cannot be read is a message that nobody sends who means no harm, and the end of this stage."""
        try:
            yield
        except (ProtocolError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            broken = error if isinstance(error, ProtocolError) else ProtocolError("A stage's message is malformed.")
            self.ended = Cue("garbled", broken.message, None, "", "", (), None, is_open=False)
            self.is_gone = True
            raise broken from error

    def _say(self, body: Mapping[str, object]) -> dict[str, Any]:
        left_s = self.deadline - time.monotonic()
        if left_s <= 0:  # many short answers take long, too
            self.ended = _stopped("the test went on asking for longer than it may")
            raise SubjectEnded(self.ended)
        body = {"changed": self.codec.changes(), **{key: self._now(value) for key, value in body.items()}}
        cue = self.transport(body, left_s)
        self.surroundings.printed(cue)
        if cue.end != "replied" or cue.body is None:
            self.ended = cue
            self.is_gone = not cue.is_open
            raise SubjectEnded(cue)
        with self._reading():
            message: Any = parse(cue.body, MAX_REPLY_BYTES)
            for facts in message.pop("classes", ()):
                self._learn(facts)
            self.codec.take_changes(message.get("changed", ()))
            return dict(message)

    def _now(self, value: object) -> object:
        """What goes out: values of the test in their wire form, made at the last moment, after `changes`."""
        if not isinstance(value, Later):
            return value
        given: Any = value.value
        if value.how == "many":
            return [self.codec.encode(each) for each in given]
        if value.how == "named":
            return {name: self.codec.encode(each) for name, each in given.items()}
        return self.codec.encode(given)

    def _learn(self, facts: Mapping[str, Any]) -> None:
        ref = self.ref(facts["n"])
        bases = [
            builtin_error(base) if isinstance(base, str) else self.classes[self.ref(base)] for base in facts["bases"]
        ]
        self.classes[ref] = mirror(self, ref, facts, tuple(bases))

    def ref(self, number: Any) -> Ref:
        """The reference of a number that came from the stage just now."""
        if type(number) is not int or number < 0:
            raise ProtocolError("An object's number is none.")
        return Ref(self.state if self.state and number >= self.base else 0, number)

    def number(self, ref: Ref) -> int:
        """The number of an object that the state of now knows."""
        if ref.state not in (0, self.state):
            raise OtherTestsObject(
                "This object was made in another test, and each test begins afresh. Make it in the test itself or in a "
                "fixture, or give the check `scope: file`."
            )
        return ref.number

    # ---- values

    def placed(self, path: str) -> Sequence[str] | None:
        """The parts of a path of the test's as the submission has it; None for any other text."""
        return self.surroundings.placed(path)

    def decode(self, wire: Any) -> Any:
        """The value of a wire form from the stage."""
        return self.codec.decode(wire)

    # ---- objects

    def proxy(self, body: Mapping[str, Any]) -> Any:
        """The proxy of an object; always the same one for the same object."""
        ref = self.ref(body["n"])
        if body["k"] == "class":
            return self.classes[ref]
        found = self.proxies.get(ref)
        if found is None:
            found = self.proxies[ref] = make_object(self, ref, self.classes[self.ref(body["c"])], body)
        return found

    def module(self, ref: Ref, body: Mapping[str, Any]) -> Any:
        """The proxy of a module."""
        if self.modules is None:
            raise ProtocolError("A module came without anybody to make its proxy.")
        return self.modules(str(body["data"]), ref, body["k"] == "package")

    def function_number(self, found: object) -> int:
        """The number by which student code calls a function or object of the test."""
        return self.handed.number(found)

    def function(self, number: Any) -> Any:
        """What has that number. Raises LookupError, TypeError."""
        return self.handed.things[number]

    # ---- calls back

    def _call_back(self, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Run a function of the test for student code; what to tell it of the outcome."""
        if refusal := self.handed.refusal():
            self.ended = _stopped(f"it called functions of the test {refusal}")
            raise SubjectEnded(self.ended)
        with self._reading():
            args = [self.codec.decode(arg) for arg in message["args"]]
            kwargs = {name: self.codec.decode(value) for name, value in message["kwargs"].items()}
            self.handed.check(message["call"], message["name"])
        before, self.is_busy = self.is_busy, True
        try:
            return {"return": Later(self.handed.used(message["call"], message["name"], args, kwargs))}
        except SubjectEnded:
            raise
        except BaseException as error:  # noqa: BLE001 (whatever the test's function raises, student code hears of it)
            return {"throw": True, **self._thrown(error)}
        finally:
            self.is_busy = before

    def _thrown(self, error: BaseException) -> Mapping[str, object]:
        """How student code is told of an exception of the test's function; its frames stay here."""
        self.thrown.append(error)
        of = None
        if isinstance(error, RemoteError):
            of = self.number(error.__dict__["_ref"])
        return {
            "type": type(error).__name__,
            "args": Later(plain_args(error), "many"),
            "of": of,
            "token": len(self.thrown) - 1,
        }

    # ---- exceptions

    def _raised(self, body: Mapping[str, Any]) -> BaseException:
        """The exception to raise here for one that came out of student code."""
        token = body.get("token")
        if type(token) is int and 0 <= token < len(self.thrown):
            return self.thrown[token]
        error = self.codec.decode(body["object"])
        if not isinstance(error, BaseException):
            raise ProtocolError("What was raised is no exception.")
        error.__dict__["_grade_facts"] = json.dumps(body["facts"])
        if isinstance(error, ImportError | AttributeError | NameError):
            error.name = body["facts"]["name"]
        return error


class _StopFromCall(RuntimeError):
    """A function of the submission raised StopIteration, which would end a loop of the test unseen (PEP 479)."""

    def __init__(self, error: StopIteration) -> None:
        super().__init__("your code raised StopIteration where no iterator was asked")
        self.__dict__.update(error.__dict__)


_MAY_STOP = frozenset({"send", "throw", "__next__"})


def _stopped(detail: str) -> Cue:
    """Not for what the submission's process did, which is there still."""
    return Cue("timeout", detail, None, "", "", (), None, is_open=True)
