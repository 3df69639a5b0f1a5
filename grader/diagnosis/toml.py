"""Mistakes in TOML files: what keeps Python from reading them, and what puts a line elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from grader.check import Scene
from grader.diagnosis.lesson import Lesson
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts.toml import BELOW_A_HEADER, LESSONS
from grader.project.mistake import Mistake
from grader.project.tomlfile import TomlFile, read_toml
from grader.report import Finding, Verdict


def _told(lesson: Lesson, finding: Finding, scene: Scene) -> Story | None:
    path = finding.target or ""
    content = scene.submission.files.get(path) if path.endswith(".toml") else None
    if content is None or finding.verdict is not Verdict.FAILED or finding.raised:
        return None
    found = read_toml(path, content)
    if not isinstance(found, Mistake) or found.name != lesson.code:
        return None
    return Story(found.message, lesson.why, found.step)


def _below_a_header(finding: Finding, scene: Scene) -> Story | None:
    """A `quiz` check points to the line `[table]` above the answer."""
    path, place = finding.target or "", finding.location
    content = scene.submission.files.get(path) if path.endswith(".toml") else None
    if content is None or place is None or place.line is None or " only below " not in finding.message:
        return None
    found = read_toml(path, content)
    if isinstance(found, Mistake) or finding.raised or finding.verdict is not Verdict.FAILED:
        return None
    below = [key for key in _keys(found) if found.header_over(key) == place.line and key not in found.data]
    if not below:
        return None
    header = code(found.line(place.line))
    verb = "belongs" if len(below) == 1 else "belong"
    return Story(
        f"{header} in {at(path, place.line)} begins a table, so {listed(below)} below it {verb} to that table and not "
        "to the file itself.",
        "In TOML a name in square brackets on a line of its own is the header of a table. All lines below it, up to "
        "the next header, belong to that table.",
        f"Delete {at(path, place.line)}, {header}, and leave the lines below it as they are.",
    )


def _keys(found: TomlFile) -> list[str]:
    """The keys of all tables that stand at the top of the file, one below a header each."""
    tables = [table for table in found.data.values() if isinstance(table, Mapping)]
    return list(dict.fromkeys(str(key) for table in tables for key in table))


SPECIFIC = (
    *(rule(lesson.code, lesson.title, lesson.text, partial(_told, lesson)) for lesson in LESSONS),
    rule("toml/below-a-header", "A line belongs to the table above it", BELOW_A_HEADER, _below_a_header),
)
