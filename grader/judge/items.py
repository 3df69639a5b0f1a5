"""The judge as pytest sees it: an exercise file is collected, each of its checks is an item.

A check comes after those that it needs, and one that students may not see after those that they may; `-k`, `-x`, `-v`
and `--junitxml` work as for any test. Nothing of a submission is ever imported or collected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from grader.check import Check, Scene
from grader.errors import GraderError
from grader.exercise import Exercise, PlannedCheck
from grader.judge.settling import settle
from grader.planning import is_seen_by_more, judging_order
from grader.report import NOTHING_KNOWN, CheckResult, Finding, ignore


class CheckFailed(Exception):
    """A check did not pass; carries its result to `repr_failure`."""

    def __init__(self, result: CheckResult) -> None:
        super().__init__(result.finding.message)
        self.result = result


class Judging:
    """One submission being judged: an exercise, the scene to look at, and the results so far. Also a pytest plugin.

    `only` restricts the checks by id, `known` are results that stand. `scene` is called once, at the first check to
    be settled. `tell` writes a failed check's story for pytest's own output. `on_result` hears every result as soon as
    it is there; a GraderError from it ends the judging.
    """

    def __init__(
        self,
        exercise: Exercise,
        scene: Callable[[], Scene],
        *,
        only: frozenset[str] | None = None,
        known: Mapping[str, CheckResult] = NOTHING_KNOWN,
        on_result: Callable[[CheckResult], None] = ignore,
        tell: Callable[[CheckResult], str] = lambda result: plain_story(result.finding),
    ) -> None:
        self.exercise = exercise
        self.only = only
        self.tell = tell
        self.results: dict[str, CheckResult] = dict(known)
        self.fault: BaseException | None = None
        self._scene = scene
        self._on_result = on_result
        self._opened: Scene | None = None
        self._before: Check | None = None

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Collect the exercise's own file and nothing else."""
        return self._node(parent) if file_path == self.exercise.file else None

    def items(self, session: pytest.Session) -> list[pytest.Item]:
        """What there is to judge, where nothing is collected from the disk."""
        return list(self._node(session).collect())

    def wants(self, planned: PlannedCheck) -> bool:
        """Whether the check is one of those asked for."""
        return self.only is None or planned.check.id in self.only

    def judge(self, planned: PlannedCheck) -> CheckResult:
        """Settle one check and make its result known."""
        scene = self._scene_for(planned.check)
        result = settle(planned, self.exercise, scene, self.results)
        self.results[result.id] = result
        self._on_result(result)
        return result

    def _node(self, parent: pytest.Collector) -> ExerciseNode:
        node = ExerciseNode.from_parent(parent, path=self.exercise.file)
        node.judging = self
        return node

    def _scene_for(self, check: Check) -> Scene:
        """The scene, with a fresh sandbox where somebody sees this check who may not know of what was asked before."""
        if self._opened is None:
            self._opened = self._scene()
        elif self._before and is_seen_by_more(check, self._before):
            self._opened.subject.renew()
        self._before = check
        return self._opened


class ExerciseNode(pytest.File):
    """The collector of one exercise file."""

    judging: Judging

    def collect(self) -> Iterator[pytest.Item]:
        """One item per check, in the order of judging."""
        for planned in judging_order(self.judging.exercise.plan):
            if self.judging.wants(planned) and planned.check.id not in self.judging.results:
                item = CheckItem.from_parent(self, name=planned.check.id)
                item.planned, item.judging = planned, self.judging
                yield item


class CheckItem(pytest.Item):
    """One check."""

    planned: PlannedCheck
    judging: Judging

    def runtest(self) -> None:
        """Settle the check. Anything but a pass is a failure to pytest: a skip would hide it."""
        try:
            result = self.judging.judge(self.planned)
        except GraderError as error:
            self.judging.fault = error
            self.session.shouldstop = str(error)
            raise
        if not result.finding.passed:
            raise CheckFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The check's story; for a mistake of ours the bare exception, without a traceback."""
        if isinstance(excinfo.value, CheckFailed):
            return self.judging.tell(excinfo.value.result)
        return f"The grader itself failed: {excinfo.typename}: {excinfo.value}"

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """What stands in the header of a failure."""
        return self.path, None, f"{self.planned.check.id}: {self.planned.check.summary()}"


def plain_story(finding: Finding) -> str:
    """A finding in a few plain lines."""
    lines = [finding.message]
    lines += [f"  expected: {finding.expected}"] if finding.expected else []
    lines += [f"  got:      {finding.actual}"] if finding.actual else []
    return "\n".join(lines)
