"""Mirrored classes, and the proxies that are made of them: for a class there is one here with its name and its bases.

Special methods are those that the class there has, so that an object without `__len__` has no length here either.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable, Generator, Mapping
from typing import Any

from grader.errors import ProtocolError
from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import Ref
from grader.judge.suite.proxies import (
    NOTHING,
    PLAIN,
    RemoteError,
    RemoteMeta,
    RemoteObject,
    compared,
    is_remote,
    mismatch,
    plain_value,
)
from grader.judge.suite.references import link_of, ref_of


def mirror(link: Conversation, ref: Ref, facts: Mapping[str, Any], bases: tuple[Any, ...]) -> Any:
    """The class here for a class there; a builtin exception is itself."""
    if facts["builtin"]:
        return builtin_error(facts["builtin"])
    if facts["standard"]:
        standard = _standard_error(facts["module"], facts["qualname"])
        bases = (standard,) if standard else bases
    is_error = any(issubclass(base, BaseException) for base in bases)
    if is_error and not any(issubclass(base, RemoteError) for base in bases):
        bases = (RemoteError, *bases)
    elif not bases:
        bases = (RemoteObject,)
    methods = frozenset[str]().union(
        facts["methods"], *(type.__getattribute__(base, "_methods") for base in bases if is_remote(base))
    )
    own = {
        "_ref": ref,
        "_link": link,
        "_facts": facts,
        "_methods": methods - set(facts["names"]) | set(facts["methods"]),
    }
    space: dict[str, Any] = {**own, "_is_tests": False, "__doc__": facts["doc"] or None, "__module__": facts["module"]}
    space["__qualname__"] = facts["qualname"]
    for name in facts["special"]:
        if name in SPECIAL_METHODS and not (
            is_error and name in ("__str__", "__repr__", "__init__", "__eq__", "__hash__")
        ):
            space[name] = SPECIAL_METHODS[name]
    own_names = [name for name in facts["names"] if not name.startswith("__")]  # what is special is made here alone
    for name in (*own_names, "__init__"):
        if name not in space:
            space[name] = Inherited(ref, name)
    if not facts["hashable"] and not is_error:
        space["__hash__"] = None
    return type.__new__(RemoteMeta, facts["name"], _linear(bases), space)


def builtin_error(name: str) -> type[BaseException]:
    """An exception class of Python's own. Raises ProtocolError: nothing else is named so."""
    found = vars(builtins).get(name)
    if not (isinstance(found, type) and issubclass(found, BaseException)):
        raise ProtocolError("A class is named that is no exception.")
    return found


def _standard_error(module: str, name: str) -> Any:
    """An exception class of the standard library, where it is loaded here; never one that steers a test session."""
    if module.partition(".")[0] not in sys.stdlib_module_names - {"unittest", "_pytest"}:
        return None
    found = vars(sys.modules.get(module, builtins)).get(name)
    return found if isinstance(found, type) and issubclass(found, Exception) else None


def _linear(bases: tuple[Any, ...]) -> tuple[Any, ...]:
    """Bases without one that another of them has already."""
    return tuple(base for base in bases if not any(other is not base and issubclass(other, base) for other in bases))


class Inherited:
    """What a mirrored class has under a name: found by `super()` in a class that a test derived."""

    def __init__(self, owner: Ref, name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, instance: Any, kind: Any = None) -> Any:
        if instance is None:
            link = link_of(kind)
            return link.get(self._owner, self._name)
        link = link_of(instance)
        own = link.number(ref_of(instance))
        return link.request(do="class_get", of=link.number(self._owner), name=self._name, self=own)


def make_object(link: Conversation, ref: Ref, kind: Any, body: Mapping[str, Any]) -> Any:
    """The proxy for an object of a mirrored class."""
    if body["k"] == "exception":
        return _make_error(link, ref, kind, body)
    if body["k"] in ("module", "package"):
        return link.module(ref, body)
    if body["k"] == "coroutine":
        return Coroutine(link, ref)
    made = object.__new__(kind)
    own = object.__getattribute__(made, "__dict__")
    own["_ref"] = ref
    if body["k"] == "function":
        own["_name"] = body["data"]
    elif body["data"] is not None:
        own["_data"] = link.decode(body["data"])
    return made


