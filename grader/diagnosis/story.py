"""How a rule is put together, and how paths, lines and names are written in its sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grader.check import Scene
from grader.diagnosis.rule import Rule
from grader.report import Diagnosis, Finding
from grader.showing import clip, printable

_SHOWN_CHARS = 100
"""longest piece of a student's text inside a sentence"""
_SHOWN_NAMES = 5
"""longest list of names inside a sentence"""


@dataclass(frozen=True)
class Story:
    """What a rule tells about one tree: the three sentences of a diagnosis."""

    seen: str
    why: str
    next_step: str


Tell = Callable[[Finding, Scene], Story | None]
"""Looks at a finding and the static facts; None where the mistake is another one."""


def rule(code: str, title: str, text: str, tell: Tell) -> Rule:
    """The rule of this code, whose diagnosis is what `tell` tells."""

    def match(finding: Finding, scene: Scene) -> Diagnosis | None:
        story = tell(finding, scene)
        if story is None:
            return None
        return Diagnosis(code, printable(story.seen), printable(story.why), printable(story.next_step))

    return Rule(code, title, text.strip() + "\n", match)


def code(text: str) -> str:
    """A name, path or piece of source in backticks: on one line, printable, not too long."""
    return f"`{clip(printable(' '.join(text[: 2 * _SHOWN_CHARS].split())), _SHOWN_CHARS)}`"


def at(path: str, line: int | None = None) -> str:
    """`main.py` line 3."""
    return code(path) if line is None else f"{code(path)} line {line}"


def listed(words: Sequence[str], more: str = "more") -> str:
    """`a`, `b` and `c`, each in backticks; a long list is cut with the number of those left out."""
    shown = [code(word) for word in words[:_SHOWN_NAMES]]
    if len(words) > _SHOWN_NAMES:
        shown.append(f"{len(words) - _SHOWN_NAMES} {more}")
    return joined(shown)


def joined(words: Sequence[str]) -> str:
    """a, b and c, as they are."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def lines(numbers: Sequence[int]) -> str:
    """The word and the numbers: line 3, or lines 3, 5 and 7."""
    shown = [str(number) for number in numbers[:_SHOWN_NAMES]]
    if len(numbers) > _SHOWN_NAMES:
        shown.append("more")
    return f"line{'s' if len(shown) > 1 else ''} {joined(shown)}"
