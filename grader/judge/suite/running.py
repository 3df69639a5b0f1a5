"""One run of a teacher's test file: an ordinary pytest session, in which the submission is elsewhere.

Each test function is told of as soon as it is done, its parametrised cases and subtests together. A test is passed when
its own code ran to the end; an exception that the submission raised, a skip from within and a submission that is gone
are failures, whatever the test catches.
"""

from __future__ import annotations

import ast
import json
import linecache
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest._io import saferepr

from grader.errors import ProtocolError
from grader.judge.suite.link import Link, OtherTestsObject, SubjectEnded
from grader.judge.suite.messages import Cue
from grader.judge.suite.proxies import StudentValue

MAX_MESSAGE_CHARS = 2_000
MAX_SHOWN_CHARS = 400
_QUIET = ("cacheprovider", "terminal", "junitxml", "pastebin", "faulthandler", "stepwise", "setuponly", "setupplan")


@dataclass
class Result:
    """What became of one test function."""

    test: str
    """`test_add` or `TestShop::test_add`"""
    how: str = "passed"
    """passed, failed, raised, ended, skipped, left_out, broken (the test file's own fault)"""
    message: str = ""
    asked: str = ""
    expected: str = ""
    actual: str = ""
    facts: str = ""
    """JSON of the exception that the submission raised"""
    cue: Cue | None = None
    """how the submission's process ended"""
    case: str = ""
    """the first parametrised case that failed"""
    cases: int = 0
    failed_cases: int = 0
    left_out_cases: int = 0
    """those that the teacher's own decorator skips or expects to fail"""
    words: int = 0
    """comparisons that rest on the student's own methods"""
    printed: str = ""
    duration_s: float = 0.0


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
            self._judged(result, call.excinfo.value, call.excinfo)

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

    def _judged(
        self, result: Result, error: BaseException, found: pytest.ExceptionInfo[BaseException] | None = None
    ) -> Result:
        if isinstance(error, _Stopped):
            error = error.error
        ended = self.link.ended
        if isinstance(error, SubjectEnded) or ended is not None:
            result.how = "ended"
            result.cue = error.cue if isinstance(error, SubjectEnded) else ended
            return result
        if isinstance(error, ProtocolError):
            result.how, result.cue = "ended", _garbled(error)
            return result
        facts = error.__dict__.get("_grade_facts") if hasattr(error, "__dict__") else None
        line = self._line(error)
        result.asked = line[1]
        if isinstance(error, ImportError) and facts is None:
            facts = _import_facts(error, Path(self.link.folder))
        if isinstance(facts, str):
            result.how, result.facts = "raised", facts
            return result
        result.how = "failed"
        with self._formatting():
            text = _said(error)
        if isinstance(error, StudentValue | OtherTestsObject):
            result.message = text
        elif isinstance(error, AssertionError | pytest.fail.Exception):
            self._assertion(result, error, text, line[1])
        elif type(error).__name__ == "FixtureLookupError":
            result.how, result.message = "broken", text
        else:
            result.message = f"the test stopped with {type(error).__name__}: {text}"
        result.message = result.message[:MAX_MESSAGE_CHARS]
        return result

    def _assertion(self, result: Result, error: BaseException, text: str, line: str) -> None:
        result.message = text
        if self.compared and isinstance(error, AssertionError) and line.startswith("assert "):
            left, right = self.compared
            if _is_literal_first(line):
                left, right = right, left
            result.actual, result.expected = left, right

    def _line(self, error: BaseException) -> tuple[int, str]:
        """Number and text of the innermost line of the test file in a traceback; the whole statement."""
        found, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == str(self.file):
                found = trace.tb_lineno
            trace = trace.tb_next
        return found, _statement(self.file, found) if found else ""

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


class _Stopped(Exception):
    """Carries something that would have ended pytest itself."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.error = error


def _contain(outcome: Any) -> None:
    """Make what would end pytest itself an ordinary failure."""
    error = outcome.excinfo[1] if outcome.excinfo else None
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | SubjectEnded | pytest.exit.Exception):
        outcome.force_exception(_Stopped(error))


def _garbled(error: ProtocolError) -> Cue:
    return Cue("garbled", error.message, None, "", "", (), None, is_open=False)


def _import_facts(error: ImportError, folder: Path) -> str:
    """What is told of an import that failed here, because the submission has no such module or name."""
    names = [each.__name__ for each in type(error).__mro__ if issubclass(each, BaseException)]
    text = str(error).removesuffix(" (unknown location)")[:500]
    stem = (error.name or "").replace(".", "/")
    origin = next((path for path in (f"{stem}.py", f"{stem}/__init__.py") if (folder / path).is_file()), None)
    told = {"type": names[0], "text": text, "builtins": names, "name": error.name, "origin": origin}
    return json.dumps({**told, "frames": [], "line": None})


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
    quiet = [part for name in _QUIET for part in ("-p", f"no:{name}")]
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


def _said(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 (an exception of the test's own may do anything)
        text = ""
    if isinstance(error, SystemExit):
        return f"{error.code}"
    return text.removeprefix("assert ") and text


def _statement(file: Path, line: int) -> str:
    """The source of the innermost statement that holds a line, on one line."""
    source = "".join(linecache.getlines(str(file)))
    best: ast.stmt | None = None
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            best = node if best is None or node.lineno >= best.lineno else best
    if best is None or hasattr(best, "body"):
        return linecache.getline(str(file), line).strip()
    return " ".join((ast.get_source_segment(source, best) or "").split())


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _is_literal_first(line: str) -> bool:
    """Whether an assertion compares a literal with something, in this order."""
    try:
        [statement] = ast.parse(line).body
    except SyntaxError:
        return False
    test = getattr(statement, "test", None)
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Constant)
        and not isinstance(test.comparators[0], ast.Constant)
    )


def _now() -> float:
    return time.monotonic()
