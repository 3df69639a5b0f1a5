"""Doctest examples in a model answer become value checks, as far as the answer itself gives what they show."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from grader.authoring.facts import Data, LeftOut
from grader.checks import value as value_check
from grader.checks.statements import imported_modules
from grader.proof.modules import SOURCE_FOLDER, Module

_DIRECTIVE = re.compile(r"[ \t]*#[ \t]*doctest:[^\n'\"]*$", re.MULTILINE)
"""as the parser of doctest finds it"""
FIND_SOURCES = f'import sys\nsys.path.insert(0, "{SOURCE_FOLDER.rstrip("/")}")'
"""what is run first where the modules lie in a folder of their own"""

STATEMENT = "it is a statement; ask for a value in place of what it prints"
ABBREVIATED = "what it shows is shortened with `...`"
SKIPPED = "its directive says that it is skipped"
NO_VALUE = "what it shows is no plain value"
JUDGED = "it compares; ask for the value itself"
OTHER_EXCEPTION = "the exception is none of Python's own"
PRINTS_MORE = "it prints more than one thing; ask for one value"
NO_NAME = "it asks nothing of the answer"
NOTHING = "it gives nothing that could be compared"
NOT_TRUE = "the model answer does not give what it shows"

Holds = Callable[[Data], bool]
"""Whether the model answer passes a check, given as in an exercise file."""


@dataclass(frozen=True)
class Case:
    """An expression and what it must give: the key of the expectation in an exercise file, and its value."""

    ask: str
    expects: str
    value: object


@dataclass(frozen=True)
class Example:
    """The examples of one docstring: what to run first, then what to ask."""

    thing: str
    """the function, class or module whose docstring it is"""
    module: Module
    given: str
    cases: tuple[Case, ...]

    def check(self) -> Data:
        """The check as it stands in an exercise file, without its id."""
        given = f"{FIND_SOURCES}\n{self.given}" if self.module.path.startswith(SOURCE_FOLDER) else self.given
        cases = [{"ask": case.ask, case.expects: case.value} for case in self.cases]
        return {"kind": "value", "given": given, **({"cases": cases} if len(cases) > 1 else cases[0])}


@dataclass(frozen=True)
class Examples:
    """What the docstrings of a module show."""

    checked: tuple[Example, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Reading:
    """One docstring, while it is read. A case has more than one form where its output does not say which it is."""

    given: list[str] = field(default_factory=list)
    cases: list[tuple[tuple[Case, ...], LeftOut]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def examples_of(module: Module, names: list[str], holds: Holds) -> Examples:
    """Every docstring's examples. `names` are those that the module has, its own and those that it passes on."""
    checked: list[Example] = []
    left_out: list[LeftOut] = []
    for thing, node in _docstrings(module):
        reading = _read(module, node)
        left_out += reading.left_out
        example = Example(thing, module, _given(module, names, reading), ())
        cases = list(_holding(example, reading, holds))
        if cases:
            checked.append(replace(example, cases=tuple(cases)))
        left_out += [told for forms, told in reading.cases if not set(forms) & set(cases)]
    return Examples(tuple(checked), tuple(sorted(left_out, key=lambda each: each.line)))


def _holding(example: Example, reading: _Reading, holds: Holds) -> Iterator[Case]:
    """The cases that the model answer passes, each after those before it: all at once, else one by one."""
    first = tuple(forms[0] for forms, _ in reading.cases)
    if first and holds(replace(example, cases=first).check()):
        yield from first
        return
    kept: tuple[Case, ...] = ()
    for forms, _ in reading.cases:
        found = next((form for form in forms if holds(replace(example, cases=(*kept, form)).check())), None)
        if found:
            kept = (*kept, found)
            yield found


def _given(module: Module, names: list[str], reading: _Reading) -> str:
    """What is run first: the import, and the statements among the examples."""
    codes = [*reading.given, *(form.ask for forms, _ in reading.cases for form in forms)]
    used = [name for name in names if any(name in _names(code) for code in codes)]
    line = f"from {module.name} import {', '.join(used)}" if used else f"import {module.name}"
    top = module.name.partition(".")[0]
    is_imported = any(name.partition(".")[0] == top for code in reading.given for name in imported_modules(code))
    return "\n".join([*([] if is_imported else [line]), *reading.given])


def _docstrings(module: Module) -> Iterator[tuple[str, ast.Constant]]:
    """(name, text) of the module and of everything in it that students can use."""
    for node in (module.tree, *module.tree.body):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = module.name.rpartition(".")[2] if isinstance(node, ast.Module) else node.name
            yield from _docstring(name, node)
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield from _docstring(f"{node.name}-{inner.name}", inner)


