"""Ways to look at an object that Python answers by itself: here they are answered where the object is.

`isinstance(color, Enum)` and `dataclasses.asdict(student)` ask about something that is not in this process. In test
files `isinstance` and `issubclass` therefore ask the sandbox when a proxy is compared with a class of Python's own, and
the functions of `FORWARDED` pass proxies on.
"""

from __future__ import annotations

import builtins
import copy
import dataclasses
import inspect
import re
import sys
import types
import typing
import unittest.case
import unittest.mock
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from _pytest.assertion import rewrite

from grader.judge.suite.link import Link
from grader.judge.suite.messages import Later
from grader.judge.suite.methods import Method
from grader.judge.suite.modules import RemoteModule
from grader.judge.suite.proxies import RemoteMeta, is_remote

FORWARDED: Mapping[types.ModuleType, tuple[str, ...]] = MappingProxyType(
    {
        dataclasses: ("asdict", "astuple", "fields", "is_dataclass", "replace"),
        copy: ("copy", "deepcopy"),
        typing: ("get_type_hints",),
        inspect: (
            "get_annotations",
            "getsource",
            "isabstract",
            "isasyncgenfunction",
            "isbuiltin",
            "iscoroutinefunction",
            "isfunction",
            "isgenerator",
            "isgeneratorfunction",
            "ismethod",
            "isroutine",
        ),
    }
)


_WORD = re.compile(r"[^\W\d]\w*")


class Names(dict[str, Any]):
    """The builtins of a test file: Python's own, also when a test replaces one, but for what is set here."""

    def __missing__(self, name: str) -> Any:
        try:
            return getattr(builtins, name)
        except AttributeError:
            raise KeyError(name) from None


class Looking:
    """Puts these ways in place of Python's own, for the life of this process, which runs one suite."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def install(self) -> None:
        """For test files, unittest's assertions, and the functions of `FORWARDED`."""
        names: dict[str, Any] = {"isinstance": self.isinstance, "issubclass": self.issubclass}
        vars(unittest.case).update(names)
        vars(unittest.mock).update(names)
        names["eval"] = self.eval
        own = Names({**names, "__import__": _import, "__build_class__": builtins.__build_class__})
        load = rewrite.AssertionRewritingHook.exec_module

        def exec_module(hook: Any, module: types.ModuleType) -> None:
            module.__dict__["__builtins__"] = own
            load(hook, module)

        rewrite.AssertionRewritingHook.exec_module = exec_module  # type: ignore[method-assign, assignment]
        for module, functions in FORWARDED.items():
            for name in functions:
                setattr(module, name, self._forwarding(module.__name__, name, getattr(module, name)))

    def eval(self, source: Any, space: Any = None, local: Any = None, /) -> Any:
        """As Python's own, in the sandbox, with what the text names: `eval(repr(point))` runs a student's words."""
        if isinstance(source, types.CodeType):
            return builtins.eval(source, space, local)  # noqa: S307 (no code of a student's is in this process)
        if not isinstance(source, str | bytes | bytearray | memoryview):
            raise TypeError("eval() arg 1 must be a string, bytes or code object")  # bytes(n) would have n of them
        text = source if isinstance(source, str) else bytes(source).decode("utf-8", "replace")
        frame = sys._getframe(1)
        known = {**(frame.f_globals if space is None else space), **(frame.f_locals if space is None else local or {})}
        used = {name: known[name] for name in set(_WORD.findall(text)) if name in known}
        return self._link.request(do="evaluate", text=text, names=Later(used, "named"))

    def isinstance(self, instance: Any, kind: Any) -> bool:
        """As Python's own; for an object of the submission and a class of Python's own, as the sandbox says."""
        return isinstance(instance, kind) or self._asked(instance, kind, sub=False)

    def issubclass(self, cls: Any, kind: Any) -> bool:
        """As Python's own; for a class of the submission and one of Python's own, as the sandbox says."""
        return issubclass(cls, kind) or (isinstance(cls, RemoteMeta) and self._asked(cls, kind, sub=True))

    def _asked(self, what: Any, kind: Any, *, sub: bool) -> bool:
        if isinstance(kind, tuple):
            return any(self._asked(what, each, sub=sub) for each in kind)
        if not (is_remote(what) or isinstance(what, Method)) or not isinstance(kind, type) or is_remote(kind):
            return False
        if self._link.codec.is_own(kind):
            return False
        return bool(self._link.request(do="is_a", kind=Later(kind), what=Later(what), sub=sub, plain=True))

    def _forwarding(self, module: str, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            if args and (is_remote(args[0]) or isinstance(args[0], Method)):
                fields = {"module": module, "name": name, "args": Later(args, "many"), "kwargs": Later(kwargs, "named")}
                return self._link.request(do="standard", **fields)
            return original(*args, **kwargs)

        function.__name__, function.__doc__ = name, original.__doc__
        return function


def _import(name: str, *args: Any, **kwargs: Any) -> Any:
    """`import` in a test file, by whatever `__import__` is now."""
    found = builtins.__import__(name, *args, **kwargs)
    wanted = args[2] if len(args) > 2 else kwargs.get("fromlist")
    return _public(found) if isinstance(found, RemoteModule) and wanted and "*" in wanted else found


def _public(module: RemoteModule) -> types.ModuleType:
    """What `import *` takes from a module, in one request; Python's own modules are those of the test."""
    found = types.ModuleType(module.__name__)
    names = vars(module)
    for name, value in names.items():
        is_pythons = isinstance(value, RemoteModule) and value.__name__.partition(".")[0] in sys.stdlib_module_names
        vars(found)[name] = sys.modules.get(value.__name__, value) if is_pythons else value
    vars(found)["__all__"] = list(names)
    return found
