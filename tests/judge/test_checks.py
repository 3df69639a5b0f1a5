"""Every check kind on small trees: what passes, what fails, and with which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from grader.report import Report

Grading = Callable[[str, dict[str, str]], Report]

MODULE = "requires: {modules: [{name: m, functions: [{name: f, params: [a, b]}]}]}"
PACKAGE = "requires: {packages: [{name: p, modules: [{name: m}]}]}"
EXPORTS = "requires: {packages: [{name: p, provides: [f], exports: [f]}]}"
CLASS = "requires: {modules: [{name: m, classes: [{name: C, methods: [{name: go, params: [x]}]}], values: [LIMIT]}]}"


def one(check: str) -> str:
    """An exercise with this one check, named `it`."""
    return f"checks:\n- {{id: it, {check}}}"


@dataclass(frozen=True)
class Row:
    """An exercise, a tree, and the verdict of one check with a part of its message."""

    exercise: str
    files: dict[str, str]
    check: str
    verdict: str
    message: str = ""


VALUE = one("kind: value, given: import m, ask: 'm.f(2, 3)', equals: 5")
CASES = one("kind: value, given: import m, cases: [{ask: m.f(1), equals: 1}, {ask: m.f(2), equals: 4}]")
LITERAL = one("kind: value, given: import m, ask: m.f(), equals_literal: '(1, {2})'")
APPROX = one("kind: value, given: import m, ask: m.f(), approx: 0.3")
RAISES = one("kind: value, given: import m, ask: m.f(), raises: ValueError, says: negative")
TYPE = one("kind: value, given: import m, ask: m.f(), type: int")
AGREES = one(
    "kind: value, given: import m, ask: 'm.f(a, b)', "
    "agrees: {reference: a + b, draw: {a: {integer: [-9, 9]}, b: {integer: [-9, 9]}}, cases: 20}"
)
SUMS = one(
    "kind: value, given: import m, ask: 'm.f(a)', "
    "agrees: {reference: sum(a), draw: {a: {list: {of: {integer: [0, 99]}, length: [0, 6]}}}}"
)
RUN = one("kind: program, file: main.py, args: [x], stdin: 'hello', stdout: {equals: 'HELLO x'}")
MATCHES = one("kind: program, module: p, stdout: {matches: '^a+$', contains: [a], lacks: [b]}")
STATUS = one("kind: program, file: main.py, exit_status: 3, stderr: {contains: [bad]}")
DEMANDS = one("kind: source, file: m.py, demands: [import a, from b import c as d], no_star: true, main_guard: true")
STYLE = one("kind: source, own_imports: relative, no_path_edits: true, forbids: [os.path]")
DOCS = one("kind: source, file: m.py, docstrings: true, exports: true")
GRAPH = one("kind: graph, acyclic: true, layers: [[ui], [core]], may_import: {core: []}")

WRAPPED = """
import functools
def w(g):
  @functools.wraps(g)
  def h(*a): return g(*a)
  return h
