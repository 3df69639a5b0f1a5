"""What became of a test, in words of the process that runs it; `conclusions.py` makes findings of them in the judge."""

from __future__ import annotations

import ast
import json
import linecache
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.errors import ProtocolError
from grader.judge.suite.link import Link, SubjectEnded
from grader.judge.suite.messages import Cue

MAX_MESSAGE_CHARS = 2_000


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
    strain: str = ""
    """the limit that this exception is a sign of: "memory", "processes" or none"""
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


class Stopped(Exception):
    """Carries something that would have ended pytest itself."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.error = error


def judged(result: Result, error: BaseException, link: Link, file: Path, compared: tuple[str, str] | None) -> Result:
    """Note in a result what ended its test. `compared` are the sides of the last comparison that did not hold."""
    error = error.error if isinstance(error, Stopped) else error
    if isinstance(error, ProtocolError):
        result.how, result.cue = "ended", Cue("garbled", error.message, None, "", "", (), None, is_open=False)
        return result
    ended = error.cue if isinstance(error, SubjectEnded) else link.ended
    if ended is not None:
        result.how, result.cue = "ended", ended
        return result
    result.asked = _line(error, file)
    facts = vars(error).get("_grade_facts")
    if isinstance(error, ImportError) and facts is None:
        facts = _import_facts(error, Path(link.folder))
    if isinstance(facts, str):
        result.how, result.facts, result.strain = "raised", facts, vars(error).get("_grade_strain", "")
        return result
    result.how = "broken" if type(error).__name__ == "FixtureLookupError" else "failed"
    result.message = _message(error)[:MAX_MESSAGE_CHARS]
    if compared and isinstance(error, AssertionError) and result.asked.startswith("assert "):
        left, right = compared
        result.actual, result.expected = (right, left) if _is_literal_first(result.asked) else (left, right)
    return result


def _message(error: BaseException) -> str:
    """What an exception says, with its name where it is no assertion's."""
    if type(error).__name__ == "FixtureLookupError":
        return f"there is no fixture {getattr(error, 'argname', 'of that name')}"
    text = f"{error.code}" if isinstance(error, SystemExit) else _text(error)
    is_plain = isinstance(error, AssertionError | pytest.fail.Exception)
    return text if is_plain else f"the test stopped with {type(error).__name__}: {text}"


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 (an exception of the test's own may do anything)
        return ""


def _line(error: BaseException, file: Path) -> str:
    """The innermost statement of the test file in a traceback, "" where it is not in there."""
    found, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            found = trace.tb_lineno
        trace = trace.tb_next
    return _statement(file, found) if found else ""


def _import_facts(error: ImportError, folder: Path) -> str:
    """What is told of an import that failed here, because the submission has no such module or name."""
    names = [each.__name__ for each in type(error).__mro__ if issubclass(each, BaseException)]
    text = str(error).removesuffix(" (unknown location)")[:500]
    stem = (error.name or "").replace(".", "/")
    origin = next((path for path in (f"{stem}.py", f"{stem}/__init__.py") if (folder / path).is_file()), None)
    told = {"type": names[0], "text": text, "builtins": names, "name": error.name, "origin": origin}
    return json.dumps({**told, "frames": [], "line": None})


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
