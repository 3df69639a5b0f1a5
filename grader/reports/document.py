"""The report as a JSON document, schema `grader/report/v1` (CONTRACTS section 1).

All texts are printable: control, bidi and surrogate characters of a student's text appear escaped, so that no
consumer need fear them. Numbers are finite. The JSON Schema is generated from these models.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from grader.report import CheckResult, Diagnosis, Evidence, Location, Report, Verdict
from grader.score import FinalScore, Score, total
from grader.showing import both_ends, printable, printable_lines

MAX_BYTES = 2 * 1024 * 1024
"""of a document"""
TEXT_CHARS = (8000, 2000, 400, 100)
"""characters of one text in a document: the first that keeps it under `MAX_BYTES`"""
PATHS_BYTES = 512 * 1024
"""of paths in a document; an answer of 2,000 files with long names in a script of its own has four times as much"""

Count = Annotated[int, Field(ge=0)]
Number = Annotated[int | float, Field(ge=0)]


class Part(BaseModel):
    """What every part shares."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExercisePart(Part):
    """Which exercise, in which state: `version` is a hash of its content."""

    id: str
    version: str


class SubmissionPart(Part):
    """What was graded: a hash over paths and contents, and the kept paths; a note tells where there are too many."""

    sha256: str
    files: list[str]
    notes: list[str]


class SandboxPart(Part):
    """What it was graded with."""

    kind: str
    image: str | None
    python: str
    agent: str


class ExplanationPart(Part):
    """The diagnosis in words: what is seen in this tree, why Python behaves so, what to do next."""

    seen: str
    why: str
    next_step: str


class LocationPart(Part):
    """A place in the submission, counted from 1, with the student's own line."""

    path: str
    line: int | None
    column: int | None
    text: str | None


class CheckPart(Part):
    """One check."""

    id: str
    kind: str
    title: str
    verdict: Verdict
    score: Number
    max_score: Number
    extra_credit: bool
    visibility: str
    message: str
    hint: str | None
    diagnosis: str | None
    """code of the named mistake; `grade explain CODE` says more"""
    explanation: ExplanationPart | None
    asked: str | None
    expected: str | None
    actual: str | None
    location: LocationPart | None
    stdout: str | None
    cause: str | None
    evidence: Evidence
    """what the verdict rests on: values that the judge compared; also the word of the student's own objects; or a test
    that ran in one process with the submission, which can forge it"""
    duration_s: Number


class ReportDocument(Part):
    """One graded submission as its student may see it. `score` is null where an error of ours prevents one."""

    model_config = ConfigDict(title="Report", extra="forbid", frozen=True, populate_by_name=True)

    schema_: Annotated[Literal["grader/report/v1"], Field(alias="schema")] = "grader/report/v1"
    exercise: ExercisePart
    submission: SubmissionPart
    sandbox: SandboxPart
    score: Number | None
    max_score: Number
    reasoning: list[str]
    """how a class's policy made the score from the points, sentence by sentence; empty without one"""
    checks: list[CheckPart]
    hidden_checks: Count
    rejected: str | None
    started_at: str
    duration_s: Number

    def to_json(self) -> str:
        """ASCII only, one key once, no NaN."""
        data = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=True, allow_nan=False, indent=2)


def document(report: Report, hints: Mapping[str, str] | None = None, final: FinalScore | None = None) -> ReportDocument:
    """The document for the student: hidden checks count in the score and are not listed.

    `hints` are the hints that the student has opened, by check id; `final` is the score under a class's policy, which
    then stands in the place of the plain sum, with its reasoning. Long texts show their start and their end.
    """
    for width in TEXT_CHARS:
        found = _document(report, hints or {}, final, width)
        if len(found.to_json()) < MAX_BYTES:
            break
    return found


def _document(report: Report, hints: Mapping[str, str], final: FinalScore | None, width: int) -> ReportDocument:
    seen = report.seen_by_student()
    files = list(_paths(report.files))
    score = total(report.results) if report.rejected is None else None
    maximum = Score(Decimal(0), sum((r.max_score for r in report.results if not r.extra_credit), Decimal(0)))
    if report.rejected is not None:
        score = maximum
    return ReportDocument(
        exercise=ExercisePart(id=report.exercise_id, version=report.exercise_version),
        submission=SubmissionPart(
            sha256=report.submission_sha256,
            files=files,
            notes=[printable(note) for note in (*report.notes, *_left_out(len(report.files) - len(files)))],
        ),
        sandbox=SandboxPart(
            kind=report.sandbox.kind.value, image=report.sandbox.image, python=report.python, agent=report.agent
        ),
        score=_number((final or score).points) if score else None,
        max_score=_number((final or maximum).maximum),
        reasoning=[printable(sentence) for sentence in final.reasoning] if final else [],
        checks=[_check(result, hints.get(result.id), width) for result in seen.results],
        hidden_checks=len(report.results) - len(seen.results),
        rejected=_text(report.rejected, width),
        started_at=report.started_at.isoformat(timespec="milliseconds"),
        duration_s=round(report.duration_s, 4),
    )


def json_schema() -> dict[str, object]:
    """The JSON Schema of `grader/report/v1`."""
    schema = ReportDocument.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _check(result: CheckResult, hint: str | None, width: int) -> CheckPart:
    finding = result.finding
    return CheckPart(
        id=result.id,
        kind=result.kind,
        title=_text(result.title, width) or "",
        verdict=result.verdict,
        score=_number(result.score),
        max_score=_number(result.max_score),
        extra_credit=result.extra_credit,
        visibility=result.visibility,
        message=_text(finding.message, width) or "",
        hint=hint,
        diagnosis=result.diagnosis.code if result.diagnosis else None,
        explanation=_explanation(result.diagnosis, width),
        asked=_text(finding.asked, width),
        expected=_text(finding.expected, width),
        actual=_text(finding.actual, width),
        location=_location(finding.location, width),
        stdout=_text(finding.stdout, width) or None,
        cause=result.cause,
        evidence=finding.evidence,
        duration_s=round(result.duration_s, 4),
    )


def _explanation(diagnosis: Diagnosis | None, width: int) -> ExplanationPart | None:
    if diagnosis is None:
        return None
    texts = (diagnosis.seen, diagnosis.why, diagnosis.next_step)
    seen, why, next_step = (_text(text, width) or "" for text in texts)
    return ExplanationPart(seen=seen, why=why, next_step=next_step)


def _location(location: Location | None, width: int) -> LocationPart | None:
    if location is None:
        return None
    path = printable(location.path)
    return LocationPart(path=path, line=location.line, column=location.column, text=_text(location.text, width))


def _paths(files: Iterable[str]) -> Iterator[str]:
    """The paths that fit."""
    left = PATHS_BYTES
    for path in map(printable, files):
        left -= len(json.dumps(path))
        if left < 0:
            return
        yield path


def _left_out(count: int) -> Iterator[str]:
    if count:
        yield f"{count} more files are not listed."


def _text(text: str | None, width: int) -> str | None:
    """Printable and capped, also where most of it had to be escaped; line ends stay."""
    if text is None:
        return None
    return both_ends("\n".join(printable_lines(both_ends(text, width))), 2 * width)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
