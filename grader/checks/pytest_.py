"""Check kind `pytest`: a teacher's plain pytest file. Each test function in it becomes a check of its own.

`PytestCheck` is what stands in the exercise; `SuiteTest` is one of the checks that follow from it, with an id like
`suite:test_add` or `suite:TestShop.test_add`. The file is read here as text, because it is the author's; it is run by
`judge/suite`, where its imports of the submission give proxies.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, Strict, field_validator

from grader.check import Check, Scene, SuiteOrder
from grader.checks.statements import imported_modules
from grader.errors import GraderFault
from grader.report import Finding
from grader.requirement import Points

_SMALLEST = Decimal("0.0001")


class Scope(StrEnum):
    """What shares one state of the submission."""

    TEST = "test"
    """each test function begins afresh, after the file's own lines and its wide fixtures"""
    FILE = "file"
    """all tests of the file, one after the other"""


class Where(StrEnum):
    """Where pytest runs."""

    JUDGE = "judge"
    """in the judge, the submission in the sandbox: a result cannot be forged"""
    BESIDE_STUDENT = "beside-student"
    """in the sandbox, in one process with the submission, which can forge results; the image needs pytest"""


class PytestCheck(Check):
    """A test file, relative to the exercise's folder.

    `points` are what all its tests are worth together; each has its share by `@pytest.mark.points(N)`, by `tests`
    (`{test_add: 2}`), or 1. Where `points` is left out a test is worth its share.
    """

    kind: Literal["pytest"]
    file: Annotated[str, Field(min_length=1, max_length=500)]
    scope: Annotated[Scope, Strict(False)] = Scope.TEST
    run: Annotated[Where, Strict(False)] = Where.JUDGE
    tests: Mapping[str, Points] = {}

    @field_validator("file")
    @classmethod
    def _stays_inside(cls, file: str) -> str:
        if file.startswith("/") or ".." in file.split("/") or "\\" in file:
            raise ValueError(
                "the test file lies in the exercise's folder: write its path from there, such as checks/test_it.py"
            )
        return file

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Never asked: its tests are checks of their own."""
        raise GraderFault(f"The check {self.id} was not taken apart into its tests.", "Report this.")

    def taken_apart(self, folder: Path) -> Iterator[SuiteTest]:
        """A check for each test of the file.

        Raises:
            ValueError: the file is not there, is no Python, or has no tests; the message is for its author.
        """
        file = folder / self.file
        source = _source(file)
        try:
            found = find_tests(source)
        except ValueError as error:
            raise ValueError(f"{self.file} {error}") from None
        unknown = [name for name in self.tests if name not in {test.name for test in found.tests}]
        if unknown:
            raise ValueError(
                f"{self.file} has no test {unknown[0]!r}; it has {', '.join(test.name for test in found.tests)}"
            )
        shares = {test.name: self.tests.get(test.name, test.share) for test in found.tests}
        total = self.points if "points" in self.model_fields_set else None
        points = _divided(total, shares) if total is not None else shares
        names = tuple(shares)
        kept = {key: value for key, value in self.model_dump().items() if key in Check.model_fields}
        for test in found.tests:
            own = {"id": f"{self.id}:{test.name.replace('::', '.')}", "points": points[test.name]}
            fields = {**kept, **own, "title": test.title, "file": file, "test": test.name, "tests": names}
            uses = {"uses": tuple(sorted(found.uses | test.uses)), "scope": self.scope, "run": self.run}
            yield SuiteTest.model_validate({**fields, **uses})


class SuiteTest(Check):
    """One test function of a test file."""

    kind: Literal["pytest"]
    file: Path
    test: str
    tests: tuple[str, ...]
    uses: tuple[str, ...]
    """dotted names that the file imports before this test can run"""
    scope: Scope
    run: Where

    def mentions(self) -> tuple[str, ...]:
        """What the test's imports name."""
        return self.uses

    def runs_suite(self) -> bool:
        """It is one."""
        return True

    def examine(self, scene: Scene, timeout_s: float) -> Finding:
        """Run the whole file, once for all its tests, and pick out this one."""
        shared, beside = self.scope is Scope.FILE, self.run is Where.BESIDE_STUDENT
        order = SuiteOrder(self.file, self.tests, is_shared=shared, is_beside=beside, timeout_s=timeout_s)
        found = scene.suite(order).get(self.test)
        if found is None:
            raise GraderFault(f"Nothing became of the test {self.test}.", "Grade this submission again.")
        return found


