"""What the checks of an exercise need to be called by name, by kind of check."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterator

from grader.check import Check
from grader.checks.distribution import DistributionCheck
from grader.checks.module import AspectCheck
from grader.checks.pytest_ import SuiteTest
from grader.checks.quiz import QuizCheck
from grader.checks.running import RunCheck
from grader.checks.source import SourceCheck
from grader.checks.statements import imported_modules, imported_names
from grader.checks.value import ValueCheck
from grader.exercise import Exercise
from grader.proof.modules import SOURCE_FOLDER
from grader.proof.sources import read_tree, spoken_names
from grader.requirement import Function

SHAPE_KINDS = frozenset({"file", "module", "package"})
"""kinds that settle what is there"""
STRUCTURE_KINDS = SHAPE_KINDS | {"import", "source", "graph", "distribution"}
"""kinds that settle what is there and how it is written; all others settle what it does"""

_WORD = re.compile(r"[^\W\d]\w*")
_KNOWN_ATTRIBUTES = frozenset(name for kind in vars(builtins).values() if isinstance(kind, type) for name in vars(kind))
"""what Python's own values have"""


def is_behaviour(check: Check) -> bool:
    """Whether a check settles what the code does, and not only what is there. What runs a command does."""
    return check.kind not in STRUCTURE_KINDS or (isinstance(check, DistributionCheck) and check.script is not None)


def top_names(exercise: Exercise) -> frozenset[str]:
    """Files and folders at the top of a submission that some check looks at."""
    modules = {name.partition(".")[0] for planned in exercise.plan for name in planned.check.mentions()}
    return exercise.asked_names | modules | {f"{name}.py" for name in modules}


def needed_names(check: Check, own: frozenset[str]) -> frozenset[str]:
    """Names that a student has to know to pass this check: of files, modules, functions, parameters, options.

    `own` are the names at the top of an answer's modules and packages; all others are libraries.
    """
    used = [name for name in check.mentions() if name.partition(".")[0] in own]
    found = {part for name in used for part in name.split(".")} | set(_needed(check))
    return frozenset(found - {""})


def settled_names(check: Check) -> frozenset[str]:
    """Names that this check has something to say about: those that it needs, and what it is about besides."""
    found = {part for name in check.mentions() for part in name.split(".")} | set(_needed(check))
    if isinstance(check, ValueCheck):
        for node in ast.walk(ast.parse("\n".join([check.given, *_asks(check)]))):
            found |= {node.id} if isinstance(node, ast.Name) else set()
            found |= {node.attr} if isinstance(node, ast.Attribute) else set()
    elif isinstance(check, SuiteTest):
        tree = read_tree(check.file.read_bytes())
        found |= spoken_names(tree) if tree else set()
    return frozenset(found)


def settled_paths(check: Check) -> frozenset[str]:
    """Paths of files that this check looks at, as a statement may draw them."""
    run = (check.ran() or "") if isinstance(check, RunCheck) else ""
    found = {*check.asked_paths(), run}
    for name in (*check.mentions(), run, f"{run}.__main__"):
        path = name.replace(".", "/")
        found |= {f"{path}.py", f"{path}/__init__.py"}
    return frozenset(found | {f"{SOURCE_FOLDER}{path}" for path in found})


def words_of(check: Check) -> frozenset[str]:
    """Every word in what a check asks and expects, for names that stand there as text."""
    asked = check.model_dump_json(exclude={"id", "title", "hints", "needs"})
    tests = check.file.read_text(encoding="utf-8") if isinstance(check, SuiteTest) else ""
    return frozenset(_WORD.findall(asked) + _WORD.findall(tests))


def _needed(check: Check) -> Iterator[str]:
    for path in check.asked_paths():
        yield path.rpartition("/")[2]
    if isinstance(check, AspectCheck):
        yield from _aspect(check)
    elif isinstance(check, ValueCheck):
        yield from _value(check)
    elif isinstance(check, RunCheck):
        yield from (arg for arg in check.args if arg.startswith("-"))
        yield from (check.ran() or "").rpartition("/")[2].split(".")
    elif isinstance(check, QuizCheck):
        yield check.question
    elif isinstance(check, SourceCheck):
        yield from (part for text in check.demands for name in imported_modules(text) for part in name.split("."))
        yield from ["__all__"] if check.exports else []


def _aspect(check: AspectCheck) -> Iterator[str]:
    yield from check.name.split(".")
    yield from check.names
    yield check.value or ""
    if check.function:
        yield from _function(check.function)
    if check.class_:
        yield check.class_.name
        for method in check.class_.methods:
            yield from _function(method)


def _function(function: Function) -> Iterator[str]:
    yield function.name
    yield from (param.strip("*=") for param in function.params or () if param not in {"self", "cls"})


def _value(check: ValueCheck) -> Iterator[str]:
    for case in check.cases or (check,):
        yield case.raises or ""
    local = imported_names(check.given)
    for code in _asks(check):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.keyword):
                yield node.arg or ""
            elif isinstance(node, ast.Attribute) and not is_standard(local.get(_root(node), "")):
                yield node.attr if node.attr not in _KNOWN_ATTRIBUTES else ""


def is_standard(name: str) -> bool:
    """Whether a dotted name begins with a module of the standard library."""
    return name.partition(".")[0] in sys.stdlib_module_names


def _root(node: ast.expr) -> str:
    """The name that a chain of attributes begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _asks(check: ValueCheck) -> list[str]:
    return [ask.strip() for ask in ([check.ask] if check.ask else [case.ask for case in check.cases])]
