"""Values as text that a person can be shown: printable, bounded, and total for whatever `values.decode` lets in.

Why it is so: `str` of an int of more than 4300 digits raises, control and bidi characters rewrite terminals, lone
surrogates break encoders, and a student's object may carry any name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from grader.scalars import Scalar
from grader.values import MAX_DEPTH, Handle, Value

_LONG_INT_BITS = 2_000
"""about 600 digits: below every limit that Python can be told for converting ints"""
_NAME_CHARS = 60
_JOINERS = frozenset("\u200c\u200d")
_VIRAMA = 9
"""its combining class: the sign that a consonant of an Indic script has no vowel"""
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af]")
"""blocks of scripts whose letters change beside each other: Arabic and its kin, Indic, Tibetan to Mongolian"""
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 (spreadsheets take the wide forms, too)

_NOUNS = MappingProxyType(
    {
        "function": "function",
        "builtin_function_or_method": "function",
        "method": "method",
        "type": "class",
        "module": "module",
        "generator": "generator",
    }
)
_REASONS = MappingProxyType(
    {
        "too large": "too large to compare",
        "too deep": "nested too deeply to compare",
        "refers to itself": "it contains itself",
    }
)


def show(value: Value, width: int = 200) -> str:
    """The value as Python writes it, on one line of at most `width` characters, "…" where it was cut."""
    if isinstance(value, Handle):
        return clip(_describe(value, width), width)
    return clip(_start(value, width, 0), width)


def clip(text: str, width: int) -> str:
    """The text, or its start and "…" where it is longer than `width`."""
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"


def both_ends(text: str, width: int) -> str:
    """The text, or where it is longer than `width` so much of its start and end, with a note of what is left out.

    >>> both_ends("one two three four", 8)
    'one tw … 10 characters left out … ur'
    """
    if len(text) <= width:
        return text
    tail = width // 4
    return f"{text[: width - tail]} … {len(text) - width} characters left out … {text[len(text) - tail :]}"


def harmless(text: str) -> str:
    """The text with a `'` before it where a spreadsheet would take it for a formula (CWE-1236)."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def printable(text: str) -> str:
    """The text with everything escaped that is not a visible character or a plain space, or a joiner in its place."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or (c in _JOINERS and _joins(text[max(0, place - 1) : place + 2])) else _escaped(c)
        for place, c in enumerate(text)
    )


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _joins(three: str) -> bool:
    """Whether the joiner after the first character is part of a word: after a virama, or between two letters or marks.

    Source: RFC 5892, appendices A.1 and A.2. Elsewhere it cannot be seen, and would hide that two texts differ.
    """
    if unicodedata.combining(three[0]) == _VIRAMA:
        return True
    return len(three) == 3 and all(_JOINING.match(c) and unicodedata.category(c)[0] in "LM" for c in three[::2])


def printable_lines(text: str) -> list[str]:
    """The text line by line, each as `printable` shows it, tabs as spaces; empty lines at the end are left out."""
    return [printable(line.expandtabs(4)) for line in text.rstrip().replace("\r\n", "\n").split("\n")]


def _start(value: Value, width: int, depth: int) -> str:
    """The text of a value, or what it begins with, more than `width` characters of it."""
    text = ""
    for piece in _pieces(value, width, depth):
        text += piece
        if len(text) > width:
            break
    return text


def _pieces(value: Value, width: int, depth: int) -> Iterator[str]:
    """The text of a value bit by bit, so that whoever has enough of it can stop."""
    if depth > MAX_DEPTH:
        yield "…"
    elif isinstance(value, Handle):
        yield f"<{_describe(value, width)}>"
    elif isinstance(value, dict):
        yield from _dict_pieces(value, width, depth)
    elif isinstance(value, list):
        yield from _bracketed("[", value, "]", width, depth)
    elif isinstance(value, tuple):
        yield from _bracketed("(", value, ",)" if len(value) == 1 else ")", width, depth)
    elif isinstance(value, set | frozenset):
        yield from _set_pieces(value, width, depth)
    else:
        yield _scalar(value, width)


def _scalar(value: Scalar, width: int) -> str:
    if isinstance(value, str | bytes):
        return repr(value[: width + 1])
    if isinstance(value, int) and value.bit_length() > _LONG_INT_BITS:
        return f"<a whole number of about {round(value.bit_length() * 0.30103)} digits>"
    return repr(value)


def _bracketed(start: str, values: Iterable[Value], end: str, width: int, depth: int) -> Iterator[str]:
    yield start
    for index, value in enumerate(values):
        if index:
            yield ", "
        yield from _pieces(value, width, depth + 1)
    yield end


def _dict_pieces(value: dict[Value, Value], width: int, depth: int) -> Iterator[str]:
    yield "{"
    for index, (key, item) in enumerate(value.items()):
        if index:
            yield ", "
        yield from _pieces(key, width, depth + 1)
        yield ": "
        yield from _pieces(item, width, depth + 1)
    yield "}"


def _set_pieces(value: set[Value] | frozenset[Value], width: int, depth: int) -> Iterator[str]:
    """Sorted, because a set of texts comes in another order each time the judge is started.

    The text of an item is made once, to be sorted by and to be shown: made for each of the two, sets in sets in sets
    would take twice as long for every level.
    """
    start, end = ("frozenset({", "})") if isinstance(value, frozenset) else ("{", "}")
    if not value:
        yield "frozenset()" if isinstance(value, frozenset) else "set()"
    elif all(type(item) is int for item in value):
        yield from _bracketed(start, sorted(value, key=_as_int), end, width, depth)
    else:
        texts = sorted(_start(item, width, depth + 1) for item in value)
        yield from (start, ", ".join(texts), end)


def _as_int(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _describe(handle: Handle, width: int) -> str:
    if handle.why in _REASONS:
        return f"{_with_article(handle.type)} ({_REASONS[handle.why]})"
    if handle.why.startswith("subclass of "):
        return f"{_with_article(handle.type)} object (a {printable(handle.why)}){_text(handle, width)}"
    if handle.module == "builtins" and handle.type in ("set", "frozenset", "dict"):
        return f"{_with_article(handle.type)} (it holds objects that are not plain values)"
    if handle.type in _NOUNS:
        return _with_article(_NOUNS[handle.type])
    return f"{_with_article(handle.type)} object{_text(handle, width)}"


def _with_article(noun: str) -> str:
    name = clip(printable(noun), _NAME_CHARS)
    return f"{'an' if name[:1] in tuple('aeiouAEIOU') else 'a'} {name}"


def _text(handle: Handle, width: int) -> str:
    """The object's own repr, where it says more than a type and an address."""
    if not handle.text or handle.text.startswith("<"):
        return ""
    return f": {printable(handle.text[:width])}"
