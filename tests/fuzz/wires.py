"""Wire forms of values, right, nearly right and built to cost a lot; and what the judge does with a value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from grader.comparing import close, difference, same
from grader.errors import ProtocolError
from grader.showing import show
from grader.values import Handle, Value, decode, encode
from grader.wire import MAX_REPLY_BYTES, parse
from tests.fuzz.mutations import TEXTS, Tree, nested, spoilt_bytes, spoilt_tree, written

VECTORS: list[Tree] = [
    case["wire"]
    for case in json.loads((Path(__file__).parents[1] / "cases" / "values.json").read_text(encoding="utf-8"))
]
_SCALAR_VALUES: tuple[Value, ...] = (
    *(None, True, 7, -0.0, 2.5, float("nan"), 1e308, 3 + 4j, "text", "\ud800", b"abc", 10**700),
)
EXPECTED: tuple[Value, ...] = (
    *_SCALAR_VALUES,
    [1, 2, [3]],
    (1,),
    {"a": 1, "b": [2]},
    {1, "x", (2.5,)},
    frozenset({frozenset({1}), "y"}),
)
COLLIDING = 2**61 - 1
"""ints that differ by this have the same hash"""


def wire(random: Random, depth: int = 0) -> Tree:
    """A wire form, mostly a right one."""
    chance = random.random()
    if depth > 4 or chance < 0.4:
        return random.choice(_SCALARS)(random)
    if chance < 0.5:
        return random.choice(_COSTLY)(random)
    return random.choice((_sequence, _set, _dict))(random, depth)


def _vector(random: Random) -> Tree:
    return random.choice(VECTORS)


def _text(random: Random) -> Tree:
    text = random.choice(TEXTS)
    return random.choice((text, {"u": text.encode("utf-8", "surrogatepass").hex()}))


def _number(random: Random) -> Tree:
    digits = random.choice(
        ("0", "1f", "-20000000000000", "f" * 8192, "f" * 8193, "-" + "8" * 9000, "0x1", "\uff11", "\n1")
    )
    return random.choice(
        ({"i": digits}, {"f": random.randbytes(8).hex()}, random.getrandbits(53), -random.getrandbits(9))
    )


def _handle(random: Random) -> Tree:
    why = random.choice(
        ("subclass of int", "not a plain value", "too large", "refers to itself", "subclass of " + "x" * 30)
    )
    texts = {name: random.choice(TEXTS) for name in ("type", "module", "text")}
    return {"h": {**texts, "why": why}}


def _sequence(random: Random, depth: int) -> Tree:
    return {random.choice("lt"): [wire(random, depth + 1) for _ in range(random.choice((0, 1, 3, 6)))]}


def _set(random: Random, depth: int) -> Tree:
    return {random.choice("SF"): [wire(random, depth + 1) for _ in range(random.choice((0, 1, 2, 5)))]}


def _dict(random: Random, depth: int) -> Tree:
    return {"d": [[wire(random, depth + 1), wire(random, depth + 1)] for _ in range(random.choice((0, 1, 3)))]}


def _deep(random: Random) -> Tree:
    """Containers of one kind or of several, each the only item of the one around it."""
    inner = wire(random, 9)
    tags = random.choice(("l", "t", "F", "Ft", "FFl", "d", "ltF", "tS"))
    for level in range(random.choice((3, 20, 38, 41, 60))):
        tag = tags[level % len(tags)]
        times = 2 if tag in "lt" and level < 10 and random.random() < 0.3 else 1
        inner = {tag: [[inner, 1]] if tag == "d" else [inner] * times}
    return inner


def _wide(random: Random) -> Tree:
    """Many elements: plain ones, ones of equal hash, or sets of such."""
    count = random.choice((60, 65, 1_500, 4_097, 21_000))
    step = random.choice((1, COLLIDING))
    items: list[Tree] = [{"i": f"{n * step:x}"} if n * step >= 2**53 else n * step for n in range(count)]
    if random.random() < 0.3:
        items = [{"F": items[start : start + 30]} for start in range(0, min(count, 3_000), 30)]
    tag = random.choice("ltSFd")
    return {tag: [[item, None] for item in items] if tag == "d" else items}


def _twice(random: Random) -> Tree:
    """A value inside lists and objects that are no wire forms."""
    return nested(wire(random, 9), random)


_Kinds = tuple[Callable[[Random], Tree], ...]
_SCALARS: _Kinds = (_vector, _vector, _text, _number, _number, _handle)
_COSTLY: _Kinds = (_deep, _wide, _twice)


class Values:
    """The judge reading one value and doing with it what it does with any answer."""

    def make(self, random: Random) -> bytes:
        """The JSON text of a wire form, spoilt as a tree or as text half of the time."""
        tree = wire(random)
        if random.random() < 0.5:
            tree = spoilt_tree(tree, random, VECTORS, random.choice((1, 1, 3)))
        data = written(tree).encode()
        return spoilt_bytes(data, random) if random.random() < 0.15 else data

    def run(self, case: bytes) -> list[str]:
        """Read it; compare and show what could be read."""
        try:
            value = decode(parse(case.decode("utf-8", "replace"), MAX_REPLY_BYTES))
        except ProtocolError:
            return ["refused"]
        judge(value)
        return ["handle" if isinstance(value, Handle) else "value"]


def judge(value: Value) -> None:
    """Show a value and compare it with others, as checks do; whatever it is, that gives plain short texts."""
    for width in (1, 40, 200):
        assert_plain(show(value, width), width)
    for expected in EXPECTED:
        told = difference(expected, value)
        assert (told is None) == same(expected, value)
        assert_plain(told or "", 500)
        close(expected, value, 1e-9, 0.0)
    try:
        again = decode(encode(value))
    except ValueError:
        return  # a handle in it, which only the subject can make
    assert same(value, again)


def assert_plain(text: str, width: int) -> None:
    """The text is one line that a terminal and UTF-8 take as it is."""
    assert len(text) <= width
    assert text.isprintable()


@contextmanager
def values() -> Iterator[Values]:
    """The target; needs nothing."""
    yield Values()
