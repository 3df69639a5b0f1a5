"""Answers to questions: another one than the right one, and none."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import quiz as texts
from grader.report import Finding, Verdict

_NO_ANSWER = re.compile(r" has no (?:answer (?:to|yet)|line)\b")
_WHY_NAME = (
    "Answers are found by the name in front of the `=`, letter for letter. A question without its line, or with an "
    "empty one, counts as not answered."
)


def _is_quiz(finding: Finding) -> bool:
    is_about_toml = (finding.target or "").endswith(".toml") and finding.target != "pyproject.toml"
    return is_about_toml and finding.verdict is Verdict.FAILED and finding.location is not None


def _other_answer(finding: Finding, _scene: Scene) -> Story | None:
    location = finding.location
    if location is None or location.line is None or not _is_quiz(finding):
        return None
    if " is not the answer to " not in finding.message and " is none of the answers to " not in finding.message:
        return None
    place = at(location.path, location.line)
    return Story(
        f"{place} says {code((location.text or '').strip())}.",
        "Every answer has something that speaks for it, and the sentence above says what speaks against this one.",
        f"Read the question once more with that in mind, and choose another answer in {place}.",
    )


def _unanswered(finding: Finding, scene: Scene) -> Story | None:
    location = finding.location
    if location is None or not _is_quiz(finding) or not _NO_ANSWER.search(finding.message):
        return None
    if location.line is not None:
        place = at(location.path, location.line)
        seen = f"{place} has the name of the question and no answer."
        return Story(seen, _WHY_NAME, f"Write an answer into {place}.")
    answers = sum("=" in line for line in source_lines(scene.submission, location.path))
    return Story(
        f"{code(location.path)} has {answers or 'no'} line{'' if answers == 1 else 's'} with an answer, and none for "
        "this question.",
        _WHY_NAME,
        f"Write a line for it into {code(location.path)}, with exactly the name that the sentence above gives.",
    )


SPECIFIC = (
    rule("quiz/other-answer", "Another answer than the right one", texts.OTHER, _other_answer),
    rule("quiz/unanswered", "A question without an answer", texts.UNANSWERED, _unanswered),
)
