"""What may cross between judge and subject as a value, and how: the codec's specification and the judge's side of it.

The agent has its own copy of the other side (`subject/agent.py`); both are tested against `tests/cases/values.json`.

A value crosses only if `type(x)` is exactly one of the builtin types below, all the way down. Its wire form V is JSON:

    None True False         null true false
    int, |n| < 2**53        n, a JSON number
    int, other              {"i": "-1fffff…"}       lower-case hex, "-" in front of negative ones, no leading zeros
    str                     "text"                  as it is, where it holds no surrogates
    str with surrogates     {"u": "61edb280"}       lower-case hex of its UTF-8 with "surrogatepass"
    float                   {"f": "3ff0000000000000"}   IEEE 754, 8 bytes big endian, 16 lower-case hex digits
    complex                 {"c": ["<real>", "<imag>"]}  two strings as in "f"
    bytes                   {"b": "YWJj"}           standard base64 with padding
    list, tuple             {"l": [V, …]}  {"t": [V, …]}
    dict                    {"d": [[V, V], …]}      key and value, in the dict's order
    set, frozenset          {"S": [V, …]}  {"F": [V, …]}  in any order
    anything else           {"h": {"type": "Point", "module": "shapes", "why": "…", "text": "…"}}, a Handle

Values are trees: what is shared is written twice, what refers to itself becomes a handle. `why` is one of "subclass of
<builtin>", "not a plain value", "too large", "too deep", "refers to itself". `type` and `module` are those of the
object's real type, cut at 200 characters; `text` is its repr cut at 1000 characters, produced by the child, or "" where
that fails, and always "" for a handle that stands for an exact builtin (for those, `why` says it all).

Caps, the same on both sides. A text, bytes or int over its cap becomes a handle ("too large") in its place. A value
with too many nodes or hashed elements ("too large"), too many levels ("too deep") or a cycle ("refers to itself")
becomes one handle as a whole. A set or dict with a handle anywhere inside an element or key becomes a handle in its
place ("not a plain value"). A value whose wire form is longer than 1 MiB (MAX_WIRE_CHARS) becomes one handle ("too
large"); this cap only the subject keeps, the judge has one on frames. The judge raises ProtocolError for whatever is
over a cap, malformed or ambiguous.

    nodes    every value counts one: containers, their elements, dict keys and dict values, handles
    depth    containers inside each other: [] is 1, [[]] is 2, 7 is 0
    hashed   elements of sets and frozensets and keys of dicts, all together
    bytes    of a text's UTF-8 (surrogatepass), of a bytes object, of an int's absolute value

Why it is so: JSON cannot build objects, so a reply cannot run code in the judge; exact builtins compare by Python's own
rules and not by a student's `__eq__`; ints as hex because decimal is quadratic and stops at 4300 digits; and the judge
counts equal hashes, because anyone can make ints of equal hash and a set of those costs quadratic time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from grader.errors import ProtocolError
from grader.scalars import DECODERS, MAX_INT_BYTES, MAX_TEXT_BYTES, Json, decode_bare, encode_scalar

MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_HASHED = 4_096
MAX_EQUAL_HASHES = 64
"""elements of one set or dict that may share a hash; honest ones hardly ever do, so only the judge checks this"""
MAX_WIRE_CHARS = 1024 * 1024
MAX_NAME_CHARS = 200
MAX_REPR_CHARS = 1_000


@dataclass(frozen=True, eq=False)
class Handle:
    """Stands for an object that cannot cross by value. Equal to nothing but itself, whatever the student's object says.

    All four texts are the student's word and for display only: escape them (`comparing.show` does).
    """

    type: str
    module: str
    why: str
    """one of the reasons in the module's docstring"""
    text: str = ""
    """capped repr made in the subject, "" where there is none"""


Value: TypeAlias = (
    "bool | int | float | complex | str | bytes | list[Value] | tuple[Value, ...] | dict[Value, Value]"
    " | set[Value] | frozenset[Value] | Handle | None"
)
"""What the judge gets: exact builtins, and handles for everything else."""

_TAGS = MappingProxyType({list: "l", tuple: "t", set: "S", frozenset: "F"})
_WHY = re.compile(r"subclass of [a-z]{1,20}|not a plain value|too large|too deep|refers to itself", re.ASCII)


class _Budget:
    """What is left of the caps while one value is walked; `spend` raises the error class it was made with."""

    def __init__(self, error: type[ValueError | ProtocolError]) -> None:
        self.error = error
        self.nodes = MAX_NODES
        self.hashed = MAX_HASHED

    def spend(self, depth: int, hashed: int = 0) -> None:
        """Count one node inside `depth` containers (itself included), with `hashed` elements or keys."""
        self.nodes -= 1
        self.hashed -= hashed
        if self.nodes < 0 or self.hashed < 0:
            raise self.error("The value has too many parts.")
        if depth > MAX_DEPTH:
            raise self.error("The value is nested too deeply.")


