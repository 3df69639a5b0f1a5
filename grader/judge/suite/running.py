"""One run of a teacher's test file: an ordinary pytest session, in which the submission is elsewhere.

Each test function is told of as soon as it is done, its parametrised cases and subtests together. A test is passed when
its own code ran to the end; an exception that the submission raised, a skip from within and a submission that is gone
are failures, whatever the test catches.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest._io import saferepr

from grader.errors import ProtocolError
from grader.judge.suite.link import Link, SubjectEnded
from grader.judge.suite.results import Result, Stopped, judged

MAX_MESSAGE_CHARS = 2_000
MAX_SHOWN_CHARS = 400
QUIET = ("cacheprovider", "terminal", "junitxml", "pastebin", "faulthandler", "stepwise", "setuponly", "setupplan")


@dataclass
class Suite:
    """A pytest plugin: runs the wanted tests of one file and tells what becomes of them."""

    file: Path
    wanted: frozenset[str]
    link: Link
    timeout_s: float
    tell: Callable[[Mapping[str, object]], None]
    results: dict[str, Result] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    """cases of each test that have not run yet"""
    compared: tuple[str, str] | None = None
    collected: list[str] | None = None
    """the wanted tests that are there; None until pytest has looked"""
    broken: Result | None = None

    # ---- collection

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """The file, whatever it is called."""
        if file_path != self.file or file_path.match("test_*.py") or file_path.match("*_test.py"):
            return None
        return pytest.Module.from_parent(parent, path=file_path)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        """The file's own lines may use the submission, too."""
        with self.link.wide():
            self.link.deadline = _now() + self.timeout_s
            outcome: Any = yield
        if outcome.excinfo is not None:  # it would end pytest itself
            self.broken = self._judged(Result(""), outcome.excinfo[1])
            outcome.force_result(pytest.CollectReport(collector.nodeid, "failed", "", []))
        elif outcome.get_result().skipped and isinstance(collector, pytest.Module):
            self.broken = Result("", "skipped")

    def pytest_exception_interact(self, call: pytest.CallInfo[object], report: object) -> None:
        """Without the file no test can be run."""
        if isinstance(report, pytest.CollectReport) and call.excinfo is not None:
            error = call.excinfo.value
            self.broken = self._judged(Result(""), error.__cause__ or error)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep what is wanted; all tests that need the same wide fixtures stay together, as pytest has sorted them."""
        items[:] = [item for item in items if test_id(item) in self.wanted]
        for item in items:
            self.left[test_id(item)] = self.left.get(test_id(item), 0) + 1
        self.collected = sorted(self.left)

    # ---- running

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """A state of its own for each test; the file's state where there is none."""
        name = test_id(item)
        self.tell({"begins": name})
        result = self.results.setdefault(name, Result(name))
        began = _now()
        self.compared = None
        self.link.begin_test(self.timeout_s)
        try:
            yield
        finally:
            self._end(result)
        result.duration_s += _now() - began
        result.words += self.link.words
        if result.how == "passed" and result.left_out_cases == result.cases:
            result.how = "left_out"
        self.left[name] -= 1
        if not self.left[name] or self.link.is_gone:
            self.tell({"result": asdict(result)})
        if self.link.is_gone or (self.link.cannot_fork and not self.left[name]):
            item.session.shouldstop = "the other tests need another stage"

    def _end(self, result: Result) -> None:
        ended, mismatch = self.link.ended, self.link.mismatch
        try:
            self.link.end_test()
        except (SubjectEnded, ProtocolError):
            self.link.is_gone = True
        if result.how == "passed" and ended is not None:
            result.how, result.cue = "ended", ended
        elif result.how == "passed" and mismatch:
            result.how, result.message = "failed", mismatch

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """What a wide fixture makes belongs to all tests that share it."""
        if fixturedef.scope == "function":
            yield
            return
        with self.link.wide():
            yield

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        """As in the test itself."""
        _contain((yield))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        """What would end pytest itself is a failure of this test."""
        _contain((yield))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        """As in the test itself."""
        _contain((yield))

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[object]) -> Iterator[None]:
        """Keep the first failure of a test."""
        outcome: Any = yield
        report: pytest.TestReport = outcome.get_result()
        result = self.results[test_id(item)]
        result.cases += call.when == "setup"
        if self.link.ended is not None and report.when == "teardown":
            return
        if report.passed:
            return
        if report.skipped and _is_left_out(item, report):
            result.left_out_cases += 1
            return
        result.failed_cases += 1
        if result.how != "passed":
            return
        result.case = getattr(getattr(item, "callspec", None), "id", "")
        result.printed = report.capstdout
        if report.skipped:
            result.how = "skipped"
        elif call.excinfo is None:
            result.how, result.message = "failed", report.longreprtext[-MAX_MESSAGE_CHARS:]
        else:
            self._judged(result, call.excinfo.value)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A subtest that failed makes its test fail."""
        if type(report).__name__ != "SubtestReport" or not report.failed:
            return
        result = self.results.get(_id_of(report.nodeid))
        if result is not None and result.how == "passed":
            result.how, result.failed_cases = "failed", result.failed_cases + 1
            crash = getattr(getattr(report, "longrepr", None), "reprcrash", None)
            result.message = (crash.message if crash else report.longreprtext)[:MAX_MESSAGE_CHARS]
            result.case = getattr(getattr(report, "context", None), "msg", None) or ""

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Keep the sides of the comparison that did not hold."""
        if op in ("==", "in", "<", "<=", ">", ">=", "is"):
            self.compared = (saferepr.saferepr(left, MAX_SHOWN_CHARS), saferepr.saferepr(right, MAX_SHOWN_CHARS))

    # ---- what a failure means

    def _judged(self, result: Result, error: BaseException) -> Result:
        with self._formatting():
            return judged(result, error, self.link, self.file, self.compared)

    @contextmanager
    def _formatting(self) -> Iterator[None]:
        before, self.link.is_formatting = self.link.is_formatting, True
        try:
            yield
        finally:
            self.link.is_formatting = before

    def judge_makes_reprs(self) -> None:
        """While pytest writes down values, proxies are described here and student code is not asked."""
        for owner, name in ((saferepr.SafeRepr, "repr"), (saferepr, "_pformat_dispatch")):
            original = getattr(owner, name, None)
            if original is not None:
                setattr(owner, name, self._quietly(original))
        import pprint

        from _pytest._io import pprint as own

        for printer in (pprint.PrettyPrinter, own.PrettyPrinter):
            printer.pformat = self._quietly(printer.pformat)  # type: ignore[method-assign]

    def _quietly(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def formatted(*args: Any, **kwargs: Any) -> Any:
            with self._formatting():
                return original(*args, **kwargs)

        return formatted


def _contain(outcome: Any) -> None:
    """Make what would end pytest itself an ordinary failure."""
    error = outcome.excinfo[1] if outcome.excinfo else None
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | SubjectEnded | pytest.exit.Exception):
        outcome.force_exception(Stopped(error))


