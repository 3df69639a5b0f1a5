"""Points: exact sums, percent, penalties, scaling, and the sentences that explain them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.policy import LatePenalty, Policy
from grader.report import CheckResult, Finding, Verdict
from grader.score import FinalScore, Lateness, Score, final, lateness, total, written

DUE = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOW = DUE + timedelta(days=30)
PER_DAY = Policy(due="2026-06-01T12:00+00:00", late=LatePenalty(per_day=Decimal(10)), grace_minutes=5)
ON_TIME = Lateness(is_late=False)


def result(
    score: str, maximum: str = "1", *, extra: bool = False, visibility: str = "public", verdict: Verdict | None = None
) -> CheckResult:
    """One line of a report."""
    points = Decimal(score)
    found = Finding(verdict or (Verdict.PASSED if points else Verdict.FAILED))
    return CheckResult(
        f"c{score}", "value", "", visibility, points, Decimal(maximum), extra, found, None, None, (), 0.0
    )


def finished(score: FinalScore | None) -> tuple[str, str]:
    """Points and maximum as written."""
    assert score is not None
    return written(score.points), written(score.maximum)


def test_total_is_exact() -> None:
    """Ten tenths are one; extra credit counts among the points alone."""
    results = [result("0.1", "0.1")] * 10 + [result("0.5", "0.5", extra=True)]

    assert total(results) == Score(Decimal("1.5"), Decimal("1.0"))


def test_no_score_after_an_error_of_ours() -> None:
    """One check that we failed to do, and there is no score at all, nor a final one."""
    results = [result("1"), result("0", verdict=Verdict.GRADER_ERROR)]

    assert total(results) is None
    assert final(results, Policy(), ON_TIME, NOW) is None


@pytest.mark.parametrize(
    ("points", "maximum", "percent"),
    [("1", "3", "33.33"), ("2", "3", "66.67"), ("1", "8", "12.50"), ("12", "10", "100"), ("0", "0", "100")],
)
def test_percent(points: str, maximum: str, percent: str) -> None:
    """Two decimals, halves up, never above 100."""
    assert Score(Decimal(points), Decimal(maximum)).percent == Decimal(percent)


@pytest.mark.parametrize(
    ("number", "text"), [("7.50", "7.5"), ("1E+2", "100"), ("-0.0", "0"), ("0.00", "0"), ("12", "12")]
)
def test_written(number: str, text: str) -> None:
    """No trailing zeros, no exponent, no minus at zero."""
    assert written(Decimal(number)) == text


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_written_says_the_number(number: Decimal) -> None:
    """Whatever is written is read back as the same number."""
    assert Decimal(written(number)) == number
    assert "E" not in written(number)


@pytest.mark.parametrize(
    ("minutes", "said", "expected"),
    [
        (0, None, Lateness(is_late=False)),
        (5, None, Lateness(is_late=False)),
        (6, None, Lateness(is_late=True, seconds=360.0)),
        (-1, True, Lateness(is_late=True)),
        (6, False, Lateness(is_late=False)),
        (3, True, Lateness(is_late=True, seconds=180.0)),
    ],
)
def test_lateness_by_due_date_and_host(minutes: int, said: bool | None, expected: Lateness) -> None:
    """The host's word counts, for it knows of extensions; without one the due date, after the grace minutes."""
    assert lateness(PER_DAY, DUE + timedelta(minutes=minutes), said) == expected


@pytest.mark.parametrize("said", [True, False, None])
def test_lateness_by_the_host(said: bool | None) -> None:
    """Where the time or the due date is unknown, the host's word is all there is."""
    assert lateness(PER_DAY, None, said) == Lateness(said)
    assert lateness(Policy(), DUE, said) == Lateness(said)


@pytest.mark.parametrize(
    ("late", "points", "words"),
    [
        (ON_TIME, "9", None),
        (Lateness(is_late=None), "9", None),
        (Lateness(is_late=True, seconds=360.0), "8.1", "Minus 10 % for 1 day late: 8.1 points."),
        (Lateness(is_late=True, seconds=86_401.0), "7.2", "Minus 20 % for 2 days late: 7.2 points."),
        (Lateness(is_late=True), "8.1", "Minus 10 % for handing in late: 8.1 points."),
        (Lateness(is_late=True, seconds=1e9), "0", "Minus 100 % for 11575 days late: 0 points."),
    ],
)
def test_late_penalty(late: Lateness, points: str, words: str | None) -> None:
    """What is lost is said, else nothing; unknown is never late; an unknown time costs the least."""
    score = final([result("9", "10")], PER_DAY, late, NOW)

    assert finished(score) == (points, "10")
    assert score
    assert list(score.reasoning) == (["9 of 10 points.", words] if words else [])


def test_scaling_comes_last() -> None:
    """The penalty is taken from the points, the rest is scaled, cents are rounded once, half up."""
    policy = PER_DAY.model_copy(update={"scale_to": Decimal(100)})

    score = final([result("1", "3")], policy, Lateness(is_late=True, seconds=360.0), NOW)

    assert finished(score) == ("30", "100")
    assert score
    assert score.reasoning[-1] == "Scaled to 100: 30 points."


@pytest.mark.parametrize(("now", "expected"), [(DUE - timedelta(seconds=1), ("1", "1")), (DUE, ("1", "3"))])
def test_hidden_until_due(now: datetime, expected: tuple[str, str]) -> None:
    """Before the due date only public checks count, afterwards all."""
    policy = Policy(due="2026-06-01T12:00+00:00", drop_hidden_until_due=True)
    results = [result("1"), result("0", visibility="hidden"), result("0", visibility="after_due")]

    assert finished(final(results, policy, ON_TIME, now)) == expected


@given(
    st.lists(st.tuples(st.booleans(), st.decimals(min_value="0.01", max_value=100, places=2)), max_size=8),
    st.floats(min_value=0, max_value=1e8),
)
def test_within_bounds(checks: list[tuple[bool, Decimal]], seconds: float) -> None:
    """No penalty makes a score negative or lifts it, and percent stays between 0 and 100."""
    results = [result(str(points if passed else 0), str(points)) for passed, points in checks]

    score = final(results, PER_DAY, Lateness(is_late=seconds > 0, seconds=seconds or None), NOW)

    plain = total(results)
    assert score
    assert plain
    assert 0 <= score.points <= plain.points <= score.maximum
    assert 0 <= score.percent <= 100
