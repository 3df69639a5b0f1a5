"""Values on their way between a test and the stage: those of grader/values.py, and what a test needs beside them.

Plain builtins cross by value, both ways; so do some types of the standard library. What is the submission's is a proxy
here, what is the test's a stand-in there. What comes in is measured like any value from a sandbox.
"""

from __future__ import annotations

import builtins
import collections
import inspect
import operator
import pathlib
import types
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from grader.errors import ProtocolError
from grader.judge.suite.conversation import Conversation
from grader.judge.suite.messages import SPECIAL
from grader.judge.suite.methods import Method, settled
from grader.judge.suite.modules import RemoteModule, module_ref
from grader.judge.suite.proxies import RemoteError, RemoteMeta, RemoteObject, is_remote
from grader.judge.suite.standard import (
    EXTRAS,
    FACTORIES,
    SHAREABLE,
    TYPES,
    WRITERS,
    is_standard,
    named_thing,
    parts_of,
    pythons_class,
    refill,
)
from grader.scalars import DECODERS, decode_bare, encode_scalar
from grader.values import MAX_DEPTH, MAX_EQUAL_HASHES, MAX_NODES

MAX_DIGITS = 20_000
MAX_SHARED = 500
"""containers that are told of; more than that cross as copies"""
MAX_SHARED_PARTS = 4_000
_INSIDES = (types.FrameType, types.CodeType, types.TracebackType)
_SCALARS = (type(None), bool, int, float, complex, str, bytes)
_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType)


