"""What student code may do with functions and objects that a test hands over: call them, and look at what is no secret.

Nothing that leads from there to the test's own names, to pytest or to what a mock has noted.
"""

from __future__ import annotations

import types
import unittest
from typing import Any
from unittest.mock import NonCallableMock

from grader.errors import ProtocolError
from grader.judge.suite.messages import SPECIAL

_RUNNING = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
"""their attributes gi_frame, cr_code and so on lead to the test's own names"""
_OF_MOCKS = frozenset(
    "attach_mock call_args call_args_list call_count called configure_mock method_calls mock_add_spec mock_calls "
    "reset_mock return_value side_effect".split()
)


MAX_CALLS = 20_000
"""of one test"""
MAX_CALLS_DEEP = 60


class Handed:
    """What the test has handed over, by number, and how often student code has called it."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._calls = 0
        self._depth = 0

    def begin_test(self) -> None:
        """Count anew; what was handed over stays, for a wider state may have it."""
        self._calls = self._depth = 0

    def number(self, found: object) -> int:
        """The number by which student code calls a function or object of the test."""
        number = self._numbers.get(id(found))
        if number is None:
            number = self._numbers[id(found)] = len(self.things)
            self.things.append(found)
        return number

    def refusal(self) -> str:
        """Why one more call is too much, "" where it is not."""
        self._calls += 1
        if self._calls > MAX_CALLS:
            return "too often"
        return "too deep inside each other" if self._depth >= MAX_CALLS_DEEP else ""

    def check(self, number: Any, name: Any) -> None:
        """Raise ProtocolError unless this was handed over and may be used so."""
        if type(number) is not int or not 0 <= number < len(self.things):
            raise ProtocolError("Student code calls a function that the test has not given it.")
        if name is not None and not str(name).startswith((".", "=")) and name not in SPECIAL | {"__await__"}:
            raise ProtocolError("Student code uses an object of the test in a way that it has not.")

    def used(self, number: int, name: str | None, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """What `use` gives. Raises whatever the test's function raises."""
        self._depth += 1
        try:
            return use(self.things[number], name, args, kwargs)
        finally:
            self._depth -= 1


def use(found: Any, name: str | None, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Call it (None), read (".name") or set ("=name") an attribute, or use a special method."""
    if name is None:
        return found(*args, **kwargs)
    if name[0] in ".=":
        if _is_private(found, name[1:]) or (name[0] == "=" and _is_kept(found, name[1:])):
            raise AttributeError(f"the test keeps {name[1:]} to itself")
        return getattr(found, name[1:]) if name[0] == "." else setattr(found, name[1:], *args)
    return _awaited(found) if name == "__await__" else _special(found, name)(*args, **kwargs)


def _is_private(found: object, name: str) -> bool:
    """Whether student code may not look at an attribute of an object of the test: it would see how the test works.

    Of a generator or coroutine that is the frame, of a mock what it was called with and how it is to behave.
    """
    if name.startswith("_") or (isinstance(found, _RUNNING) and "_" in name):
        return True
    return isinstance(found, NonCallableMock) and (name in _OF_MOCKS or name.startswith("assert"))


def _is_kept(found: Any, name: str) -> bool:
    """Whether student code must not set an attribute: a method of the test's object, and all of a test case."""
    return callable(getattr(type(found), name, None)) or isinstance(found, unittest.TestCase)


def _special(found: Any, name: str) -> Any:
    """A special method, looked up in the object's class, and bound as Python would bind it."""
    owner = next((each for each in type(found).__mro__ if name in vars(each)), object)
    method = vars(owner)[name]
    return method.__get__(found, type(found)) if hasattr(type(method), "__get__") else method


def _awaited(found: Any) -> Any:
    """The result of something of the test's that is awaited in the sandbox; run here as a whole."""
    import asyncio  # a tenth of this process's start, and few tests await anything

    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    loop = asyncio.new_event_loop()

    async def whole() -> Any:
        return await found

    try:
        return loop.run_until_complete(whole())
    finally:
        loop.close()
        asyncio._set_running_loop(outer)
