"""What student code may do with functions and objects that a test hands over: call them, and look at what is no secret.

Nothing that leads from there to the test's own names, to pytest or to what a mock has noted.
"""

from __future__ import annotations

import types
import unittest
from typing import Any
from unittest.mock import NonCallableMock

_RUNNING = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
"""their attributes gi_frame, cr_code and so on lead to the test's own names"""
_OF_MOCKS = frozenset(
    "attach_mock call_args call_args_list call_count called configure_mock method_calls mock_add_spec mock_calls "
    "reset_mock return_value side_effect".split()
)


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
