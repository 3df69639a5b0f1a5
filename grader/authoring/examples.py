"""Doctest examples in a model answer become value checks."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from grader.checks import value as value_check
from grader.checks.statements import imported_modules
from grader.proof.modules import Module


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
    given: str
    cases: tuple[Case, ...]


def examples(module: Module) -> Iterator[Example]:
    """Every docstring's examples that can be checked. Those with output that is no plain value are left out."""
    public = list(_public(module.tree))
    for thing, text in _docstrings(module):
        given, cases = [], []
        for example in doctest.DocTestParser().get_examples(text):
            case = _case(example)
            if case:
                cases.append(case)
            elif not example.want and not _is_expression(example.source):
                given.append(example.source.rstrip())
        if cases:
            codes = [*given, *(case.ask for case in cases)]
            names = [name for name in public if any(name in _names(code) for code in codes)]
            imports = [] if any(imported_modules(code) for code in given) else _import(module, names)
            yield Example(thing, "\n".join([*imports, *given]), tuple(cases))


def _import(module: Module, names: list[str]) -> list[str]:
    return [f"from {module.name} import {', '.join(names)}"] if names else [f"import {module.name}"]


def _docstrings(module: Module) -> Iterator[tuple[str, str]]:
    """(name, text) of the module and of everything in it that students can use."""
    for node in (module.tree, *module.tree.body):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = module.name.rpartition(".")[2] if isinstance(node, ast.Module) else node.name
            yield name, ast.get_docstring(node) or ""
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}-{inner.name}", ast.get_docstring(inner) or ""


def _public(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _names(code: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


def _is_expression(source: str) -> bool:
    try:
        compile(source.strip(), "<example>", "eval", ast.PyCF_ONLY_AST)
    except SyntaxError:
        return False
    return True


def _case(example: doctest.Example) -> Case | None:
    """The case of one example, where what it shows is a value or an exception that a check can ask for."""
    ask = example.source.strip()
    if not _is_expression(ask):
        return None
    if example.exc_msg:
        found = Case(ask, "raises", example.exc_msg.partition(":")[0].strip())
    else:
        try:
            value = ast.literal_eval(example.want.strip())
        except (ValueError, SyntaxError):
            return None
        found = Case(ask, *_expectation(value, example.want.strip()))
    try:
        value_check.Case.model_validate({"ask": found.ask, found.expects: found.value})
    except ValidationError:  # such as a comparison, which the answer's own objects would judge
        return None
    return found


def _expectation(value: object, written: str) -> tuple[str, object]:
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
