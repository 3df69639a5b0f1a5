"""The page for teachers about plain pytest files says what they will really see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalog import load_exercise
from grader.grading import grade
from grader.judge.suite.host import Suites
from grader.sandboxes.process import ProcessSandbox
from grader.submission import Submission

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "pytest-files.md").read_text("utf-8")
[ANSWER] = re.findall(r"```python\n# shop.py\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = re.findall(r"```python\n((?:(?!```).)*?)```\n\n> (test_\w+): ([^\n]+)", PAGE, re.DOTALL)
"""a test file, one of its tests, and the message that is told of it"""


@pytest.fixture(scope="module")
def suites() -> Iterator[Suites]:
    """One process with pytest for all examples."""
    with Suites() as opened:
        yield opened


def test_page_has_examples() -> None:
    """They are found by their form."""
    assert len(EXAMPLES) == PAGE.count("\n> test_") >= 10


@pytest.mark.parametrize(("example", "test", "message"), EXAMPLES, ids=[test for _, test, _ in EXAMPLES])
def test_message_is_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suites: Suites, example: str, test: str, message: str
) -> None:
    """Word for word, on a build server too, where pytest by itself says more."""
    monkeypatch.setenv("CI", "true")
    (tmp_path / "test_shop.py").write_text(example, encoding="utf-8")
    written = {"id": "shop", "title": "A shop", "checks": [{"id": "suite", "kind": "pytest", "file": "test_shop.py"}]}
    (tmp_path / "exercise.yaml").write_text(json.dumps(written), encoding="utf-8")

    report = grade(
        load_exercise(tmp_path), Submission.of({"shop.py": ANSWER.encode()}), ProcessSandbox(), suites=suites
    )

    [result] = [result for result in report.results if result.id == f"suite:{test}"]
    assert not result.finding.passed
    assert result.finding.message == message
