"""What a policy file says, what it may not say, and when it is due."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grader.errors import ExerciseInvalid, UsageError
from grader.policy import LatePenalty, Policy, Step, moment, read_policy

DAY_S = 86_400.0


def read(folder: Path, text: str) -> Policy:
    """A policy file of that text."""
    (folder / "policy.yaml").write_text(text, "utf-8")
    return read_policy(folder / "policy.yaml")


def test_whole_file(tmp_path: Path) -> None:
    """Every key that there is."""
    policy = read(
        tmp_path,
        "due: 2026-11-20T23:59\ntime_zone: Europe/Berlin\ngrace_minutes: 10\nlate: {per_day: 10, cap: 50}\n"
        "scale_to: 100\ndrop_hidden_until_due: true\n",
    )

    assert policy == Policy(
        due="2026-11-20T23:59",
        time_zone="Europe/Berlin",
        grace_minutes=10,
        late=LatePenalty(per_day=Decimal(10), cap=Decimal(50)),
        scale_to=Decimal(100),
        drop_hidden_until_due=True,
    )
    assert policy.due_at() == datetime(2026, 11, 20, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "due: tomorrow",
        "time_zone: Mars/Olympus",
        "grace_minutes: -1",
        "late: {}",
        "late: {per_day: 10, steps: [{after_hours: 1, percent: 5}]}",
        "late: {per_day: 101}",
        "late: {steps: [{after_hours: -1, percent: 5}]}",
        "scale_to: 0",
        "penalty: 5",
        "due: [",
    ],
)
def test_wrong_file(tmp_path: Path, text: str) -> None:
    """Whatever is wrong is told with the file and its line."""
    with pytest.raises(ExerciseInvalid) as caught:
        read(tmp_path, text)

    assert "policy.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    ("seconds", "percent"), [(1, 10), (DAY_S, 10), (DAY_S + 1, 20), (4 * DAY_S, 40), (4 * DAY_S + 1, 45), (1e9, 45)]
)
def test_per_day(seconds: float, percent: int) -> None:
    """Each day that was begun costs, up to the cap."""
    assert LatePenalty(per_day=Decimal(10), cap=Decimal(45)).percent(seconds) == percent


@pytest.mark.parametrize(("seconds", "percent"), [(1, 0), (3600, 0), (3601, 5), (DAY_S, 5), (DAY_S + 1, 50)])
def test_steps(seconds: float, percent: int) -> None:
    """The highest step that was passed counts, in whatever order they stand."""
    steps = (Step(after_hours=24, percent=Decimal(50)), Step(after_hours=1, percent=Decimal(5)))

    assert LatePenalty(steps=steps).percent(seconds) == percent


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2026-06-01T12:00+02:00", None, datetime(2026, 6, 1, 10, tzinfo=UTC)),
        ("2026-06-01T12:00+02:00", ZoneInfo("Asia/Tokyo"), datetime(2026, 6, 1, 10, tzinfo=UTC)),
        ("2026-06-01T12:00", ZoneInfo("Asia/Tokyo"), datetime(2026, 6, 1, 3, tzinfo=UTC)),
        ("2026-06-01T12:00Z", None, datetime(2026, 6, 1, 12, tzinfo=UTC)),
    ],
)
def test_moment(text: str, zone: ZoneInfo | None, expected: datetime) -> None:
    """An offset in the text decides, else the zone."""
    assert moment(text, zone) == expected


def test_no_moment() -> None:
    """What is no time is the person's to mend."""
    with pytest.raises(UsageError, match="'soon' is no time"):
        moment("soon")


def test_nothing_said() -> None:
    """Without a file nothing is due and nothing is lost."""
    assert Policy().due_at() is None
    assert Policy().late is None
