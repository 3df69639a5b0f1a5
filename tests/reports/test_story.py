"""The story of a failure in plain text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grader.report import CheckResult, Diagnosis, Finding, Verdict
from grader.reports.story import story


@pytest.mark.parametrize(
    ("seen", "labels"),
    [
        pytest.param("The file is empty.", "What Why Next", id="the same"),
        pytest.param("There is nothing in `a.py`.", "What Seen Why Next", id="more"),
    ],
)
def test_what_is_seen_is_told_once(seen: str, labels: str) -> None:
    """Where check and diagnosis have the same words, they stand in the story only once."""
    finding = Finding(Verdict.FAILED, "The file is empty.")
    diagnosis = Diagnosis("file/empty", seen, "Why so.", "Do this.")
    score = Decimal(0)
    result = CheckResult("a", "file", "A", "public", score, score, False, finding, diagnosis, None, (), 0.0)

    assert " ".join(part.label for part in story(result)) == labels