def encode(value: Value) -> Json:
    """The wire form of a plain value, for names that the judge sets in the subject.

    Raises:
        ValueError: it holds something other than exact builtins, refers to itself, or is over a cap.
    """
    return _encode(value, _Budget(ValueError), 0)


def _encode(value: Value, budget: _Budget, depth: int) -> Json:
    if type(value) is dict:
        budget.spend(depth + 1, len(value))
        return {"d": [_encode_all(pair, budget, depth + 1) for pair in value.items()]}
    if type(value) is list or type(value) is tuple:
        budget.spend(depth + 1)
        return {_TAGS[type(value)]: _encode_all(value, budget, depth + 1)}
    if type(value) is set or type(value) is frozenset:
        budget.spend(depth + 1, len(value))
        return {_TAGS[type(value)]: _encode_all(value, budget, depth + 1)}
    budget.spend(depth)
    return encode_scalar(value)


def _encode_all(values: Iterable[Value], budget: _Budget, depth: int) -> Json:
    return [_encode(value, budget, depth) for value in values]


def decode(tree: Json) -> Value:
    """The value that a wire form stands for. Takes time and memory in proportion to the caps, whatever the tree is.

    Raises:
        ProtocolError: it is malformed, ambiguous or over a cap.
    """
    return _decode(tree, _Budget(ProtocolError), 0)


def _decode(tree: Json, budget: _Budget, depth: int) -> Value:
    if not isinstance(tree, dict):
        budget.spend(depth)
        return decode_bare(tree)
    if len(tree) != 1:
        raise ProtocolError("A value's tag is missing or not the only key.")
    [(tag, body)] = tree.items()
    if tag in ("l", "t", "S", "F", "d"):
        return _decode_container(tag, body, budget, depth + 1)
    budget.spend(depth)
    if tag == "h":
        return _decode_handle(body)
    if tag not in DECODERS:
        raise ProtocolError("A value has an unknown tag.")
    return DECODERS[tag](body)


def _decode_container(tag: str, body: Json, budget: _Budget, depth: int) -> Value:
    if not isinstance(body, list):
        raise ProtocolError("A container is not a list.")
    budget.spend(depth, 0 if tag in ("l", "t") else len(body))
    if tag == "d":
        return _decode_dict(body, budget, depth)
    items = [_decode(item, budget, depth) for item in body]
    if tag == "l":
        return items
    return tuple(items) if tag == "t" else _decode_set(tag, items)


def _decode_dict(body: list[Json], budget: _Budget, depth: int) -> dict[Value, Value]:
    pairs: list[tuple[Value, Value]] = []
    for pair in body:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ProtocolError("A dict's entry is not a pair.")
        pairs.append((_decode(pair[0], budget, depth), _decode(pair[1], budget, depth)))
    _check_hashes(key for key, _ in pairs)
    decoded = dict(pairs)
    if len(decoded) != len(pairs):
        raise ProtocolError("A dict has the same key twice.")
    return decoded


def _decode_set(tag: str, items: list[Value]) -> set[Value] | frozenset[Value]:
    _check_hashes(items)
    decoded = frozenset(items) if tag == "F" else set(items)
    if len(decoded) != len(items):
        raise ProtocolError("A set has the same element twice.")
    return decoded


def _check_hashes(items: Iterable[Value]) -> None:
    """Refuse what cannot be hashed, and values chosen to collide: each of n of them costs n comparisons (X11)."""
    counts: dict[int, int] = {}
    for item in items:
        if not _is_hashable(item):
            raise ProtocolError("A set or dict holds something that cannot be in it.")
        count = counts[hash(item)] = counts.get(hash(item), 0) + 1
        if count > MAX_EQUAL_HASHES:
            raise ProtocolError("Too many elements of a set or dict have the same hash.")


def _is_hashable(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(_is_hashable(item) for item in value)
    return not isinstance(value, list | dict | set | Handle)


def _decode_handle(body: Json) -> Handle:
    if not isinstance(body, dict) or set(body) != {"type", "module", "why", "text"}:
        raise ProtocolError("A handle is of the wrong shape.")
    type_name, module, why = (_display(body[key], MAX_NAME_CHARS) for key in ("type", "module", "why"))
    if not _WHY.fullmatch(why):
        raise ProtocolError("A handle has an unknown reason.")
    return Handle(type_name, module, why, _display(body["text"], MAX_REPR_CHARS))


def _display(text: Json, max_chars: int) -> str:
    if not isinstance(text, str) or len(text) > max_chars:
        raise ProtocolError("A handle's text is missing or too long.")
    return text.encode("utf-8", "backslashreplace").decode()


__all__ = [
    "MAX_DEPTH",
    "MAX_EQUAL_HASHES",
    "MAX_HASHED",
    "MAX_INT_BYTES",
    "MAX_NAME_CHARS",
    "MAX_NODES",
    "MAX_REPR_CHARS",
    "MAX_TEXT_BYTES",
    "Handle",
    "Json",
    "Value",
    "decode",
    "encode",
]
