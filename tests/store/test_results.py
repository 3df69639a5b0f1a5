"""Reports as text and back: exactly, and nothing but reports."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.report import CheckResult, Diagnosis, Finding, Location, Report, Verdict
from grader.requests import Frame, Raised
from grader.sandbox import SandboxInfo, SandboxKind
from grader.store.columns import escaped, unescaped
from grader.store.faults import Unreadable
from grader.store.results import read_report, read_result, write_report, write_result

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
SECONDS = st.floats(allow_nan=False, allow_infinity=False)
POINTS = st.decimals(allow_nan=False, allow_infinity=False)
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
NUMBERS = st.none() | st.integers()
MAYBE = st.none() | TEXTS
SEVERAL = st.lists(TEXTS, max_size=3).map(tuple)
FRAMES = st.lists(st.builds(Frame, TEXTS, st.integers(), TEXTS), max_size=3).map(tuple)
LOCATIONS = st.builds(Location, TEXTS, NUMBERS, NUMBERS, MAYBE)
EXCEPTIONS = st.builds(Raised, TEXTS, TEXTS, SEVERAL, FRAMES, MAYBE, MAYBE, NUMBERS)
FINDINGS = st.builds(
    Finding,
    verdict=st.sampled_from(Verdict),
    message=TEXTS,
    asked=MAYBE,
    expected=MAYBE,
    actual=MAYBE,
    location=st.none() | LOCATIONS,
    raised=st.none() | EXCEPTIONS,
    stdout=TEXTS,
    target=MAYBE,
    blocks=st.booleans(),
)
RESULTS = st.builds(
    CheckResult,
    id=TEXTS,
    kind=TEXTS,
    title=TEXTS,
    visibility=TEXTS,
    score=POINTS,
    max_score=POINTS,
    extra_credit=st.booleans(),
    finding=FINDINGS,
    diagnosis=st.none() | st.builds(Diagnosis, TEXTS, TEXTS, TEXTS, TEXTS),
    cause=MAYBE,
    hints=SEVERAL,
    duration_s=SECONDS,
)
REPORTS = st.builds(
    Report,
    exercise_id=TEXTS,
    exercise_version=TEXTS,
    submission_sha256=TEXTS,
    files=SEVERAL,
    notes=SEVERAL,
    sandbox=st.builds(SandboxInfo, st.sampled_from(SandboxKind), MAYBE),
    python=TEXTS,
    agent=TEXTS,
    results=st.lists(RESULTS, max_size=2).map(tuple),
    started_at=st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999),
    duration_s=SECONDS,
    rejected=MAYBE,
)


@settings(max_examples=60, deadline=None)
@given(report=REPORTS)
def test_any_report_comes_back(report: Report) -> None:
    """Whatever is in a report, reading what was written gives the same, to the last digit."""
    text = unescaped(escaped(write_report(report)))

    assert repr(read_report(text).results) == repr(report.results)
    assert read_report(text) == report


@given(text=st.text(st.characters(exclude_categories=())))
@example("\ud83d\ude00")
@example("\x10\x10000\0")
def test_escaping_loses_nothing(text: str) -> None:
    """Any text, surrogates that look like a pair too, becomes one that every database takes, and comes back."""
    safe = escaped(text)

    assert unescaped(safe) == text
    assert "\0" not in safe
    assert safe.encode("utf-8", "ignore").decode("utf-8") == safe


@pytest.mark.parametrize("text", ["\x10", "\x1000", "\x100041", "\x10zzzz"])
def test_a_broken_escape_is_noticed(text: str) -> None:
    """What escaping cannot have written is refused."""
    with pytest.raises(Unreadable):
        unescaped(text)


def test_ordinary_texts_stay_legible() -> None:
    """A text without such characters is kept as it is, so that people can read the database."""
    assert escaped("größer \\ \n\t 😀 \\ud800") == "größer \\ \n\t 😀 \\ud800"


def test_first_format_stays_readable(report: Report) -> None:
    """A report that the first version wrote is read as it was meant, whatever has been added since."""
    text = Path(__file__).with_name("report-format-1.json").read_text(encoding="utf-8")

    assert read_report(text) == report


def test_a_later_field_may_be_absent(result: CheckResult) -> None:
    """A field with a default that an older version did not write has its default."""
    document = json.loads(write_result(result))
    del document["check"]["finding"]["blocks"]

    assert read_result(json.dumps(document)).finding.blocks is True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"format":1', '"format":2', id="newer-format"),
        pytest.param('"format":1', '"format":true', id="format-of-another-type"),
        pytest.param('"format":1,', "", id="no-format"),
        pytest.param('"check":', '"report":', id="another-document"),
        pytest.param('"id":', '"ids":', id="unknown-member"),
        pytest.param('"kind":"value",', "", id="missing-member"),
        pytest.param('"verdict":"error"', '"verdict":"fine"', id="unknown-verdict"),
        pytest.param('"verdict":"error"', '"verdict":["error"]', id="verdict-of-another-type"),
        pytest.param('"max_score":"1.50"', '"max_score":1.5', id="points-as-number"),
        pytest.param('"max_score":"1.50"', '"max_score":"NaN"', id="points-not-finite"),
        pytest.param('"max_score":"1.50"', '"max_score":"much"', id="points-not-a-number"),
        pytest.param('"extra_credit":true', '"extra_credit":1', id="int-for-bool"),
        pytest.param('"line":3', '"line":true', id="bool-for-int"),
        pytest.param('"line":3', '"line":3.0', id="float-for-int"),
        pytest.param('"duration_s":0.1', '"duration_s":NaN', id="nan"),
        pytest.param('"duration_s":0.1', '"duration_s":"0.1"', id="text-for-float"),
        pytest.param('"hints":["first","second"]', '"hints":"first"', id="text-for-list"),
        pytest.param('"hints":["first","second"]', '"hints":[1]', id="wrong-element"),
        pytest.param('"location":{', '"location":[{', id="not-json"),
    ],
)
def test_nothing_else_is_read(result: CheckResult, old: str, new: str) -> None:
    """A text that differs in form from what is written is refused, never guessed at."""
    text = write_result(result)
    assert old in text

    with pytest.raises(Unreadable):
        read_result(text.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "[]", '"x"', "{}", "[" * 100_000, '{"format":1,"check":null}'])
def test_no_document_at_all(text: str) -> None:
    """Neither is anything that is no document."""
    with pytest.raises(Unreadable):
        read_result(text)


def test_no_zone_no_time(report: Report) -> None:
    """A time of which nobody knows which moment it is, is refused when it is read."""
    text = write_report(report).replace("+00:00", "")

    with pytest.raises(Unreadable):
        read_report(text)
