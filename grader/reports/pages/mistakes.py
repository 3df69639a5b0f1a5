"""Who made the same mistake: failures of a class in groups, by diagnosis and by what their messages have in common.

A failure with a named diagnosis belongs to the group of that diagnosis, others to the group of their check. Inside a
group students are put together by their message without what is particular to one of them: numbers, quoted texts, and
the name of a near miss. A student is once in a group, by the first check that failed so: five checks that fail for
one missing `return` are one mistake.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.report import CheckResult, Report, Verdict
from grader.showing import clip

VARIANTS_KEPT = 200
"""different messages of one group; what comes after shares the last place, so that no class can fill our memory"""
MESSAGE_CHARS = 300
_NOT_OWN = frozenset({Verdict.PASSED, Verdict.NOT_CHECKED, Verdict.GRADER_ERROR})
_PARTICULAR = re.compile(
    r"""
    (?P<near>(?<=\bThere\ is\ ).+?(?=\ instead\b))
    | '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*"
    | (?<![\w.])-?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w)
    """,
    re.VERBOSE,
)


def normalised(message: str) -> str:
    """The message with `…` for what differs from student to student.

    >>> normalised("add(-4, 7) gives '3', expected 3. There is ad instead.")
    'add(…, …) gives …, expected …. There is … instead.'
    """
    return " ".join(_PARTICULAR.sub("…", clip(message, MESSAGE_CHARS)).split())


@dataclass
class Variant:
    """Students whose messages have the same form. `example` is the first of them in the alphabet."""

    example: str
    students: array[int] = field(default_factory=lambda: array("I"))
    """positions in the class"""
    differs: bool = False
    """whether the messages were not all the same"""

    def add(self, message: str, student: int) -> None:
        """Count one student, by position."""
        self.differs |= message != self.example
        self.example = min(self.example, message)
        self.students.append(student)


@dataclass
class Mistake:
    """One group. `code` is the diagnosis, "" for failures of one check that no named mistake explains."""

    code: str
    title: str
    checks: set[str] = field(default_factory=set)
    """ids of the checks that failed so"""
    variants: dict[str, Variant] = field(default_factory=dict)
    """form of the message -> who"""

    @property
    def students(self) -> int:
        """How many students."""
        return sum(len(variant.students) for variant in self.variants.values())

    def ranked(self) -> list[Variant]:
        """The variants, the most frequent first."""
        return sorted(self.variants.values(), key=lambda variant: (-len(variant.students), variant.example))

    def add(self, message: str, student: int) -> None:
        """Count one student, by position."""
        text = clip(message, MESSAGE_CHARS)
        form = normalised(text)
        if form not in self.variants and len(self.variants) >= VARIANTS_KEPT:
            form = ""
        self.variants.setdefault(form, Variant(text)).add(text, student)


class Mistakes:
    """All groups of a class."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], Mistake] = {}

    def add(self, report: Report, student: int) -> str:
        """Count one student's report; the student's first mistake, "" for none."""
        first = ""
        known: set[tuple[str, str]] = set()
        for result in own_failures(report):
            key = _key(result)
            title = key[0] or result.title
            first = first or title
            group = self._groups.setdefault(key, Mistake(key[0], title))
            group.checks.add(result.id)
            if key not in known:
                known.add(key)
                group.add(result.finding.message, student)
        return first

    def ranked(self) -> list[Mistake]:
        """The groups, the most frequent first."""
        return sorted(self._groups.values(), key=lambda group: (-group.students, group.code, group.title))


def own_failures(report: Report) -> Iterator[CheckResult]:
    """The checks that failed by themselves, in order."""
    return (result for result in report.results if result.verdict not in _NOT_OWN)


def _key(result: CheckResult) -> tuple[str, str]:
    diagnosis = result.diagnosis
    return (diagnosis.code, "") if diagnosis and diagnosis.is_named else ("", result.id)
