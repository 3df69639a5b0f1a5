r"""How our values become columns that every database keeps exactly.

Texts: PostgreSQL refuses NUL, no database takes lone surrogates, and a student can write both. Each such character,
and the escape character itself, becomes U+0010 (a control character that texts hardly ever hold) and four hex digits:
"a\0b" is kept as "a\x100000b". All other texts are kept as they are.
Points: as text, because neither SQLite's numbers nor a double keeps 0.1. Times: UTC, aware outside the database.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from grader.store.faults import Unreadable

_ESCAPE = "\x10"
_UNSAFE = re.compile("[\x00\x10\ud800-\udfff]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})?")


def escaped(text: str) -> str:
    """The text without characters that a database may refuse; `unescaped` gives it back."""
    return _UNSAFE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    """The text that was escaped.

    Raises:
        Unreadable: `escaped` cannot have written this.
    """
    return _ESCAPED.sub(_unescaped_character, text)


def _unescaped_character(found: re.Match[str]) -> str:
    character = chr(int(found[1] or "0020", 16))
    if not _UNSAFE.match(character):
        raise Unreadable("a text with a broken escape")
    return character


class AnyText(TypeDecorator[str]):
    """Any Python string whatever."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """From the database."""
        return None if value is None else unescaped(value)


class Points(TypeDecorator[Decimal]):
    """A finite decimal with all its digits."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """From the database."""
        return None if value is None else decimal(value)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC to the microsecond."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return None if value is None else utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database; SQLite forgets the zone."""
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


def decimal(text: str) -> Decimal:
    """A decimal from its text.

    Raises:
        Unreadable: it is none, or not a finite one.
    """
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise Unreadable("a number that is none") from error
    if not value.is_finite():
        raise Unreadable("a number that is not finite")
    return value


def utc(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises:
        ValueError: it has no zone, so nobody knows which moment it is.
    """
    if moment.utcoffset() is None:
        raise ValueError("a time without zone cannot be stored")
    return moment.astimezone(UTC)