class FoundTest:
    """A test function as the source tells it."""

    def __init__(self, name: str, title: str, share: Decimal, uses: frozenset[str]) -> None:
        self.name = name
        self.title = title
        self.share = share
        self.uses = uses


class FoundTests:
    """All tests of a file, in its order, and what its first lines import."""

    def __init__(self, tests: tuple[FoundTest, ...], uses: frozenset[str]) -> None:
        self.tests = tests
        self.uses = uses


def find_tests(source: str) -> FoundTests:
    """The test functions and methods that pytest would collect, without those that are skipped in any case.

    Raises:
        ValueError: it is no Python, or there are none; the message lacks the file's name before it.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ValueError(f"line {error.lineno}: this is not valid Python: {error.msg}") from None
    except ValueError as error:
        raise ValueError(f"is not valid Python: {error}") from None
    tests = tuple(_tests_of(tree))
    if not tests:
        raise ValueError("has no tests: functions, or methods of a class Test…, called test_…")
    top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    return FoundTests(tests, frozenset(imported_modules(ast.unparse(top))))


def _tests_of(tree: ast.Module) -> Iterator[FoundTest]:
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    seen = set()
    for node in tree.body:
        found: list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, list[ast.expr]]] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            found = [(node.name, node, [])]
        elif isinstance(node, ast.ClassDef) and _is_test_class(node, classes):
            methods = _methods(node, classes)
            found = [(f"{node.name}::{name}", method, node.decorator_list) for name, method in methods.items()]
        for name, function, above in found:
            marks = [*above, *function.decorator_list]
            if name not in seen and not _has_mark(marks, "skip"):
                seen.add(name)
                share = Decimal(0) if _has_mark(marks, "xfail", "expectedFailure") else _share(marks)
                yield FoundTest(name, _title(function), share, frozenset(imported_modules(ast.unparse(function))))


def _is_test_class(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> bool:
    if _is_case(node, classes, set()):
        return True
    has_init = any(isinstance(each, ast.FunctionDef) and each.name == "__init__" for each in node.body)
    return node.name.startswith("Test") and not has_init


def _is_case(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef], seen: set[str]) -> bool:
    """Whether a class is derived from unittest.TestCase, as far as the file tells."""
    for base in node.bases:
        name = ast.unparse(base).rpartition(".")[2]
        if name.endswith("TestCase"):
            return True
        if name in classes and name not in seen and _is_case(classes[name], classes, {*seen, name}):
            return True
    return False


def _methods(
    node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]
) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The test methods of a class: those of its bases in the file first, then its own, as Python would find them."""
    found: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id in classes and base.id != node.name:
            found.update(_methods(classes[base.id], classes))
    own = [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    found.update({each.name: each for each in own if each.name.startswith("test")})
    return found


def _has_mark(marks: list[ast.expr], *names: str) -> bool:
    """Whether one of the decorators is `@pytest.mark.name`, `@unittest.name` or `@name`."""
    written = [ast.unparse(mark.func if isinstance(mark, ast.Call) else mark) for mark in marks]
    return any(each.rpartition(".")[2] in names for each in written)


def _share(marks: list[ast.expr]) -> Decimal:
    for mark in reversed(marks):
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.points") and mark.args:
            try:
                return max(Decimal(str(ast.literal_eval(mark.args[0]))), Decimal(0))
            except (ValueError, ArithmeticError):
                raise ValueError(f"line {mark.lineno}: write a number: @{ast.unparse(mark)}") from None
    return Decimal(1)


def _title(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The docstring's first line, else the name in words."""
    first = (ast.get_docstring(function) or "").strip().partition("\n")[0].strip()
    return first or re.sub(r"^test_?", "", function.name).replace("_", " ").strip() or function.name


def _divided(total: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """`total` in proportion to the shares, to four decimals; what rounding leaves goes to the last one with a share."""
    whole = sum(shares.values())
    if not whole:
        return dict.fromkeys(shares, Decimal(0))
    points = {name: (total * share / whole).quantize(_SMALLEST, ROUND_DOWN) for name, share in shares.items()}
    last = [name for name, share in shares.items() if share][-1]
    points[last] += total - sum(points.values())
    return points


def _source(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ValueError(f"there is no file {file.name} in {file.parent.name}/") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"the test file cannot be read: {error}") from None
