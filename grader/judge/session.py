"""Running the judge inside our own process: a pytest session that nothing around it can influence.

A session can judge many submissions, for opening one takes as long as many checks.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Generic, TypeVar

import pytest

from grader.errors import GraderFault
from grader.judge.items import Judging
from grader.judge.settling import broken
from grader.report import CheckResult
from grader.settings import without_pytest_variables

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


T = TypeVar("T")


class Court:
    """An open session: judges one submission after the other."""

    def __init__(self, session: pytest.Session, reasons: dict[str, str]) -> None:
        self._session = session
        self._reasons = reasons

    def judge(self, judging: Judging) -> tuple[CheckResult, ...]:
        """Settle all checks that are wanted and not known; their results in the exercise's order.

        A check without a result, for whatever reason, is a grader error: absence is never a pass.

        Raises:
            GraderError: from what the judging was given. KeyboardInterrupt: the person interrupted.
        """
        self._reasons.clear()
        for item in judging.items(self._session):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)  # what comes next starts afresh
            if judging.fault:
                raise judging.fault
        return tuple(
            judging.results.get(planned.check.id)
            or broken(planned, self._reasons.get(planned.check.id, "No verdict came."))
            for planned in judging.exercise.plan
            if judging.wants(planned)
        )


def convene(work: Callable[[Court], T]) -> T:
    """Open a session, and give what `work` gives in it.

    Raises:
        GraderFault: there is no session. Otherwise what `work` raises, KeyboardInterrupt among it.
    """
    clerk = _Clerk(work)
    with without_pytest_variables():
        pytest.main(_arguments(), plugins=[clerk])
    if clerk.error:
        raise clerk.error
    if not clerk.given:
        raise GraderFault("The judge's pytest session did not open.", "Install Grader anew; its pytest may not fit.")
    return clerk.given[0]


class _Clerk(Generic[T]):
    """The session's only plugin: does the work in place of pytest's own loop, and notes what goes wrong in an item."""

    def __init__(self, work: Callable[[Court], T]) -> None:
        self.given: list[T] = []
        self.error: BaseException | None = None
        self._work = work
        self._reasons: dict[str, str] = {}

    def pytest_collection(self) -> bool:
        """Nothing is looked for on the disk."""
        return True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the work. Its errors are the caller's; pytest would write about them."""
        try:
            self.given.append(self._work(Court(session, self._reasons)))
        except BaseException as error:  # noqa: BLE001
            self.error = error
        return True

    def pytest_keyboard_interrupt(self) -> None:
        """Hear of an interruption that came while pytest itself was at it."""
        self.error = KeyboardInterrupt()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear of an item that pytest itself could not run."""
        if report.failed:
            self._reasons[report.nodeid.rpartition("::")[2]] = report.longreprtext


def _arguments() -> list[str]:
    folder = resources.files("grader.judge")
    disabled = [argument for name in UNUSED_PLUGINS for argument in ("-p", f"no:{name}")]
    isolated = ["--disable-plugin-autoload", "--noconftest", f"--rootdir={folder}", "-c", str(folder / "judge.ini")]
    return [*disabled, *isolated, "--assert=plain"]
