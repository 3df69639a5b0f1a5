"""Times as the hosts write them: with an offset, or as the host's wall clock without one.

A naive `datetime` is always wall clock of the host. CONTRACTS 3.6: a due time without an offset is wall clock too, so
the two are compared as they stand; only where one of them has an offset must the zone of the other be known.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_RUBY = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[ T](?P<time>\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d+))?"
    r"\s*(?P<zone>Z|UTC|[-+][01]\d:?[0-5]\d)?"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEARS = range(1971, 9999)
_ENGLISH = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]+) (?P<year>\d{4}),? "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)\s*(?P<half>[AaPp][Mm])?"
)


def is_late(submitted: datetime, due: datetime, zone: tzinfo | None) -> bool:
    """Whether a submission came after `due`. `zone` is the host's, None where nobody said."""
    if submitted.tzinfo is None and due.tzinfo is not None:
        return submitted.replace(tzinfo=zone or due.tzinfo) > due
    if submitted.tzinfo is not None and due.tzinfo is None:
        return (submitted.astimezone(zone) if zone else submitted).replace(tzinfo=None) > due
    return submitted > due


def as_utc(submitted: datetime, due: datetime | None, zone: tzinfo | None) -> datetime:
    """The time as aware UTC; wall clock is read in `zone`, else in the zone of `due`, else in this machine's."""
    if submitted.tzinfo is None:
        known = zone or (due.tzinfo if due else None)
        submitted = submitted.replace(tzinfo=known) if known else submitted.astimezone()
    return submitted.astimezone(UTC)


def from_yaml(text: str) -> datetime | None:
    """A time as Ruby writes it into YAML (`2023-09-21 13:45:10.123456000 Z`); naive where it has no offset."""
    found = _RUBY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{found['day']}T{found['time']}")
    except ValueError:
        return None
    moment = moment.replace(microsecond=int((found["fraction"] or "0")[:6].ljust(6, "0")))
    return _possible(moment if found["zone"] is None else moment.replace(tzinfo=_offset(found["zone"])))


def from_stamp(text: str) -> datetime | None:
    """A time as Blackboard writes it into file names (`2026-06-10-14-05-09`), wall clock."""
    try:
        return _possible(datetime(*map(int, text.split("-"))))  # type: ignore[arg-type]  # noqa: DTZ001  # wall clock
    except (ValueError, TypeError):
        return None


def from_english(text: str) -> datetime | None:
    """A time as an English Moodle writes it (`Wednesday, 10 June 2026, 2:14 PM`), wall clock; None in any other."""
    found = _ENGLISH.search(text)
    if found is None or found["month"].lower() not in _MONTHS:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    month = _MONTHS.index(found["month"].lower()) + 1
    try:
        return _possible(datetime(int(found["year"]), month, int(found["day"]), hour, int(found["minute"])))  # noqa: DTZ001
    except ValueError:
        return None


def _possible(moment: datetime) -> datetime | None:
    """The time, None where a file is damaged so that it names one which not every zone can express."""
    return moment if moment.year in _YEARS else None


def _offset(text: str) -> timezone:
    if text in ("Z", "UTC"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
