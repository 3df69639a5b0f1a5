"""Putting the checks of an exercise in order: ids are unique, needs exist and do not run in circles.

`plan` is the order in which results are reported; `judging_order` the one in which they are found: what a student may
not see comes last.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from grader.check import WRITTEN_ID, Check, Visibility
from grader.checks.file import FileCheck
from grader.checks.module import Aspect, AspectCheck
from grader.defects import did_you_mean
from grader.exercise import PlannedCheck
from grader.yamlfile import Loc

Complaint = tuple[Loc, str]
"""Where in the file, and what is wrong."""

_STAGES = (Visibility.PUBLIC, Visibility.AFTER_DUE, Visibility.HIDDEN)
"""from what every student sees to what none does"""


@dataclass(frozen=True)
class WrittenCheck:
    """Id and needs of a check as they stand in the file, whether or not the rest of it is right."""

    index: int
    id: str
    needs: tuple[str, ...]


def complaints(written: Sequence[WrittenCheck], derived: Sequence[str]) -> Iterator[Complaint]:
    """What is wrong with the ids and needs of the written checks, `derived` being the ids that `requires` gives."""
    known = [*derived, *(check.id for check in written)]
    seen: set[str] = set()
    for check in written:
        if not WRITTEN_ID.fullmatch(check.id):
            yield ("checks", check.index, "id"), f"{check.id!r} is no id: use lower case letters, digits and hyphens"
        if check.id in seen:
            yield ("checks", check.index, "id"), f"the id {check.id!r} is taken; every check needs its own"
        seen.add(check.id)
        for position, need in enumerate(check.needs):
            if need not in known:
                message = f"there is no check {need!r}.{did_you_mean(need, known)} Known: {', '.join(known)}"
                yield ("checks", check.index, "needs", position), message


def ring_complaints(written: Sequence[Check], derived: Sequence[Check]) -> Iterator[Complaint]:
    """Whether checks need each other in a circle, by what is written or by what follows from their content."""
    ring = _ring([*derived, *written])
    if ring:
        index = next((i for i, check in enumerate(written) if check.id in ring), 0)
        yield ("checks", index, "needs"), f"the checks need each other in a circle: {' → '.join(ring)}"


def plan(checks: Sequence[Check]) -> tuple[PlannedCheck, ...]:
    """All checks after those they need, otherwise in the given order; needs that follow from content are added."""
    needs = _all_needs(checks)
    by_id = {check.id: check for check in checks}
    ordered: dict[str, PlannedCheck] = {}

    def place(check: Check) -> None:
        if check.id not in ordered:
            for need in needs[check.id]:
                place(by_id[need])
            ordered[check.id] = PlannedCheck(check, needs[check.id])

    for check in checks:
        place(check)
    return tuple(ordered.values())


def judging_order(planned: Sequence[PlannedCheck]) -> tuple[PlannedCheck, ...]:
    """What students see first, then what they see after the due date, hidden checks last; else as planned.

    A submission that shows what it was asked can then tell nobody what it is asked in a hidden check. A check that
    needs a hidden one comes after it, whoever may see it.
    """
    stages: dict[str, int] = {}
    for each in planned:
        stages[each.check.id] = max(_STAGES.index(each.check.visibility), *(stages[need] for need in each.needs), 0)
    return tuple(sorted(planned, key=lambda each: stages[each.check.id]))


def is_seen_by_more(check: Check, before: Check) -> bool:
    """Whether somebody sees a check who does not see the one before it.

    Then it takes a fresh sandbox: what was asked before could lie in the old one, to be told in this one's output.
    """
    return _STAGES.index(check.visibility) < _STAGES.index(before.visibility)


def sandboxes_for(planned: Sequence[PlannedCheck]) -> int:
    """How many sandboxes a submission takes that breaks none."""
    order = [each.check for each in judging_order(planned)]
    return 1 + sum(is_seen_by_more(check, before) for before, check in pairwise(order))


def shuffled(planned: Sequence[PlannedCheck], seed: int) -> tuple[PlannedCheck, ...]:
    """The checks in another order in which each still comes after those it needs, always the same for one seed."""
    left = list(planned)
    random.Random(seed).shuffle(left)  # noqa: S311 - an order, no secret
    ordered: dict[str, PlannedCheck] = {}
    while left:
        following = next(each for each in left if all(need in ordered for need in each.needs))
        left.remove(following)
        ordered[following.check.id] = following
    return tuple(ordered.values())


def _ring(checks: Sequence[Check]) -> list[str]:
    try:
        TopologicalSorter(_all_needs(checks)).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def _all_needs(checks: Sequence[Check]) -> dict[str, tuple[str, ...]]:
    known = {check.id: check for check in checks}
    by_path = {path: check.id for check in checks if _settles_path(check) for path in check.asked_paths()}
    needs = {}
    for check in checks:
        implied = [f"{aspect}:{name}" for name in check.mentions() for aspect in ("import", "defines", "provides")]
        implied += [by_path[path] for path in check.asked_paths() if path in by_path]
        written = [name for need in check.needs for name in ([need] if need in known else _tests_in(need, known))]
        wanted = dict.fromkeys((*written, *(name for name in implied if name in known)))
        needs[check.id] = tuple(name for name in wanted if name != check.id)
    return needs


def _tests_in(suite: str, known: Iterable[str]) -> list[str]:
    """The ids of a test file's tests."""
    return [name for name in known if name.startswith(f"{suite}:")]


def _settles_path(check: Check) -> bool:
    """Whether the check is the one that says that its path is there."""
    return isinstance(check, FileCheck) or (isinstance(check, AspectCheck) and check.aspect is Aspect.LAYOUT)
