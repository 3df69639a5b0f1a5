"""Doctest examples in a model answer become value checks, as far as the answer itself gives what they show."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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


@dataclass(frozen=True)
class _Shown:
    """One example as it was read. It has more than one form where its output does not say which it is."""

    forms: tuple[Case, ...]
    """what can be asked; none for what is only run"""
    told: LeftOut
    """what the author reads where it does not become a check"""

    @property
    def code(self) -> str:
        """What is run to have had it."""
        return self.forms[0].ask if self.forms else self.told.what

    @property
    def has_value(self) -> bool:
        """Whether it gives something that can be compared."""
        return any(case.expects != "equals" or case.value is not None for case in self.forms)


def examples_of(module: Module, names: list[str], holds: Holds) -> Examples:
    """Every docstring's examples. `names` are those that the module has, its own and those that it passes on."""
    checked: list[Example] = []
    left_out: list[LeftOut] = []
    for thing, node in _docstrings(module):
        shown, unread = _read(module, node)
        found = list(_examples(Example(thing, module, "", ()), names, shown, holds))
        cases = [case for example in found for case in example.cases]
        checked += found
        left_out += [*unread, *(each.told for each in shown if each.has_value and not _is_in(each, cases))]
    return Examples(tuple(checked), tuple(sorted(left_out, key=lambda each: each.line)))


def _examples(empty: Example, names: list[str], shown: list[_Shown], holds: Holds) -> Iterator[Example]:
    """One check with all statements first, if the answer passes it so; else one more after each later statement."""
    given = [each.code for each in shown if not each.forms]
    whole = replace(empty, given=_given(empty.module, names, shown, given), cases=_first(shown))
    if whole.cases and holds(whole.check()):
        yield whole
        return
    had: list[_Shown] = []
    for statements, group in _groups(shown):
        had += statements
        least = [each for each in had if not each.has_value]  # what is only asked changes nothing, as a rule
        parts = [_part(empty, names, before, group, holds) for before in (least, had)]
        best = max(parts, key=lambda part: len(part.cases))
        if best.cases:
            yield best
        had += [each for each in group if not each.has_value or _is_in(each, best.cases)]


def _part(empty: Example, names: list[str], before: list[_Shown], group: list[_Shown], holds: Holds) -> Example:
    codes = [each.code for each in before if not _raises(each)]
    part = replace(empty, given=_given(empty.module, names, [*before, *group], codes))
    return replace(part, cases=tuple(_holding(part, group, holds)))


def _is_in(shown: _Shown, cases: Sequence[Case]) -> bool:
    return any(form in cases for form in shown.forms)


def _first(shown: list[_Shown]) -> tuple[Case, ...]:
    return tuple(each.forms[0] for each in shown if each.forms)


def _groups(shown: list[_Shown]) -> Iterator[tuple[list[_Shown], list[_Shown]]]:
    """(statements, what is asked after them), as they follow each other."""
    statements: list[_Shown] = []
    for is_asked, group in groupby(shown, key=lambda each: bool(each.forms)):
        if is_asked:
            yield statements, list(group)
        else:
            statements = list(group)


def _raises(shown: _Shown) -> bool:
    return any(case.expects == "raises" for case in shown.forms)


def _holding(example: Example, group: list[_Shown], holds: Holds) -> Iterator[Case]:
    """The cases that the model answer passes, each after those before it; none that only ends without a value."""
    kept: tuple[Case, ...] = ()
    waiting: tuple[Case, ...] = ()
    for each in group:
        tried = (*kept, *waiting)
        found = next((form for form in each.forms if holds(replace(example, cases=(*tried, form)).check())), None)
        if found and each.has_value:
            yield from (*waiting, found)
            kept, waiting = (*tried, found), ()
        elif found:
            waiting = (*waiting, found)


def _given(module: Module, names: list[str], shown: list[_Shown], before: list[str]) -> str:
    """What is run first: the import, and what comes before in the docstring."""
    codes = [*(each.code for each in shown), *(form.ask for each in shown for form in each.forms)]
    used = [name for name in names if any(name in _names(code) for code in codes)]
    line = f"from {module.name} import {', '.join(used)}" if used else f"import {module.name}"
    top = module.name.partition(".")[0]
    is_imported = any(name.partition(".")[0] == top for code in before for name in imported_modules(code))
    return "\n".join([*([] if is_imported else [line]), *before])


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


def _read(module: Module, node: ast.Constant) -> tuple[list[_Shown], list[LeftOut]]:
    """The examples of a docstring, and those of which nothing can be asked."""
    shown: list[_Shown] = []
    left_out: list[LeftOut] = []
    try:
        found = doctest.DocTestParser().get_examples(str(node.value))
    except ValueError as error:
        return [], [LeftOut(module.path, node.lineno, ">>>", f"doctest cannot read it: {error}")]
    for example in found:
        ask = _DIRECTIVE.sub("", example.source).strip()
        told = LeftOut(module.path, node.lineno + example.lineno, ask, NOT_TRUE)
        is_first = not any(each.forms for each in shown)
        forms = () if _is_run(ask, example, is_first=is_first) else _forms(ask, example)
        if isinstance(forms, str):
            left_out.append(replace(told, why=forms))
        else:
            shown.append(_Shown(forms, told))
    while shown and shown[-1].forms and not shown[-1].has_value:
        left_out.append(replace(shown.pop().told, why=NOTHING))
    return shown, left_out


def _is_run(ask: str, example: doctest.Example, *, is_first: bool) -> bool:
    """A statement that shows nothing is only run, and so is an expression that does so before anything is asked."""
    return not example.want and (is_first or not _is_expression(ask)) and not example.options.get(doctest.SKIP)


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
