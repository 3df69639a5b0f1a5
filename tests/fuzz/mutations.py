"""Ways to make real bytes, texts and JSON trees wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")

Tree = object
"""a JSON tree whose parts may be Raw or Pairs"""

TEXTS = (
    *("", " ", "\0", "\n", "a.py", "x" * 201, "x" * 1_001, "x" * 10_001, "\ud800", "\udfff\ud800", "\x1b[2J\x9b1m"),
    *("\u202e\u2066", "<script>alert(1)</script>", "]]>", "=1+1", "'; --", "{{x}}", "%s%n{0.__class__}", "\ufeff"),
    *("/etc/passwd", "../../x", "C:\\x", "/var/y/submission/a.py", "\U0001f40d" * 50, "e\u0301", "\u2028\r"),
    *("Traceback (most recent call last):\n", '  File "a.py", line 1, in f\n', "[bold red]x[/]", "__class__", "None"),
)
INTS = (0, -1, 1, 2, 127, 255, 256, 2**31, -(2**31), 2**32 - 1, 2**53 - 1, 2**53, 10**16, -(10**16), 10**17, 10**100)
LITERALS = ("NaN", "Infinity", "-Infinity", "1.5", "-0", "-0.0", "1e999", "01", "+1", "9" * 5_000, "tru", '"', "[", "")
"""what a JSON text may hold, or should not, that no tree of Python stands for"""
BYTES = (b"", b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x80", b"\xed\xa0\x80", b"\xc0\xaf", b"\r\n", b'"', b"[", b"{")


@dataclass(frozen=True)
class Raw:
    """A piece of JSON text as it is."""

    text: str


@dataclass(frozen=True)
class Pairs:
    """An object by its pairs, so that it may have a key twice."""

    pairs: Sequence[tuple[str, Tree]]


def written(tree: Tree) -> str:
    """The JSON text of a tree; a float is only in it as Raw."""
    if isinstance(tree, Raw):
        return tree.text
    if isinstance(tree, Mapping):
        return _object(tree.items())
    if isinstance(tree, Pairs):
        return _object(tree.pairs)
    if isinstance(tree, list | tuple):
        return f"[{','.join(map(written, tree))}]"
    return json.dumps(tree)


def _object(pairs: Iterable[tuple[str, Tree]]) -> str:
    return "{" + ",".join(f"{json.dumps(key)}:{written(item)}" for key, item in pairs) + "}"


def latin(data: bytes) -> str:
    """Bytes as a text that JSON can hold."""
    return data.decode("latin-1")


def bytes_of(text: str) -> bytes:
    """The bytes of such a text."""
    return text.encode("latin-1")


def spoilt_bytes(data: bytes, random: Random, times: int = 1) -> bytes:
    """The bytes with a few of them flipped, replaced, left out, put in, repeated or cut off."""
    for _ in range(times):
        data = random.choice(_ON_BYTES)(data, random, random.randint(0, len(data)))
    return data


def _flipped(data: bytes, random: Random, at: int) -> bytes:
    return data[:at] + bytes(byte ^ (1 << random.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _replaced(data: bytes, random: Random, at: int) -> bytes:
    new = random.randbytes(random.randint(1, 8))
    return data[:at] + new + data[at + len(new) :]


def _inserted(data: bytes, random: Random, at: int) -> bytes:
    return data[:at] + random.choice(BYTES) * random.choice((1, 2, 100)) + data[at:]


def _left_out(data: bytes, random: Random, at: int) -> bytes:
    return data[:at] + data[at + random.choice((1, 2, 7, 64, 1000, len(data))) :]


def _repeated(data: bytes, random: Random, at: int) -> bytes:
    end = at + random.choice((1, 5, 40, 300))
    return data[:end] + data[at:end] * random.choice((1, 3, 50)) + data[end:]


def _moved(data: bytes, random: Random, at: int) -> bytes:
    size = random.choice((1, 5, 40, 300))
    to = random.randint(0, len(data))
    return data[:to] + data[at : at + size] + data[to + size :]


_ON_BYTES: tuple[Callable[[bytes, Random, int], bytes], ...] = (
    *(_flipped, _replaced, _inserted, _left_out, _repeated, _moved),
)


def spoilt_text(text: str, random: Random) -> str:
    """The text with something put in, left out, repeated or replaced."""
    at = random.randint(0, len(text))
    end = min(len(text), at + random.choice((0, 1, 3, 20)))
    new = random.choice((random.choice(TEXTS), text[at:end] * 2, "", text[: random.choice((1, 30))]))
    return text[:at] + new + text[end:]


def spoilt_tree(tree: Tree, random: Random, others: Sequence[Tree], times: int = 1) -> Tree:
    """A copy of the tree with a few parts made wrong; parts of `others` may come in."""
    top = [copy.deepcopy(tree)]
    for _ in range(times):
        holder, key = random.choice(_slots(top))
        _spoil(holder, key, random, others)
    return top[0]


Holder = list[Tree] | dict[str, Tree]


def _slots(top: list[Tree]) -> list[tuple[Holder, int | str]]:
    """All places in a tree."""
    found: list[tuple[Holder, int | str]] = []
    waiting: list[Tree] = [top]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, list):
            found += [(holder, index) for index in range(len(holder))]
            waiting += holder
        elif isinstance(holder, dict):
            found += [(holder, key) for key in holder]
            waiting += holder.values()
    return found


def _spoil(holder: Holder, key: int | str, random: Random, others: Sequence[Tree]) -> None:
    if isinstance(holder, dict) and random.random() < 0.3:
        assert isinstance(key, str)
        _spoil_key(holder, key, random)
    elif isinstance(holder, list):
        assert isinstance(key, int)
        if random.random() < 0.15 and len(holder) > 1:
            del holder[key]
        else:
            holder[key] = _other(holder[key], random, others)
    else:
        assert isinstance(key, str)
        holder[key] = _other(holder[key], random, others)


def _spoil_key(holder: dict[str, Tree], key: str, random: Random) -> None:
    value = holder[key]
    if random.random() < 0.3:
        holder[spoilt_text(key, random)] = value
    elif random.random() < 0.5:
        del holder[key]
    else:
        del holder[key]
        holder[random.choice((spoilt_text(key, random), *holder, "h", "l"))] = value


def _other(part: Tree, random: Random, others: Sequence[Tree]) -> Tree:
    """Something else in the place of a part, half of the time of the same type."""
    alike = random.random() < 0.5
    if alike and isinstance(part, str):
        return random.choice((spoilt_text(part, random), random.choice(TEXTS)))
    if alike and type(part) is int:
        return random.choice((part + 1, part - 1, part * 2, random.choice(INTS)))
    if alike and isinstance(part, list):
        return part * random.choice((0, 2, 3, 60))
    return _another(part, random, others)


def _another(part: Tree, random: Random, others: Sequence[Tree]) -> Tree:
    """Something of another type, or something built to be costly or ambiguous."""
    kind = random.randrange(7)
    new: Tree = random.choice((None, True, False, [], {}, random.choice(TEXTS), random.choice(INTS)))
    if kind == 0 and isinstance(part, dict) and part:
        new = Pairs([*part.items(), random.choice(list(part.items()))])
    elif kind == 1:
        new = nested(part, random)
    elif kind == 2 and others:
        holder, key = random.choice(_slots([random.choice(others)]))
        new = copy.deepcopy(holder[key])  # type: ignore[index]  # a key of that very holder
    elif kind == 3:
        new = Raw(random.choice(LITERALS))
    return new


def nested(part: Tree, random: Random) -> Tree:
    """The part inside many lists or objects."""
    before, behind = random.choice((("[", "]"), ('{"a":', "}"), ('{"l":[', "]}")))
    levels = random.choice((1, 2, 39, 60, 127, 200))
    return Raw(before * levels + written(part) + behind * levels)
