"""Running the judge inside our own process: a pytest session that nothing around it can influence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path

import pytest

from grader.check import Scene
from grader.exercise import Exercise
from grader.judge.items import JudgePlugin
from grader.judge.settling import broken
from grader.report import NOTHING_KNOWN, CheckResult, ignore

UNUSED_PLUGINS = (
    "cacheprovider",
    "capture",
    "debugging",
    "doctest",
    "faulthandler",
    "junitxml",
    "legacypath",
    "logging",
    "monkeypatch",
    "pastebin",
    "python",
    "recwarn",
    "reports",
    "setuponly",
    "setupplan",
    "skipping",
    "stepwise",
    "subtests",
    "terminal",
    "threadexception",
    "tmpdir",
    "unittest",
    "unraisableexception",
    "warnings",
)
"""Nothing of ours needs them, and several would write files, take over output or cost a noticeable part of a check."""


def judge(
    exercise: Exercise,
    scene: Callable[[], Scene],
    *,
    only: frozenset[str] | None = None,
    known: Mapping[str, CheckResult] = NOTHING_KNOWN,
    on_result: Callable[[CheckResult], None] = ignore,
) -> tuple[CheckResult, ...]:
    """Settle all checks (or those of `only`, without those of `known`); their results in the exercise's order.

    A check without a result, for whatever reason, is a grader error: absence is never a pass.

    Raises:
        GraderError: from `scene` or `on_result`. KeyboardInterrupt: the person interrupted.
    """
    plugin = JudgePlugin(exercise, scene, only=only, known=known, on_result=on_result)
    watch = _Watch()
    pytest.main(_arguments(exercise), plugins=[plugin, watch])
    if plugin.fault:
        raise plugin.fault
    if watch.interrupted:
        raise KeyboardInterrupt
    wanted = [planned for planned in exercise.plan if only is None or planned.check.id in only]
    return tuple(
        plugin.results.get(planned.check.id) or broken(planned, watch.reasons.get(planned.check.id, "No verdict came."))
        for planned in wanted
    )


class _Watch:
    """Hears of what went wrong in pytest itself or in an item."""

    def __init__(self) -> None:
        self.interrupted = False
        self.reasons: dict[str, str] = {}

    def pytest_keyboard_interrupt(self) -> None:
        self.interrupted = True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.reasons[report.nodeid.rpartition("::")[2]] = report.longreprtext


def _arguments(exercise: Exercise) -> list[str]:
    ini = Path(str(resources.files("grader.judge") / "judge.ini"))
    disabled = [argument for name in UNUSED_PLUGINS for argument in ("-p", f"no:{name}")]
    top = exercise.folder  # pytest looks no further up: it would list every folder beside every one on the way
    isolated = ["--disable-plugin-autoload", "--noconftest", f"--rootdir={top}", f"--confcutdir={top}", "-c", str(ini)]
    return [*disabled, *isolated, "--assert=plain", str(exercise.file)]
