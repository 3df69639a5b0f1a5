"""Mistakes in TOML files: what keeps Python from reading them."""

from __future__ import annotations

from functools import partial

from grader.check import Scene
from grader.diagnosis.lesson import Lesson
from grader.diagnosis.story import Story, rule
from grader.diagnosis.texts.toml import LESSONS
from grader.project.mistake import Mistake
from grader.project.tomlfile import read_toml
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


SPECIFIC = tuple(rule(lesson.code, lesson.title, lesson.text, partial(_told, lesson)) for lesson in LESSONS)
