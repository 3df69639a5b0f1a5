"""Reports and results as text: `{"format": 1, "report": {...}}`, strict JSON, and back, exactly.

The form follows the dataclasses of `grader/report.py`: an object with a member for each field; tuples are arrays,
enums their values, decimals and times (ISO 8601, UTC) strings. Reading accepts nothing else: no unknown member, no
other type. A field with a default may be absent, because it was added after the text was written; whoever changes the
meaning of a field or takes one away raises FORMAT and reads the older form too.

Why it is so: pydantic would do the walk, but refuses texts with lone surrogates, which students can make. They are kept
as they are here and escaped where the text enters the database (`columns.py`).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from grader.report import CheckResult, Report
from grader.store.columns import decimal, utc
from grader.store.faults import Unreadable

FORMAT = 1

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
T = TypeVar("T")


def write_report(report: Report) -> str:
    """A report as text."""
    return _written("report", _codec(Report).plain(report))


def read_report(text: str) -> Report:
    """The report that was written.

    Raises:
        Unreadable: the text is not such a report, or of a newer version.
    """
    return _instance(Report, _codec(Report).value(_content("report", text)))


def write_result(result: CheckResult) -> str:
    """The result of one check as text."""
    return _written("check", _codec(CheckResult).plain(result))


def read_result(text: str) -> CheckResult:
    """The result that was written.

    Raises:
        Unreadable: the text is not such a result, or of a newer version.
    """
    return _instance(CheckResult, _codec(CheckResult).value(_content("check", text)))


def _written(what: str, content: Json) -> str:
    return _ENCODER.encode({"format": FORMAT, what: content})


def _content(what: str, text: str) -> Json:
    try:
        document = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    if not isinstance(document, dict) or document.keys() != {"format", what}:
        raise Unreadable(f"no {what}")
    if type(document["format"]) is not int or document["format"] != FORMAT:
        raise Unreadable(f"format {document['format']!r:.20} of a {what}")
    content: Json = document[what]
    return content


def _refuse_constant(name: str) -> float:
    raise Unreadable(f"{name} for a number")


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _instance(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise Unreadable(f"{type(value).__name__} where {kind.__name__} belongs")
    return value


@dataclass(frozen=True)
class _Codec:
    """The two directions for one declared type."""

    plain: Callable[[object], Json]
    value: Callable[[Json], object]


@functools.cache
def _codec(kind: object) -> _Codec:
    """How values of this declared type are written and read. Only what reports are made of is known."""
    if isinstance(kind, type):
        if kind in _LEAVES:
            return _LEAVES[kind]
        if issubclass(kind, Enum):
            return _enum(kind)
        if is_dataclass(kind):
            return _record(kind)
    members = get_args(kind)
    if get_origin(kind) is tuple and len(members) == 2 and members[1] is Ellipsis:
        return _many(_codec(members[0]))
    if get_origin(kind) in {UnionType, Union} and len(members) == 2 and members[1] is NoneType:
        return _optional(_codec(members[0]))
    raise TypeError(f"the store does not know how to keep {kind}")


def _leaf(kind: type[str] | type[int]) -> _Codec:
    """For types that JSON knows: exactly that type in JSON (a bool is no int)."""

    def plain(given: object) -> Json:
        return given if type(given) is kind else kind(_instance(kind, given))

    def value(data: Json) -> object:
        if type(data) is not kind:
            raise Unreadable(f"{type(data).__name__} where {kind.__name__} belongs")
        return data

    return _Codec(plain, value)


def _text_of(kind: type[T], write: Callable[[T], str], read: Callable[[str], T]) -> _Codec:
    """For types that are kept as text."""
    return _Codec(lambda given: write(_instance(kind, given)), lambda data: read(_instance(str, data)))


def _moment(text: str) -> datetime:
    try:
        return utc(datetime.fromisoformat(text))
    except ValueError as error:
        raise Unreadable("a time that is none") from error


def _number(data: object) -> float:
    if isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    raise Unreadable(f"{type(data).__name__} where float belongs")


_LEAVES: Mapping[type, _Codec] = MappingProxyType(
    {
        str: _leaf(str),
        bool: _leaf(bool),
        int: _leaf(int),
        float: _Codec(_number, _number),
        Decimal: _text_of(Decimal, str, decimal),
        datetime: _text_of(datetime, lambda moment: utc(moment).isoformat(), _moment),
    }
)


def _enum(kind: type[Enum]) -> _Codec:
    known = {member.value: member for member in kind}

    def value(data: Json) -> object:
        if not isinstance(data, str) or data not in known:
            raise Unreadable(f"{data!r:.40} where {kind.__name__} belongs")
        return known[data]

    return _Codec(lambda given: str(_instance(kind, given).value), value)


def _optional(inner: _Codec) -> _Codec:
    return _Codec(
        lambda given: None if given is None else inner.plain(given),
        lambda data: None if data is None else inner.value(data),
    )


def _many(inner: _Codec) -> _Codec:
    return _Codec(
        lambda given: [inner.plain(item) for item in _instance(tuple, given)],
        lambda data: tuple(inner.value(item) for item in _instance(list, data)),
    )


def _record(kind: type) -> _Codec:
    hints = get_type_hints(kind)
    kept = [field for field in fields(kind) if field.metadata.get("kept", True)]
    codecs = {field.name: _codec(hints[field.name]) for field in kept}
    writers = {name: codec.plain for name, codec in codecs.items()}
    readers = {name: codec.value for name, codec in codecs.items()}
    needed = {field.name for field in kept if field.default is MISSING and field.default_factory is MISSING}

    def plain(given: object) -> Json:
        content = vars(_instance(kind, given))
        return {name: write(content[name]) for name, write in writers.items()}

    def value(data: Json) -> object:
        members = _instance(dict, data)
        if not needed <= members.keys() <= readers.keys():
            strange = sorted(members.keys() - readers.keys() | needed - members.keys())
            raise Unreadable(f"{kind.__name__}.{strange[0]}")
        return kind(**{name: readers[name](member) for name, member in members.items()})

    return _Codec(plain, value)
