"""The story of a failed check, as labelled parts: the same for terminal, pages and pytest.

Order: what is wrong, the student's own line, what was asked, expected and got, what was printed, then the diagnosis
and the next step. Library frames never show, because findings hold none. Long texts show their start and their end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.report import CheckResult, Finding, Location
from grader.showing import both_ends, clip, printable, printable_lines

PART_CHARS = 1200
PART_LINES = 12


@dataclass(frozen=True)
class StoryPart:
    """A label (such as `Expected`) and its printable lines. `is_code` is shown as it stands."""

    label: str
    lines: tuple[str, ...]
    is_code: bool = False


def story(result: CheckResult) -> tuple[StoryPart, ...]:
    """All parts that this failure has."""
    return tuple(_parts(result))


def told(result: CheckResult) -> str:
    """The story as plain text, each line with its label."""
    return "\n".join(f"{part.label:<9} {line}" for part in story(result) for line in part.lines)


def _parts(result: CheckResult) -> Iterator[StoryPart]:
    finding = result.finding
    yield _part("What", finding.message)
    if finding.location:
        yield _own_line(finding.location)
    if finding.asked:
        yield _part("Asked", finding.asked, is_code=True)
    if finding.expected is not None:
        yield _part("Expected", finding.expected, is_code=True)
    if finding.actual is not None and not finding.raised:
        yield _part("Got", finding.actual, is_code=True)
    if _prints_more(finding):
        yield _part("Printed", finding.stdout, is_code=True)
    if result.diagnosis:
        if result.diagnosis.seen != finding.message:
            yield _part("Seen", result.diagnosis.seen)
        yield _part("Why", result.diagnosis.why)
        yield _part("Next", result.diagnosis.next_step)


def _prints_more(finding: Finding) -> bool:
    return bool(finding.stdout.strip()) and finding.stdout.strip() != (finding.actual or "").strip()


def _part(label: str, text: str, *, is_code: bool = False) -> StoryPart:
    lines = printable_lines(both_ends(text, PART_CHARS))
    if len(lines) > PART_LINES:
        tail = PART_LINES // 4
        lines = [*lines[: PART_LINES - tail], "… lines left out …", *lines[-tail:]]
    return StoryPart(label, tuple(lines), is_code)


def _own_line(location: Location) -> StoryPart:
    where = printable(location.path) + (f", line {location.line}" if location.line else "")
    own = printable_lines(clip(location.text.strip("\n"), 200)) if location.text else []
    return StoryPart("Where", (where, *(f"    {line.strip()}" for line in own)), is_code=True)