class Codec:
    """Both directions, for one link, and the containers that both sides have.

    A list that crosses is two lists, one here and one there; with every message each side tells of changes in its own.
    """

    def __init__(self, link: Conversation) -> None:
        self._link = link
        self._shared: dict[int, tuple[Any, list[Any]]] = {}
        self._numbers: dict[int, int] = {}
        self._next = -1

    # ---- shared containers

    def share(self, number: int, found: Any) -> None:
        """From now on changes of a container are told."""
        self._shared[number] = (found, parts_of(found))
        self._numbers[id(found)] = number

    def changes(self) -> list[Any]:
        """[number, content] of each shared container that is not as the stage last knew it."""
        changed = []
        for number, (found, before) in list(self._shared.items()):
            parts = parts_of(found)
            if len(parts) == len(before) and all(map(operator.is_, parts, before)):
                continue
            self._shared[number] = (found, parts)
            try:
                changed.append([number, [self.encode(part) for part in parts]])
            except (ValueError, AssertionError):  # it holds what cannot cross: from now on it is the test's alone
                del self._shared[number], self._numbers[id(found)]
        return changed

    def take_changes(self, changed: Any) -> None:
        """Give containers the content that they have on the other side."""
        for number, content in changed:
            if number not in self._shared:
                raise ProtocolError("A container is told of that nobody has.")
            found, _ = self._shared[number]
            refill(found, [self.decode(part) for part in content])
            self._shared[number] = (found, parts_of(found))

    def memory(self) -> tuple[dict[int, tuple[Any, list[Any]]], dict[int, int]]:
        """What is shared now, to come back to when a test's state ends."""
        return dict(self._shared), dict(self._numbers)

    def recall(self, memory: tuple[dict[int, tuple[Any, list[Any]]], dict[int, int]]) -> None:
        """Share again what was shared then."""
        self._shared, self._numbers = dict(memory[0]), dict(memory[1])

    # ---- to the stage

    def encode(self, value: object, depth: int = 0) -> Any:
        """The wire form of anything that a test hands over."""
        kind = type(value)
        if depth > MAX_DEPTH:
            raise ValueError("This value is nested too deeply to be handed to the submission.")
        if kind is str:
            return self._placed(str(value), "str") or _scalar(value)
        if kind in _SCALARS:
            return _scalar(value)
        if kind is Method:
            return self.encode(settled(value), depth)  # type: ignore[arg-type]
        if is_remote(value):
            return {"o": self._link.number(reference_of(value))}
        if kind in SHAREABLE:
            return self._container(value, kind, depth)
        if kind is tuple or kind is frozenset:
            return {"t" if kind is tuple else "F": [self.encode(each, depth + 1) for each in value]}  # type: ignore[attr-defined]
        told = self._extra(value, kind)
        return {"x": told} if told else self._own(value)

    def _container(self, value: Any, kind: type, depth: int) -> Any:
        known = self._numbers.get(id(value))
        if known is not None:
            return {"a": known}
        number = self._next
        if len(self._shared) < MAX_SHARED and len(value) <= MAX_SHARED_PARTS:
            self._next -= 1
            self.share(number, value)
            return {"m": [number, self._content(value, kind, depth)]}
        return self._content(value, kind, depth)

    def _content(self, value: Any, kind: type, depth: int) -> Any:
        if kind is list or kind is set:
            return {"l" if kind is list else "S": [self.encode(each, depth + 1) for each in list(value)]}
        if kind is bytearray:
            return {"x": ["bytearray", [_scalar(bytes(value))]]}
        if kind is collections.deque:
            return {"x": ["deque", [{"l": [self.encode(each, depth + 1) for each in value]}, value.maxlen]]}
        pairs = {
            "d": [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in list(value.items())]
        }
        if kind is dict:
            return pairs
        factory: Any = getattr(value, "default_factory", None)
        return {"x": [kind.__name__, [pairs, *(name for name, each in FACTORIES.items() if each is factory)]]}

    def _placed(self, text: str, how: str) -> Any:
        """A path below the test's folder, as one below the submission's."""
        parts = self._link.placed(text)
        return None if parts is None else {"x": ["place", [how, *parts]]}

    def _extra(self, value: Any, kind: type) -> list[Any] | None:
        """A value of the standard library; None for anything else."""
        writer = WRITERS.get(kind)
        if writer is not None:
            return writer(value, self.encode)
        if isinstance(value, pathlib.PurePath):
            placed = self._placed(str(value), "path")
            return placed["x"] if placed else ["Path", [str(value)]]
        if isinstance(value, BaseException) and vars(builtins).get(kind.__name__) is kind:
            return ["error", [kind.__name__, *(self.encode(arg) for arg in plain_args(value))]]
        if isinstance(value, types.ModuleType):
            return ["module", [value.__name__]] if is_standard(value.__name__) else None
        return TYPES.get(value) if isinstance(value, type) and value in TYPES else named_thing(value)

    def is_own(self, value: Any) -> bool:
        """Whether something is the test's and would be told as such."""
        return self._extra(value, type(value)) is None

    def _own(self, value: Any) -> Any:
        """A function or object of the test."""
        if isinstance(value, _INSIDES):
            kind = type(value).__name__
            raise ValueError(f"A {kind} shows what is inside a test; the submission does not get it.")  # noqa: TRY004
        number = self._link.function_number(value)
        if isinstance(value, (*_FUNCTIONS, type)):
            body = {
                "n": number,
                "name": str(getattr(value, "__name__", "function")),
                "doc": getattr(value, "__doc__", None),
            }
            return {"cb": {**body, "module": "tests"}}
        if inspect.isawaitable(value):
            return {"j": {"n": number, "type": type(value).__name__, "special": ["__await__"]}}
        special = [name for name in SPECIAL if callable(getattr(type(value), name, None))]
        for name in ("__eq__", "__hash__"):
            if name in special and getattr(type(value), name) is getattr(object, name):
                special.remove(name)
        return {"j": {"n": number, "type": type(value).__name__, "special": special}}

    # ---- from the stage

    def decode(self, tree: Any) -> Any:
        """The value of a wire form. Raises ProtocolError where it is none, or over a cap."""
        return _Decoding(self._link, self).value(tree, 0)

    def shared(self, number: Any) -> Any:
        """A container that both sides have."""
        if number not in self._shared:
            raise ProtocolError("A container is told of that nobody has.")
        return self._shared[number][0]


