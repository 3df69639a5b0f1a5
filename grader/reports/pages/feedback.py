"""A student's page: the same story as in the terminal, the score with its reasons, the files with marked lines.

Decisions: hidden checks are only counted. Hints are not on the page, because they open one by one. What a teacher
reads about a fault of ours (`ClassRow.message` of a `grader_error`) is not told the student. The page links to no
other, so that it can be handed out alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from grader.report import CheckResult, Report, Verdict
from grader.reports.pages.rendering import render
from grader.reports.pages.rows import ClassRow, counted, seconds
from grader.reports.pages.source import Mark, SourceFile, line_anchor, source_files
from grader.reports.story import StoryPart, story
from grader.reports.terminal import EVIDENCE, WORDS
from grader.score import written

_LOOKS = MappingProxyType({Verdict.PASSED: "passed", Verdict.NOT_CHECKED: "waiting", Verdict.GRADER_ERROR: "ours"})
"""verdict -> class of its line; the others look like failures"""
_SIGNS = MappingProxyType({"passed": "✓", "waiting": "·", "ours": "!", "failed": "✗"})
"""fewer than in the terminal: these are in every font"""
_SENTENCES = MappingProxyType(
    {
        "missing": "Nothing was handed in.",
        "grader_error": "The grader itself failed on this submission. This is not your mistake.",
    }
)


@dataclass(frozen=True)
class CheckView:
    """One check's line and story."""

    anchor: str
    title: str
    look: str
    sign: str
    word: str
    points: str
    is_extra: bool
    story: tuple[StoryPart, ...]
    code: str
    """of the diagnosis"""
    place: str
    """anchor of the line that the story names, "" where the page does not show it"""
    message: str
    cause: str
    """anchor of the check that must be mended first, "" for none"""
    cause_title: str


@dataclass(frozen=True)
class FeedbackView:
    """All of the page."""

    title: str
    row: ClassRow
    reasoning: tuple[str, ...]
    refusal: str
    """why nothing was graded; "" where it was"""
    checks: tuple[CheckView, ...]
    start: CheckView | None
    """what to mend first"""
    passed: int
    hidden: str
    """`2 hidden checks count too`"""
    only_hidden_failed: bool
    files: tuple[SourceFile, ...]
    not_shown: tuple[str, ...]
    """paths of files whose text is not at hand"""
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def feedback_page(
    report: Report | None,
    files: Mapping[str, str],
    row: ClassRow,
    reasoning: tuple[str, ...] = (),
    *,
    title: str = "",
    after_due: bool = False,
) -> str:
    """`feedback/<student>.html`, for the student.

    `files`: path -> text of what was handed in. `reasoning`: how the score came about, in sentences. `report` may be
    None where nothing was graded. `after_due`: whether checks that are hidden until then are shown.
    """
    refusal = _refusal(report, row)
    if report is None or refusal:
        return render("feedback.html.j2", _without_checks(report, files, row, reasoning, title, refusal))
    seen = report.seen_by_student(after_due=after_due)
    anchors = {result.id: f"check-{number}" for number, result in enumerate(seen.results, 1)}
    known = {result.id: result for result in seen.results}
    checks = {result.id: _check(result, known, anchors, files) for result in seen.results}
    cause = seen.first_cause()
    hidden = len(report.results) - len(seen.results)
    passed = sum(result.finding.passed for result in seen.results)
    view = FeedbackView(
        title=title or report.exercise_id,
        row=row,
        reasoning=reasoning,
        refusal="",
        checks=tuple(checks.values()),
        start=checks[cause.id] if cause else None,
        passed=passed,
        hidden=f"{counted(hidden, 'hidden check counts', 'hidden checks count')} too" if hidden else "",
        only_hidden_failed=passed == len(seen.results) and not all(r.finding.passed for r in report.results),
        files=source_files(files, tuple(_marks(seen.results, anchors))),
        not_shown=tuple(path for path in report.files if path not in files),
        notes=report.notes,
        facts=tuple(_facts(report)),
    )
    return render("feedback.html.j2", view)


def _refusal(report: Report | None, row: ClassRow) -> str:
    """Why there is nothing to tell check by check; "" where there is."""
    if row.status in _SENTENCES:
        return _SENTENCES[row.status]
    if row.status == "rejected" or report is None or report.rejected is not None:
        sentence = row.message or (report.rejected if report else None)
        return sentence or "Your submission could not be read. Ask your teacher."
    return ""


def _without_checks(
    report: Report | None,
    files: Mapping[str, str],
    row: ClassRow,
    reasoning: tuple[str, ...],
    title: str,
    refusal: str,
) -> FeedbackView:
    return FeedbackView(
        title=title or (report.exercise_id if report else "Feedback"),
        row=row,
        reasoning=reasoning,
        refusal=refusal,
        checks=(),
        start=None,
        passed=0,
        hidden="",
        only_hidden_failed=False,
        files=source_files(files, ()),
        not_shown=(),
        notes=report.notes if report else (),
        facts=(),
    )


def _check(
    result: CheckResult, known: Mapping[str, CheckResult], anchors: Mapping[str, str], files: Mapping[str, str]
) -> CheckView:
    cause = known.get(result.cause) if result.cause else None
    is_told = not result.finding.passed and result.verdict is not Verdict.NOT_CHECKED
    location = result.finding.location
    look = _LOOKS.get(result.verdict, "failed")
    return CheckView(
        anchor=anchors[result.id],
        title=_titled(result),
        look=look,
        sign=_SIGNS[look],
        word=WORDS.get(result.verdict, "passed"),
        points=f"{written(result.score)} of {written(result.max_score)}" if result.max_score else "",
        is_extra=result.extra_credit,
        story=story(result) if is_told else (),
        code=result.diagnosis.code if result.diagnosis else "",
        place=line_anchor(files, location.path, location.line) if location else "",
        message="" if is_told else result.finding.message,
        cause=anchors[cause.id] if cause else "",
        cause_title=cause.title if cause else "",
    )


def _titled(result: CheckResult) -> str:
    basis = EVIDENCE.get(result.finding.evidence)
    return f"{result.title} ({basis})" if basis else result.title


def _marks(results: tuple[CheckResult, ...], anchors: Mapping[str, str]) -> Iterator[Mark]:
    for result in results:
        place = result.finding.location
        if place and place.line and not result.finding.passed:
            yield Mark(place.path, place.line, anchors[result.id], result.title, result.finding.message)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    """What was graded by what; who asks about a grade can be answered with it."""
    yield "Graded", f"{report.started_at:%Y-%m-%d %H:%M} UTC, in {seconds(report.duration_s)}"
    yield "Exercise", f"{report.exercise_id}, version {report.exercise_version.removeprefix('sha256:')[:12]}"
    yield "Submission", report.submission_sha256[:12]
    if report.python:
        yield "Python", f"{report.python}, sandbox: {report.sandbox.kind.value}"
