"""Reading a YAML file so that every value keeps its line and column.

YAML's surprises are left out: only `true`/`false`, `null`, plain numbers and text exist (no `yes`, no dates, no
octal), a key that stands twice is a defect, and so are anchors and aliases, which can blow up into anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

import yaml
from pydantic import JsonValue

from grader.errors import Defect, ExerciseInvalid

Loc = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top."""

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_DIGITS = 1000

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_REAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Document:
    """A parsed file. `keys` and `values` give line and column (from 1) of each key and each value."""

    path: str
    data: JsonValue
    keys: Mapping[Loc, tuple[int, int]]
    values: Mapping[Loc, tuple[int, int]]

    def defect(self, loc: Loc, message: str, *, at_key: bool = False) -> Defect:
        """A defect at a place, or at the nearest enclosing place that stands in the file."""
        positions = self.keys if at_key else self.values
        while loc and loc not in positions:
            loc, positions = loc[:-1], self.values
        line, column = positions.get(loc, (1, 1))
        return Defect(self.path, line, column, message)


class Mark(Protocol):
    """A place, as each of PyYAML's parsers has it; from 0."""

    line: int
    column: int


class ByteStream(Protocol):
    """A stream that can only be read forwards."""

    def read(self, size: int = ..., /) -> bytes:
        """At most `size` bytes, b"" at the end."""


def read_yaml(path: Path, shown: str) -> Document:
    """Read one file; `shown` is how messages name it.

    Raises:
        ExerciseInvalid: not UTF-8, not YAML, keys that stand twice, aliases, too large or too deep.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise ExerciseInvalid((Defect(shown, 1, 1, f"cannot be read: {error.strerror}"),)) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ExerciseInvalid((Defect(shown, line, 1, "is not UTF-8 text; save the file as UTF-8"),)) from error
    if len(raw) > MAX_BYTES:
        raise ExerciseInvalid((Defect(shown, 1, 1, f"is larger than {MAX_BYTES} bytes"),))
    return _Reader(shown).read(text)


def skim_yaml(stream: ByteStream, left_out: frozenset[str]) -> Iterator[tuple[str, JsonValue]]:
    """The entries of a file's top mapping, one after the other, however long the file is; all scalars as text.

    For files of others: tags and the anchors of scalars are overlooked. Whatever stands under a key in `left_out`, at
    any depth, is skipped without being built.

    Raises:
        ValueError: no YAML, no mapping, an alias, or nested too deeply.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = yaml.parse(stream, Loader=loader)
        yield from _Skimmer(events, left_out).entries()
    except (yaml.YAMLError, UnicodeError, RecursionError, OverflowError) as error:
        raise ValueError(f"no valid YAML: {str(error).splitlines()[0]}") from error


class _Skimmer:
    """Builds plain data from PyYAML's events, which come without the text being read as a whole."""

    def __init__(self, events: Iterator[yaml.Event], left_out: frozenset[str]) -> None:
        self._events = events
        self._left_out = left_out

    def entries(self) -> Iterator[tuple[str, JsonValue]]:
        """The entries of the top mapping."""
        event = next(self._events)
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = next(self._events)
        if not isinstance(event, yaml.MappingStartEvent):
            raise yaml.YAMLError("no mapping at the top")
        yield from self._pairs(0)

    def _pairs(self, depth: int) -> Iterator[tuple[str, JsonValue]]:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise yaml.YAMLError("a key that is no text")
            if str(event.value) in self._left_out:
                for _ in _one_value(self._events):
                    pass
            else:
                yield str(event.value), self._value(next(self._events), depth + 1)

    def _value(self, event: yaml.Event, depth: int) -> JsonValue:
        if depth > MAX_DEPTH:
            raise yaml.YAMLError("nested too deeply")
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(depth))
        if not isinstance(event, yaml.SequenceStartEvent):
            raise yaml.YAMLError("an alias")
        items: list[JsonValue] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items