class _Decoding:
    """One value being read."""

    def __init__(self, link: Conversation, codec: Codec) -> None:
        self.link = link
        self.codec = codec
        self.nodes = MAX_NODES

    def value(self, tree: Any, depth: int) -> Any:
        """One value and all that it holds."""
        self.nodes -= 1
        if self.nodes < 0 or depth > MAX_DEPTH:
            raise ProtocolError("The value has too many parts.")
        if not isinstance(tree, dict):
            return decode_bare(tree)
        if len(tree) != 1:
            raise ProtocolError("A value's tag is missing or not the only key.")
        [(tag, body)] = tree.items()
        if tag in DECODERS:
            return DECODERS[tag](body)
        if tag not in _READERS:
            raise ProtocolError("A value has an unknown tag.")
        return _READERS[tag](self, body, depth + 1)

    def sequence(self, kind: Callable[[list[Any]], Any], body: Any, depth: int) -> Any:
        """A list, tuple, set or frozenset."""
        items = [self.value(item, depth) for item in body]
        if kind in (set, frozenset):
            _check_hashes(items)
        return kind(items)

    def mapping(self, body: Any, depth: int) -> Any:
        """A dict."""
        pairs = [(self.value(key, depth), self.value(item, depth)) for key, item in body]
        _check_hashes([key for key, _ in pairs])
        return dict(pairs)

    def shared(self, body: Any, depth: int) -> Any:
        """A container that both sides have from now on."""
        number, content = body
        found = self.value(content, depth)
        if type(number) is not int or number < 0 or type(found) not in SHAREABLE:
            raise ProtocolError("A container is of an unknown kind.")
        self.codec.share(number, found)
        return found

    def standard(self, body: Any, depth: int) -> Any:
        """A value of the standard library, or a class of Python's own."""
        name, wires = body
        if name == "place":
            how, *parts = wires
            path = self.link.folder + "".join(f"/{part}" for part in parts if part not in ("..", "."))
            return path if how == "str" else pathlib.Path(path)
        if name in ("builtin", "class"):
            return pythons_class(*wires)
        if name not in EXTRAS:
            raise ProtocolError("A value is of an unknown kind.")
        parts = [self.value(part, depth + 1) for part in wires]
        if any(isinstance(part, str) and len(part) > MAX_DIGITS for part in parts):
            raise ProtocolError("A value is too long.")
        try:
            return EXTRAS[name](*parts)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise ProtocolError("A value does not fit its kind.") from error


_READERS: Mapping[str, Callable[[_Decoding, Any, int], Any]] = MappingProxyType(
    {
        "l": lambda reading, body, depth: reading.sequence(list, body, depth),
        "t": lambda reading, body, depth: reading.sequence(tuple, body, depth),
        "S": lambda reading, body, depth: reading.sequence(set, body, depth),
        "F": lambda reading, body, depth: reading.sequence(frozenset, body, depth),
        "d": _Decoding.mapping,
        "m": _Decoding.shared,
        "x": _Decoding.standard,
        "a": lambda reading, body, _depth: reading.codec.shared(body),
        "o": lambda reading, body, _depth: reading.link.proxy(body),
        "cb": lambda reading, body, _depth: reading.link.function(body),
    }
)


def reference_of(value: Any) -> Any:
    """The reference of a proxy."""
    if isinstance(value, RemoteMeta):
        return type.__getattribute__(value, "_ref")
    if isinstance(value, RemoteError):
        return value.__dict__["_ref"]
    if isinstance(value, RemoteModule):
        return module_ref(value)
    return object.__getattribute__(value, "__dict__")["_ref"]


def plain_args(error: BaseException) -> tuple[object, ...]:
    """An exception's arguments."""
    return tuple(error.args)


def _scalar(value: object) -> Any:
    try:
        return encode_scalar(value)
    except ValueError as error:
        raise ValueError(f"This value cannot be handed to the submission. {error}") from None


def _check_hashes(items: list[Any]) -> None:
    """Refuse values chosen to collide (grader/values.py); proxies have hashes of their own making."""
    counts: dict[int, int] = {}
    for item in items:
        if is_remote(item) or isinstance(item, RemoteObject | RemoteModule):
            continue
        try:
            count = counts[hash(item)] = counts.get(hash(item), 0) + 1
        except TypeError:
            raise ProtocolError("A set or dict holds something that cannot be in it.") from None
        if count > MAX_EQUAL_HASHES:
            raise ProtocolError("Too many elements of a set or dict have the same hash.")
