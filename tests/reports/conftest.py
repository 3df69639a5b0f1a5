"""What the tests of pages share: checks, reports and rows that are made of little, and a page that was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from grader.report import CheckResult, Diagnosis, Finding, Location, Report, Verdict
from grader.reports.pages import ClassRow
from grader.sandbox import SandboxInfo, SandboxKind

MakeResult = Callable[..., CheckResult]
MakeReport = Callable[..., Report]
MakeRow = Callable[..., ClassRow]
ReadPage = Callable[[str], "Page"]
BLOCKS = ("dd", "dt", "h2", "h3", "li", "p", "td", "th")
"""elements that stand apart from what is before them"""


@dataclass
class Page(HTMLParser):
    """A page: its tags with their attributes, and its text."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    """element -> the text of style and script"""

    def __post_init__(self) -> None:
        """Begin."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.words.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.cdata_elem:
            self.raw[self.cdata_elem] = data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that can be read, with single spaces."""
        return " ".join("".join(self.words).split())

    def values(self, attribute: str, tag: str = "") -> list[str]:
        """The values of an attribute, in order."""
        return [attrs[attribute] for name, attrs in self.tags if attribute in attrs and tag in ("", name)]


@pytest.fixture
def read_page() -> ReadPage:
    """Reads a page's HTML."""

    def read(html: str) -> Page:
        page = Page()
        page.feed(html)
        page.close()
        return page

    return read


@pytest.fixture
def make_result() -> MakeResult:
    """Makes one check's result; what is not said is ordinary."""

    def make(  # noqa: PLR0913 - one argument for each thing that a test may have to say
        check: str = "adds",
        verdict: Verdict = Verdict.PASSED,
        message: str = "",
        *,
        title: str = "",
        code: str = "",
        visibility: str = "public",
        location: Location | None = None,
        cause: str | None = None,
        points: int = 2,
    ) -> CheckResult:
        points_earned = Decimal(points if verdict is Verdict.PASSED else 0)
        diagnosis = Diagnosis(code, "seen so", "because", "do this") if code else None
        finding = Finding(verdict, message, location=location)
        return CheckResult(
            id=check,
            kind="value",
            title=title or f"the check {check}",
            visibility=visibility,
            score=points_earned,
            max_score=Decimal(points),
            extra_credit=False,
            finding=finding,
            diagnosis=diagnosis,
            cause=cause,
            hints=("the answer is 42",),
            duration_s=0.25,
        )

    return make


@pytest.fixture
def make_report() -> MakeReport:
    """Makes a report of these results."""

    def make(results: Sequence[CheckResult], files: Sequence[str] = ("a.py",), notes: Sequence[str] = ()) -> Report:
        return Report(
            exercise_id="sums",
            exercise_version="sha256:0123456789abcdef",
            submission_sha256="fedcba9876543210",
            files=tuple(files),
            notes=tuple(notes),
            sandbox=SandboxInfo(SandboxKind.FAKE, None),
            python="3.11.2",
            agent="1",
            results=tuple(results),
            started_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
            duration_s=0.5,
        )

    return make


@pytest.fixture
def make_row() -> MakeRow:
    """Makes a student's row; without `score` there is none."""

    def make(  # noqa: PLR0913 - one argument for each thing that a test may have to say
        student: str = "s1",
        *,
        name: str = "",
        status: str = "graded",
        score: str | None = None,
        late: bool | None = None,
        message: str = "",
        page: str | None = None,
        adjusted: bool = False,
        in_roster: bool = True,
        kept: bool = False,
    ) -> ClassRow:
        points = None if score is None else Decimal(score)
        percent = None if points is None else points * 10
        return ClassRow(
            student, name, status, points, Decimal(10), percent, late, 1, message, page, adjusted, in_roster, kept
        )

    return make