def _docstring(
    name: str, node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
) -> Iterator[tuple[str, ast.Constant]]:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        yield name, first.value


def _read(module: Module, node: ast.Constant) -> _Reading:
    reading = _Reading()
    try:
        found = doctest.DocTestParser().get_examples(str(node.value))
    except ValueError as error:
        reading.left_out.append(LeftOut(module.path, node.lineno, ">>>", f"doctest cannot read it: {error}"))
        return reading
    for example in found:
        _sort(example, module.path, node.lineno + example.lineno, reading)
    while reading.cases and _gives_nothing(reading.cases[-1][0]):
        *reading.cases, (_, told) = reading.cases
        reading.left_out.append(replace(told, why=NOTHING))
    return reading


def _sort(example: doctest.Example, path: str, line: int, reading: _Reading) -> None:
    """A statement that shows nothing is run first, and so is an expression that does so before the first case."""
    ask = _DIRECTIVE.sub("", example.source).strip()
    forms = _forms(ask, example)
    told = LeftOut(path, line, ask, NOT_TRUE)
    if not example.want and (not _is_expression(ask) or not reading.cases) and not example.options.get(doctest.SKIP):
        reading.given.append(ask)
    elif isinstance(forms, str):
        reading.left_out.append(replace(told, why=forms))
    else:
        reading.cases.append((forms, told))


def _gives_nothing(forms: tuple[Case, ...]) -> bool:
    return all(case.expects == "equals" and case.value is None for case in forms)


def _forms(ask: str, example: doctest.Example) -> tuple[Case, ...] | str:
    """What can be asked in place of an example, or why nothing can."""
    if why := _why_not(ask, example):
        return why
    if example.exc_msg:
        name = example.exc_msg.partition(":")[0].strip()
        return _asked((Case(ask, "raises", name),), OTHER_EXCEPTION)
    printed = _printed(ask)
    if printed is not None:
        return _asked(_print_forms(printed, example.want), JUDGED) if printed else PRINTS_MORE
    shown = _shown(example.want) if example.want else ("equals", None)
    return _asked((Case(ask, *shown),), JUDGED) if shown else NO_VALUE


def _why_not(ask: str, example: doctest.Example) -> str:
    if example.options.get(doctest.SKIP):
        return SKIPPED
    if not _is_expression(ask):
        return STATEMENT
    if not _names(ask) - {"print"}:
        return NO_NAME
    return ABBREVIATED if example.options.get(doctest.ELLIPSIS) and "..." in example.want else ""


def _asked(forms: tuple[Case, ...], why: str) -> tuple[Case, ...] | str:
    """Those that a check may ask for."""
    return tuple(case for case in forms if _is_case(case)) or why


def _is_case(case: Case) -> bool:
    try:
        value_check.Case.model_validate({"ask": case.ask, case.expects: case.value})
    except ValidationError:  # such as a comparison, which the answer's own objects would judge
        return False
    return True


def _printed(ask: str) -> str | None:
    """The argument of a call of print, "" where there are more or none, None where it is no such call."""
    call = ast.parse(ask, mode="eval").body
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"):
        return None
    is_one = len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
    return ast.get_source_segment(ask, call.args[0]) if is_one else ""


def _print_forms(argument: str, want: str) -> tuple[Case, ...]:
    """A number prints as it is written, but so does its text; what else there is has a text at least."""
    text = want.removesuffix("\n").replace("<BLANKLINE>", "")
    shown = _shown(want)
    value = (Case(argument, *shown),) if shown and (shown[0] != "equals" or not isinstance(shown[1], str)) else ()
    return (*value, Case(argument, "equals", text), Case(f"str({argument})", "equals", text))


def _shown(want: str) -> tuple[str, object] | None:
    """The expectation of an output that is a plain value."""
    written = want.strip()
    try:
        value = ast.literal_eval(written)
    except (ValueError, SyntaxError):
        return None
    if isinstance(value, float):
        return "approx", value
    return ("equals", value) if _is_json(value) else ("equals_literal", written)


def _is_json(value: object) -> bool:
    """Whether YAML can write it as it is."""
    if isinstance(value, list):
        return all(_is_json(item) for item in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(item) for key, item in value.items())
    return value is None or isinstance(value, bool | int | str)


def _names(code: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


def _is_expression(source: str) -> bool:
    try:
        compile(source.strip(), "<example>", "eval", ast.PyCF_ONLY_AST)
    except SyntaxError:
        return False
    return True
