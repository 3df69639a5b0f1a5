"""What of Python's standard library crosses by value between a test and the stage, and by which name.

`stage.py` has the other side of each table.
"""

from __future__ import annotations

import abc
import builtins
import collections
import datetime as dt
import decimal
import enum
import fractions
import pathlib
import sys
import types
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from grader.errors import ProtocolError

TYPES: Mapping[type, list[Any]] = MappingProxyType(
    {
        each: ["attribute", ["types", name]]
        for name, each in vars(types).items()
        if isinstance(each, type) and each.__module__ == "builtins" and not hasattr(builtins, each.__name__)
    }
)
"""types without a name of their own, such as that of generators"""
WRITERS: Mapping[type, Callable[[Any, Callable[[Any], Any]], list[Any] | None]] = MappingProxyType(
    {
        Decimal: lambda value, _encode: ["Decimal", [str(value)]],
        Fraction: lambda value, encode: ["Fraction", [encode(value.numerator), encode(value.denominator)]],
        range: lambda value, encode: ["range", [encode(part) for part in (value.start, value.stop, value.step)]],
        slice: lambda value, encode: ["slice", [encode(part) for part in (value.start, value.stop, value.step)]],
        dt.date: lambda value, _encode: ["date", [value.isoformat()]],
        dt.time: lambda value, _encode: _moment("time", value),
        dt.datetime: lambda value, _encode: _moment("datetime", value),
        dt.timedelta: lambda value, _encode: ["timedelta", [value.days, value.seconds, value.microseconds]],
        uuid.UUID: lambda value, _encode: ["UUID", [str(value)]],
        type(Ellipsis): lambda _value, _encode: ["ellipsis", []],
        type(NotImplemented): lambda _value, _encode: ["NotImplementedType", []],
    }
)
EXTRAS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "range": range,
        "slice": slice,
        "ellipsis": lambda: Ellipsis,
        "NotImplementedType": lambda: NotImplemented,
        "bytearray": bytearray,
        "dict_keys": lambda items: dict.fromkeys(items).keys(),
        "dict_values": lambda items: dict(enumerate(items)).values(),
        "dict_items": lambda items: dict(items).items(),
        "Decimal": Decimal,
        "Fraction": Fraction,
        "date": dt.date.fromisoformat,
        "time": dt.time.fromisoformat,
        "datetime": dt.datetime.fromisoformat,
        "timedelta": dt.timedelta,
        "Path": pathlib.Path,
        "PurePosixPath": pathlib.PurePosixPath,
        "PureWindowsPath": pathlib.PureWindowsPath,
        "UUID": uuid.UUID,
        "Counter": collections.Counter,
        "OrderedDict": collections.OrderedDict,
        "defaultdict": lambda content, factory="": collections.defaultdict(FACTORIES.get(factory), content),
        "deque": collections.deque,
    }
)
SHAREABLE = frozenset(
    {
        list,
        dict,
        set,
        bytearray,
        collections.deque,
        collections.OrderedDict,
        collections.Counter,
        collections.defaultdict,
    }
)
FACTORIES: Mapping[str, type] = MappingProxyType(
    {each.__name__: each for each in (int, list, set, dict, str, float, bool)}
)


_PLAIN_CLASSES: Mapping[str, type] = MappingProxyType(
    {
        **{
            each.__name__: each
            for each in (
                bool, bytearray, bytes, classmethod, complex, dict, float, frozenset, int, list, object, property,
                range, set, slice, staticmethod, str, tuple, type,
            )
        },
        **{
            f"{module.__name__}.{name}": getattr(module, name)
            for module, names in (
                (abc, "ABC ABCMeta"),
                (enum, "Enum EnumMeta EnumType Flag IntEnum IntFlag StrEnum"),
                (decimal, "Decimal"),
                (fractions, "Fraction"),
                (dt, "date datetime time timedelta timezone"),
                (collections, "Counter OrderedDict defaultdict deque"),
                (pathlib, "Path PurePath"),
            )
            for name in names.split()
        },
    }
)  # fmt: skip


def _moment(name: str, value: Any) -> list[Any] | None:
    """A time or date, where its zone has a fixed distance from UTC."""
    return [name, [value.isoformat()]] if type(value.tzinfo) in (type(None), dt.timezone) else None


def parts_of(found: Any) -> list[Any]:
    """What a container holds, one after the other; keys and values in turn."""
    return [part for pair in found.items() for part in pair] if isinstance(found, dict) else list(found)


def refill(found: Any, parts: list[Any]) -> None:
    """Give a container another content."""
    if isinstance(found, dict):
        found.clear()
        dict.update(found, zip(parts[::2], parts[1::2], strict=True))
    elif isinstance(found, list | bytearray):
        found[:] = parts
    else:
        found.clear()
        (found.update if isinstance(found, set) else found.extend)(parts)


def pythons_class(module: Any, name: Any = None) -> Any:
    """A class of Python's own; the stage names none that does anything but hold values (`stage.py`, PLAIN_CLASSES)."""
    found = _PLAIN_CLASSES.get(module if name is None else f"{module}.{name}")
    if found is None:
        raise ProtocolError("A class is named that is not handed over.")
    return found


def named_thing(value: Any) -> list[Any] | None:
    """A function or class of Python's own, by its name."""
    name, module = getattr(value, "__qualname__", None), getattr(value, "__module__", None)
    if not isinstance(name, str) or not isinstance(module, str):
        return None
    if module == "builtins" and vars(builtins).get(name) is value:
        return ["builtin", [name]]
    if not is_standard(module) or module not in sys.modules or "<" in name:
        return None
    found: Any = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part, None)
    return ["attribute", [module, name]] if found is value else None


def is_standard(module: str) -> bool:
    """Whether a module comes with Python."""
    return module.partition(".")[0] in sys.stdlib_module_names
