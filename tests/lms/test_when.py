"""Times as the hosts write them, right and damaged ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from grader.lms.when import as_utc, from_english, from_stamp, from_yaml

EAST = timezone(timedelta(hours=14))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-10 11:59:59.123456000 Z", datetime(2026, 6, 10, 11, 59, 59, 123456, UTC)),
        ("2026-06-10T11:59:59 +14:00", datetime(2026, 6, 10, 11, 59, 59, tzinfo=EAST)),
        ("2026-06-10 11:59:59", datetime(2026, 6, 10, 11, 59, 59)),  # noqa: DTZ001  # the host's wall clock
    ],
)
def test_time_of_ruby(text: str, moment: datetime) -> None:
    """With an offset, or as wall clock."""
    assert from_yaml(text) == moment


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param(from_yaml, "2026-06-10 11:59:59 +99:99", id="no such offset"),
        pytest.param(from_yaml, "2026-13-10 11:59:59 Z", id="no such month"),
        pytest.param(from_yaml, "0001-01-01 00:00:00 +14:00", id="before all times in UTC"),
        pytest.param(from_yaml, "9999-12-31 23:59:59 -12:00", id="after all times in UTC"),
        pytest.param(from_stamp, "0001-01-01-00-00-00", id="stamp of year 1"),
        pytest.param(from_english, "Friday, 31 December 9999, 11:59 PM", id="Moodle's year 9999"),
    ],
)
def test_impossible_time_is_none(read: Callable[[str], datetime | None], text: str) -> None:
    """A damaged time is unknown; it is no reason to lose the class."""
    assert read(text) is None


@pytest.mark.parametrize("text", ["1971-01-01 00:00:00 +19:59", "9998-12-31 23:59:59 -19:59"])
def test_every_time_that_is_read_has_its_utc(text: str) -> None:
    """Whatever its zone, the earliest and the latest can be compared with others."""
    moment = from_yaml(text)

    assert moment is not None
    assert as_utc(moment, None, None).utcoffset() == timedelta(0)