@w
def f(a, b): pass
"""

ROWS = {
    "file there": Row(one("kind: file, path: a/b.txt"), {"a/b.txt": ""}, "it", "passed"),
    "file missing": Row(one("kind: file, path: b.txt"), {"a.py": ""}, "it", "failed", "b.txt is not there."),
    "file near": Row(
        one("kind: file, path: math_utils.py"), {"Math_utils.py": ""}, "it", "failed", "There is Math_util"
    ),
    "file unwanted": Row(one("kind: file, path: b.txt, exists: false"), {"b.txt": ""}, "it", "failed", "should not be"),
    "module layout": Row(MODULE, {"m.py": "def f(a, b): pass"}, "layout:m", "passed"),
    "module broken": Row(MODULE, {"m.py": "def f(a, b:\n  pass"}, "layout:m", "error", "Python cannot read m.py"),
    "module missing": Row(MODULE, {"n.txt": ""}, "import:m", "not_checked", "Not checked until"),
    "import clean": Row(MODULE, {"m.py": "f = 1"}, "import:m", "passed"),
    "import noisy": Row(MODULE, {"m.py": "print('hi')"}, "import:m", "failed", "prints something"),
    "import noisy on stderr": Row(
        MODULE, {"m.py": "import sys; sys.stderr.write('x')"}, "import:m", "failed", "prints"
    ),
    "import changes path": Row(MODULE, {"m.py": "import sys; sys.path.append('/x')"}, "import:m", "failed", "sys.path"),
    "import raises": Row(MODULE, {"m.py": "1/0"}, "import:m", "error", "ZeroDivisionError"),
    "import exits": Row(MODULE, {"m.py": "import os; os._exit(0)"}, "import:m", "error", "ended Python itself"),
    "import sys.exit": Row(MODULE, {"m.py": "raise SystemExit(0)"}, "import:m", "error", "SystemExit"),
    "import reads input": Row(MODULE, {"m.py": "x = input()"}, "import:m", "error", "EOFError"),
    "plain function": Row(MODULE, {"m.py": "def f(a, b): pass"}, "defines:m.f", "passed"),
    "lambda": Row(MODULE, {"m.py": "f = lambda a, b: 0"}, "defines:m.f", "passed"),
    "partial": Row(
        MODULE,
        {"m.py": "from functools import partial\ndef g(x, a, b): pass\nf = partial(g, 1)"},
        "defines:m.f",
        "passed",
    ),
    "wrapped": Row(
        MODULE,
        {"m.py": WRAPPED},
        "defines:m.f",
        "passed",
    ),
    "blindly decorated": Row(
        MODULE,
        {"m.py": "def w(g):\n  def h(*a, **k): return g(*a, **k)\n  return h\n@w\ndef f(a, b): pass"},
        "defines:m.f",
        "passed",
    ),
    "from the operator module": Row(MODULE, {"m.py": "from operator import add as f"}, "defines:m.f", "passed"),
    "defaults and hints": Row(
        MODULE, {"m.py": "def f(a: int, b: int = 0, *, c=1) -> int: ..."}, "defines:m.f", "passed"
    ),
    "defined in a branch": Row(MODULE, {"m.py": "if True:\n  def f(a, b): pass"}, "defines:m.f", "passed"),
    "too few parameters": Row(MODULE, {"m.py": "def f(a): pass"}, "defines:m.f", "failed", "other parameters"),
    "other names": Row(MODULE, {"m.py": "def f(x, y): pass"}, "defines:m.f", "failed", "other parameters"),
    "too many parameters": Row(MODULE, {"m.py": "def f(a, b, c): pass"}, "defines:m.f", "failed", "other parameters"),
    "no function": Row(MODULE, {"m.py": "f = 3"}, "defines:m.f", "failed", "not a function but a int"),
    "slip in the name": Row(MODULE, {"m.py": "def F(a, b): pass"}, "defines:m.f", "failed", "There is F instead"),
    "class with method": Row(CLASS, {"m.py": "class C:\n  def go(self, x): pass"}, "defines:m.C", "passed"),
    "class without method": Row(CLASS, {"m.py": "class C: pass"}, "defines:m.C", "failed", "no method go"),
    "inherited method": Row(
        CLASS, {"m.py": "class B:\n  def go(self, x): pass\nclass C(B): pass"}, "defines:m.C", "passed"
    ),
    "no class": Row(CLASS, {"m.py": "def C(): pass"}, "defines:m.C", "failed", "is not a class"),
    "value": Row(CLASS, {"m.py": "LIMIT = 3"}, "defines:m.LIMIT", "passed"),
    "imported value": Row(CLASS, {"m.py": "from n import LIMIT", "n.py": "LIMIT = 1"}, "defines:m.LIMIT", "passed"),
    "no value": Row(CLASS, {"m.py": ""}, "defines:m.LIMIT", "failed", "m has no LIMIT"),
    "package": Row(PACKAGE, {"p/__init__.py": '"""Doc."""', "p/m.py": ""}, "import:p.m", "passed"),
    "package without init": Row(PACKAGE, {"p/m.py": ""}, "layout:p", "failed", "p/__init__.py is not there"),
    "package as module": Row(PACKAGE, {"p.py": ""}, "layout:p", "failed", "is a single module"),
    "re-exported": Row(
        EXPORTS, {"p/__init__.py": "from .m import f\n__all__ = ['f']", "p/m.py": "f = 1"}, "provides:p", "passed"
    ),
    "not re-exported": Row(EXPORTS, {"p/__init__.py": "__all__ = []"}, "provides:p", "failed", "p has no f"),
    "computed __all__": Row(EXPORTS, {"p/__init__.py": "f = 1\n__all__ = sorted({'f'})"}, "exports:p", "passed"),
    "other __all__": Row(
        EXPORTS, {"p/__init__.py": "f = g = 1\n__all__ = ['f', 'g']"}, "exports:p", "failed", "does not hold"
    ),
    "no __all__": Row(EXPORTS, {"p/__init__.py": "f = 1"}, "exports:p", "failed", "has no __all__"),
    "import statement": Row(
        one("kind: import, statement: from p import m"), {"p/__init__.py": "", "p/m.py": ""}, "it", "passed"
    ),
    "import of a missing name": Row(
        one("kind: import, statement: from m import g"), {"m.py": ""}, "it", "error", "ImportError"
    ),
    "import binds": Row(
        one("kind: import, statement: import m, binds: [n]"), {"m.py": ""}, "it", "failed", "no name n"
    ),
    "value equal": Row(VALUE, {"m.py": "def f(a, b): return a + b"}, "it", "passed"),
    "value other": Row(VALUE, {"m.py": "def f(a, b): return a - b"}, "it", "failed", "m.f(2, 3) gives -1, expected 5"),
    "value of another type": Row(VALUE, {"m.py": "def f(a, b): return 5.0"}, "it", "failed", "5.0"),
    "value True": Row(VALUE.replace("equals: 5", "equals: 1"), {"m.py": "def f(a, b): return True"}, "it", "failed"),
    "value None": Row(VALUE, {"m.py": "def f(a, b): print(a + b)"}, "it", "failed", "None"),
    "value raises": Row(VALUE, {"m.py": "def f(a, b): return a.x"}, "it", "error", "AttributeError"),
    "value missing function": Row(VALUE, {"m.py": ""}, "it", "error", "AttributeError"),
    "value hangs": Row(
        VALUE + "\nlimits: {timeout_s: 0.5}", {"m.py": "def f(a, b):\n  while True: pass"}, "it", "timeout"
    ),
    "cases all": Row(CASES, {"m.py": "def f(x): return x * x"}, "it", "passed"),
    "cases second": Row(CASES, {"m.py": "def f(x): return 1"}, "it", "failed", "m.f(2) gives 1, expected 4"),
    "literal": Row(LITERAL, {"m.py": "def f(): return (1, {2})"}, "it", "passed"),
    "literal as list": Row(LITERAL, {"m.py": "def f(): return [1, {2}]"}, "it", "failed"),
    "approx": Row(APPROX, {"m.py": "def f(): return 0.1 + 0.2"}, "it", "passed"),
    "approx off": Row(APPROX, {"m.py": "def f(): return 0.31"}, "it", "failed", "about 0.3"),
    "approx NaN": Row(APPROX, {"m.py": "def f(): return float('nan')"}, "it", "failed"),
    "raises": Row(RAISES, {"m.py": "def f(): raise ValueError('is negative')"}, "it", "passed"),
    "raises a subclass": Row(
        RAISES, {"m.py": "class E(ValueError): pass\ndef f(): raise E('negative')"}, "it", "passed"
    ),
    "raises another": Row(RAISES, {"m.py": "def f(): raise KeyError('negative')"}, "it", "failed", "raises KeyError"),
    "raises with other words": Row(RAISES, {"m.py": "def f(): raise ValueError('no')"}, "it", "failed"),
    "does not raise": Row(RAISES, {"m.py": "def f(): return ValueError('negative')"}, "it", "failed", "should raise"),
    "type": Row(TYPE, {"m.py": "def f(): return 3"}, "it", "passed"),
    "type of a subclass": Row(TYPE, {"m.py": "class I(int): pass\ndef f(): return I(3)"}, "it", "failed"),
    "type bool": Row(TYPE, {"m.py": "def f(): return True"}, "it", "failed"),
    "agrees": Row(AGREES, {"m.py": "def f(a, b): return b + a"}, "it", "passed"),
    "agrees not": Row(
        AGREES, {"m.py": "def f(a, b): return abs(a) + b"}, "it", "failed", "with a = -1, b = 0 gives 1, expected -1"
    ),
    "agrees up to a limit": Row(
        AGREES, {"m.py": "def f(a, b): return a + min(b, 3)"}, "it", "failed", "with a = 0, b = 4 gives 3, expected 4"
    ),
    "agrees but raises": Row(
        AGREES, {"m.py": "def f(a, b): return a + b + 0 * [0] * 3[b]"}, "it", "error", "TypeError"
    ),
    "agrees in lists": Row(SUMS, {"m.py": "def f(a): return sum(a)"}, "it", "passed"),
    "agrees not in lists": Row(
        SUMS, {"m.py": "def f(a): return sum(set(a))"}, "it", "failed", "with a = [1, 1] gives 1, expected 2"
    ),
    "agrees but hangs where it is simpler": Row(
        AGREES,
        {"m.py": "def f(a, b):\n  while a == 0 and b < 0: pass\n  return 99 if b < 0 else a + b"},
        "it",
        "failed",
        "gives 99",
    ),
    "agrees not the second time": Row(
        AGREES, {"m.py": "n = []\ndef f(a, b): n.append(a); return a + b + (len(n) > 7)"}, "it", "failed", "expected"
    ),
    "program": Row(RUN, {"main.py": "import sys\nprint(input().upper(), *sys.argv[1:])"}, "it", "passed"),
    "program silent": Row(RUN, {"main.py": ""}, "it", "failed", "prints nothing"),
    "program raises": Row(RUN, {"main.py": "1/0"}, "it", "error", "ZeroDivisionError"),
    "program missing": Row(RUN, {"m.py": ""}, "it", "failed", "main.py is not there"),
    "package program": Row(MATCHES, {"p/__init__.py": "", "p/__main__.py": "print('aaa')"}, "it", "passed"),
    "package program other": Row(
        MATCHES, {"p/__init__.py": "", "p/__main__.py": "print('aaca')"}, "it", "failed", "something else"
    ),
    "exit status": Row(
        STATUS, {"main.py": "import sys\nsys.exit(3) if sys.stderr.write('bad') else 0"}, "it", "passed"
    ),
    "exit status other": Row(STATUS, {"main.py": ""}, "it", "failed", "exit status 0, expected 3"),
    "source": Row(
        DEMANDS, {"m.py": "import a as x\nfrom b import c as d\nif __name__ == '__main__':\n  pass"}, "it", "passed"
    ),
    "source without import": Row(
        DEMANDS, {"m.py": "import a\nfrom b import c"}, "it", "failed", "no `from b import c as d`"
    ),
    "source with star": Row(
        DEMANDS, {"m.py": "import a\nfrom b import c as d\nfrom e import *"}, "it", "failed", "import *"
    ),
    "source without guard": Row(DEMANDS, {"m.py": "import a\nfrom b import c as d"}, "it", "failed", "no `if __name__"),
    "source missing": Row(DEMANDS, {"n.py": ""}, "it", "failed", "m.py is not there"),
    "source broken": Row(DEMANDS, {"m.py": "import"}, "it", "error", "cannot read m.py"),
    "relative style": Row(STYLE, {"p/__init__.py": "from .m import f", "p/m.py": "import json\nf = 1"}, "it", "passed"),
    "absolute style": Row(
        STYLE, {"p/__init__.py": "from p.m import f", "p/m.py": "f = 1"}, "it", "failed", "asks for relative"
    ),
    "forbidden import": Row(STYLE, {"m.py": "from os import path"}, "it", "failed", "forbids"),
    "path edit": Row(STYLE, {"m.py": "import sys\nsys.path.insert(0, '.')"}, "it", "failed", "changes sys.path"),
    "docstrings": Row(
        DOCS, {"m.py": '"""D."""\n__all__ = ["f"]\ndef f():\n  """D."""\ndef _g(): pass'}, "it", "passed"
    ),
    "no docstring": Row(
        DOCS, {"m.py": '"""D."""\n__all__ = ["f"]\ndef f(): pass'}, "it", "failed", "f in m.py has no docstring"
    ),
    "graph": Row(GRAPH, {"ui.py": "import core", "core.py": "import json"}, "it", "passed"),
    "graph cycle": Row(
        GRAPH, {"a.py": "import b", "b.py": "import c", "c.py": "import a"}, "it", "failed", "a → b → c → a"
    ),
    "graph lazy cycle": Row(GRAPH, {"a.py": "import b", "b.py": "def f():\n  import a"}, "it", "passed"),
    "graph layers": Row(GRAPH, {"core.py": "def f():\n  import ui", "ui.py": ""}, "it", "failed", "layer above"),
    "graph rule": Row(GRAPH, {"core.py": "import x", "x.py": ""}, "it", "failed", "nothing of the submission"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_check_settles(grading: Grading, row: Row) -> None:
    """The verdict is as expected, and the message says why."""
    results = {result.id: result for result in grading(row.exercise, row.files).results}
    found = results[row.check]
    assert (found.verdict.value, row.message in found.finding.message) == (row.verdict, True), found.finding


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("def f(a, b): return a + b + (b > 4)", "value/off-by-one"),
        ("def f(a, b): return a + b + max(a, 0)", "general/other-result"),  # one too large where a is 1, and only there
    ],
)
def test_a_mistake_is_named_where_it_shows_in_more_than_one_drawn_case(
    grading: Grading, source: str, code: str
) -> None:
    """The simplest case is told, and what it looks like by chance is not."""
    (result,) = grading(AGREES, {"m.py": source}).results
    assert "with a = " in result.finding.message
    assert result.finding.another is None
    assert result.diagnosis is not None
    assert result.diagnosis.code == code
