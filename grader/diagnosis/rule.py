"""What a diagnosis rule is: a named beginner's mistake and how it is recognised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.check import Scene
from grader.report import Diagnosis, Finding


@dataclass(frozen=True)
class Rule:
    """One named mistake. `code` is `family/name`, with the family's file in this folder.

    `match` gives the diagnosis in the words of *this* tree, or None where the mistake is another one. It looks at
    the finding and at static facts only, never runs anything, and holds for every exercise.
    """

    code: str
    title: str
    """one line, for lists"""
    text: str
    """what `grade explain` prints: what it is, why Python behaves so, a wrong and a right example (Markdown)"""
    match: Callable[[Finding, Scene], Diagnosis | None]