class _Reader:
    """Turns PyYAML's events into plain data and positions, collecting defects on the way."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._keys: dict[Loc, tuple[int, int]] = {}
        self._values: dict[Loc, tuple[int, int]] = {}
        self._defects: list[Defect] = []

    def read(self, text: str) -> Document:
        """With the fast parser where there is one; the other one, which is everywhere, has the say on what is wrong."""
        if hasattr(yaml, "CSafeLoader"):
            with suppress(yaml.YAMLError, ValueError, OverflowError):
                return self._document(yaml.parse(text, Loader=yaml.CSafeLoader))
            self._clear()
        try:
            return self._document(yaml.parse(text, Loader=yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._note(mark, f"is not valid YAML: {error.problem or error.context}")
            raise ExerciseInvalid(tuple(self._defects)) from error
        except (ValueError, OverflowError) as error:  # PyYAML does not look whether chr() takes the number
            self._note(None, "is not valid YAML: an escape such as \\U00110000 stands for no character")
            raise ExerciseInvalid(tuple(self._defects)) from error
        except (yaml.YAMLError, RecursionError) as error:
            self._note(None, f"is not valid YAML: {str(error).splitlines()[0]}")
            raise ExerciseInvalid(tuple(self._defects)) from error

    def _clear(self) -> None:
        for kept in (self._keys, self._values, self._defects):
            kept.clear()

    def _document(self, events: Iterator[yaml.Event]) -> Document:
        data: JsonValue = None
        next(events)  # the stream begins
        if isinstance(next(events), yaml.DocumentStartEvent):
            data = self._plain(next(events), events, ())
            next(events)  # the document ends
            if isinstance(event := next(events), yaml.DocumentStartEvent):
                self._note(event.start_mark, "begins a second document; keep one")
        if self._defects:
            raise ExerciseInvalid(tuple(sorted(self._defects)))
        return Document(self._shown, data, self._keys, self._values)

    def _plain(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> JsonValue:
        self._values[loc] = _position(event.start_mark)
        self._refuse_reference(event)
        if len(loc) > MAX_DEPTH:
            self._note(event.start_mark, "is nested too deeply")
            self._skip(event, events)
            return None
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, loc)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        return self._sequence(events, loc)

    def _sequence(self, events: Iterator[yaml.Event], loc: Loc) -> JsonValue:
        data: list[JsonValue] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            data.append(self._plain(event, events, (*loc, len(data))))
        return data

    def _mapping(self, events: Iterator[yaml.Event], loc: Loc) -> JsonValue:
        data: dict[str, JsonValue] = {}
        while not isinstance(key_event := next(events), yaml.MappingEndEvent):
            self._refuse_reference(key_event)
            if not isinstance(key_event, yaml.ScalarEvent):
                self._note(key_event.start_mark, "a key must be plain text")
                self._skip(key_event, events)
                self._skip(next(events), events)
                continue
            key = str(key_event.value)
            if key in data:
                first = self._keys[(*loc, key)][0]
                self._note(key_event.start_mark, f"the key {key!r} stands here and in line {first}; keep one")
                self._skip(next(events), events)
                continue
            self._keys[(*loc, key)] = _position(key_event.start_mark)
            data[key] = self._plain(next(events), events, (*loc, key))
        return data

    def _skip(self, event: yaml.Event, events: Iterator[yaml.Event]) -> None:
        """Go past a value that begins with this event."""
        for each in _one_value(chain((event,), events)):
            self._refuse_reference(each)

    def _refuse_reference(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._note(event.start_mark, "anchors, aliases and tags (&, *, !) are not allowed; write it out")
            raise ExerciseInvalid(tuple(sorted(self._defects)))

    def _note(self, mark: Mark | None, message: str) -> None:
        line, column = _position(mark)
        self._defects.append(Defect(self._shown, line, column, message))


def _one_value(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events of the next value, however much is in it."""
    depth = 0
    for event in events:
        yield event
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            return


def _scalar(event: yaml.ScalarEvent) -> JsonValue:
    text = str(event.value)
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) < MAX_DIGITS:
        return int(text)
    return float(text) if _REAL.fullmatch(text) else text


def _position(mark: Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
