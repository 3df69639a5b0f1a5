import datetime as dt

import pytest

from calendar_tools import Event, age, overlap, weekdays


@pytest.mark.parametrize(
    "born, today, expected",
    [
        (dt.date(2000, 5, 17), dt.date(2024, 5, 16), 23),
        (dt.date(2000, 5, 17), dt.date(2024, 5, 17), 24),
        (dt.date(2000, 2, 29), dt.date(2023, 2, 28), 22),
    ],
)
def test_age(born, today, expected):
    assert age(born, today) == expected


def test_weekdays():
    found = list(weekdays(dt.date(2024, 3, 1), dt.date(2024, 3, 5)))
    assert found == [dt.date(2024, 3, 1), dt.date(2024, 3, 4), dt.date(2024, 3, 5)]


def test_event_length():
    event = Event("talk", dt.datetime(2024, 3, 1, 9, 0), dt.datetime(2024, 3, 1, 10, 30))
    assert event.length == dt.timedelta(hours=1, minutes=30)
    assert event.length.total_seconds() == 5400


def test_event_must_not_end_before_it_starts():
    with pytest.raises(ValueError):
        Event("talk", dt.datetime(2024, 3, 2), dt.datetime(2024, 3, 1))


def test_overlap():
    a = Event("a", dt.datetime(2024, 1, 1, 9), dt.datetime(2024, 1, 1, 11))
    b = Event("b", dt.datetime(2024, 1, 1, 10), dt.datetime(2024, 1, 1, 12))
    c = Event("c", dt.datetime(2024, 1, 1, 11), dt.datetime(2024, 1, 1, 12))
    assert overlap(a, b) is True
    assert overlap(a, c) is False


def test_starts_are_aware_where_asked():
    event = Event("a", dt.datetime(2024, 1, 1, 9), dt.datetime(2024, 1, 1, 11))
    assert event.start_utc == dt.datetime(2024, 1, 1, 9, tzinfo=dt.timezone.utc)
    assert event.start_utc.isoformat() == "2024-01-01T09:00:00+00:00"