def run(suite: Suite) -> None:
    """Run the session. Raises nothing for what tests do."""
    suite.judge_makes_reprs()
    try:
        _main(suite)
    except SubjectEnded as ended:  # in a conftest.py, which is loaded before there is anything to blame
        suite.broken = Result("", "ended", cue=ended.cue)
    if suite.broken is not None:
        suite.tell({"broken": asdict(suite.broken)})


def _main(suite: Suite) -> None:
    quiet = [part for name in QUIET for part in ("-p", f"no:{name}")]
    top = suite.file.parent
    arguments = [*quiet, "--disable-plugin-autoload", f"--rootdir={top}", f"--confcutdir={top}", "-c", str(_ini())]
    places = [f"--basetemp={suite.link.folder}/.tmp/pytest", str(suite.file)]
    pytest.main([*arguments, "--capture=sys", *places], plugins=[suite])


def _ini() -> Path:
    return Path(__file__).with_name("suite.ini")


def test_id(item: pytest.Item) -> str:
    """`test_add`, `TestShop::test_add`: the function, without parameters."""
    return _id_of(item.nodeid)


def _id_of(nodeid: str) -> str:
    return nodeid.partition("::")[2].partition("[")[0]


def _is_left_out(item: pytest.Item, report: pytest.TestReport) -> bool:
    """Whether the teacher's own decorator skips a test or expects it to fail, and not something that ran in it."""
    is_xfail = hasattr(report, "wasxfail")
    marks = [mark.name for mark in item.iter_markers() if not _is_empty(mark)]
    names = {"xfail"} if is_xfail else {"skip", "skipif"} if report.when == "setup" else set()
    flag = "__unittest_expecting_failure__" if is_xfail else "__unittest_skip__"
    owners = (getattr(item, "obj", None), getattr(item, "cls", None))
    return not names.isdisjoint(marks) or any(getattr(owner, flag, False) for owner in owners)


def _is_empty(mark: pytest.Mark) -> bool:
    """Whether it is pytest's own mark for a test without cases, which may come of what the submission answered."""
    return str(mark.kwargs.get("reason", "")).startswith("got empty parameter set")


def _now() -> float:
    return time.monotonic()