def _make_error(link: Conversation, ref: Ref, kind: Any, body: Mapping[str, Any]) -> BaseException:
    data = body["data"]
    args = [link.decode(arg) for arg in data["args"]]
    error: BaseException
    if issubclass(kind, RemoteError):
        error = kind.__new__(kind)
        error.args = tuple(args)
    else:
        error = _builtin_error(kind, args, data["text"])
    error.__dict__.update(_ref=ref, _text=data["text"])
    for name, key in (("__cause__", "cause"), ("__context__", "context")):
        if data[key] is not None:
            setattr(error, name, link.decode(data[key]))
    return error


def _builtin_error(kind: Any, args: list[Any], text: str) -> BaseException:
    try:
        error: BaseException = kind(*args)
    except Exception:  # noqa: BLE001 (a constructor that wants other arguments)
        error = kind.__new__(kind)
        error.args = tuple(args) or (text,)
    return error


class Coroutine:
    """What calling an `async def` of the submission gives: runs there as a whole when it is awaited here."""

    def __init__(self, link: Conversation, ref: Ref) -> None:
        self._link, self._coroutine_ref = link, ref

    def _run(self) -> Any:
        return self._link.request(do="run_async", of=self._link.number(self._coroutine_ref))

    def send(self, _value: object) -> Any:
        """What a loop does with a coroutine: this one is done at once."""
        raise StopIteration(self._run())

    def throw(self, *error: Any) -> Any:
        """Where the loop cancels it before it began."""
        raise error[0]

    def close(self) -> None:
        """Nothing is left to close here."""

    def __await__(self) -> Generator[Any, None, Any]:
        return self._run()
        yield  # nothing: what makes this a generator


def _special(name: str) -> Callable[..., Any]:
    def method(self: Any, *args: Any) -> Any:
        return link_of(self).operate(name, self, *args)

    return method


def _reflected(name: str) -> Callable[..., Any]:
    def method(self: Any, other: Any, *more: Any) -> Any:
        return link_of(self).operate(name, other, self, *more)

    return method


def _ordering(name: str) -> Callable[..., Any]:
    def method(self: Any, other: Any) -> Any:
        return compared(self, other, name)

    return method


def _calling(self: Any, *args: Any, **kwargs: Any) -> Any:
    return link_of(self).call(ref_of(self), args, kwargs)


def _next(self: Any) -> Any:
    link = link_of(self)
    return link.request(do="next", of=link.number(ref_of(self)))


def _contains(self: Any, item: object) -> bool:
    facts = type.__getattribute__(type(self), "_facts")
    plain = plain_value(self)
    if plain is not NOTHING and type(item) in PLAIN:
        return item in plain
    if facts["holds"] == "mixed" and type(item) in PLAIN:
        raise mismatch(self, item)
    link_of(self).words += 1
    return bool(link_of(self).operate("contains", self, item))


def _bool(self: Any) -> bool:
    return bool(link_of(self).operate("bool", self))


def _exit(self: Any, kind: Any, error: Any, _traceback: Any) -> bool:
    link = link_of(self)
    if (
        error is not None
        and not is_remote(error)
        and "_ref" not in error.__dict__
        and isinstance(error, AssertionError)
    ):
        link.operate("exit", self, None, None, None)
        return False  # a failed assertion of the test is not for the submission to swallow
    told = (kind, error, None) if error is not None else (None, None, None)
    return bool(link.operate("exit", self, *told))


_BINARY = (
    "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split()
)  # each with its reflected form
_PLAIN_SPECIALS = (
    "abs neg pos invert complex float index int round ceil floor trunc bytes getitem setitem delitem iter "
    "len reversed enter length_hint hash aenter aexit aiter anext"
).split()

SPECIAL_METHODS: Mapping[str, Callable[..., Any]] = types.MappingProxyType(
    {
        **{f"__{name}__": _special({"and": "and_", "or": "or_"}.get(name, name)) for name in _BINARY},
        **{f"__r{name}__": _reflected({"and": "and_", "or": "or_"}.get(name, name)) for name in _BINARY},
        **{f"__i{name}__": _special(f"i{name}") for name in _BINARY if name != "divmod"},
        **{f"__{name}__": _special(name) for name in _PLAIN_SPECIALS},
        **{f"__{name}__": _ordering(name) for name in ("lt", "le", "gt", "ge")},
        "__call__": _calling,
        "__next__": _next,
        "__contains__": _contains,
        "__bool__": _bool,
        "__exit__": _exit,
    }
)
