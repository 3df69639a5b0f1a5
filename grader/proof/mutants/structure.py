"""Mutants of structure: files, imports and what happens at import, as beginners get them wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from grader.checks.source import SourceCheck
from grader.exercise import Exercise
from grader.proof.modules import Module, imported, modules
from grader.proof.mutants.edits import Text
from grader.proof.mutants.mutant import Change, Operator
from grader.proof.sources import defined_names
from grader.submission import Submission


def structure_mutants(reference: Submission, own: Mapping[str, bytes], exercise: Exercise) -> Iterator[Change]:
    """All changes of structure in the files of `own`, which are the student's among those of the reference."""
    known = modules(reference.files)
    mine = [module for module in known.values() if module.path in own]
    for module in mine:
        yield from _files(module)
    for module in mine:
        yield from _imports(module, known, _styles(exercise, module.path))
        yield from _exports(module)
        yield from _print(module)
    for module in mine:
        yield from _cycles(module, known)


def _files(module: Module) -> Iterator[Change]:
    path = PurePosixPath(module.path)
    if path.name == "__init__.py":
        yield Change(Operator.REMOVED_INIT, module.path, "", "is not there", {module.path: None})
    elif path.name != "__main__.py":
        other = path.with_name(f"my_{path.name}")
        files = {module.path: None, other.as_posix(): module.source}
        yield Change(Operator.RENAMED_MODULE, module.path, "", f"is called {other.name}", files)


def _styles(exercise: Exercise, path: str) -> frozenset[str]:
    """The styles that some check asks of this file: "star" where stars count, "relative", "absolute"."""
    found = set[str]()
    for planned in exercise.plan:
        check = planned.check
        if isinstance(check, SourceCheck) and check.file in {None, path}:
            found |= {"star"} if check.no_star or check.demands else set()
            found |= {check.own_imports} if check.own_imports else set()
    return frozenset(found)


def _imports(module: Module, known: Mapping[str, Module], styles: frozenset[str]) -> Iterator[Change]:
    text = Text(module.source)
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ImportFrom) or node.module == "__future__":
            continue
        is_own = bool(node.level) or any(imported(module, known, node))
        others = [(Operator.OTHER_IMPORT, other) for other in _other_ways(module, node, styles)] if is_own else []
        if "star" in styles and node.names[0].name != "*":
            others.append((Operator.STAR_IMPORT, ast.ImportFrom(node.module, [ast.alias("*")], node.level)))
        for operator, other in others:
            data, line = text.replaced(node, ast.unparse(other))
            yield Change(operator, module.path, "", line, {module.path: data})


def _other_ways(module: Module, node: ast.ImportFrom, styles: frozenset[str]) -> Iterator[ast.stmt]:
    """The same import with too few or too many dots; also the other right way, where only one is asked for."""
    base = module.base_of(node)
    if not module.package:
        yield ast.ImportFrom(node.module, node.names, 1)
        return
    short = base.removeprefix(module.package).removeprefix(".")
    if node.level and "relative" in styles:
        yield ast.ImportFrom(base, node.names, 0)
    if not node.level and "absolute" in styles and base.startswith(module.package):
        yield ast.ImportFrom(short or None, node.names, 1)
    if node.level and node.module:
        yield ast.ImportFrom(node.module, node.names, 0)
    elif node.level or base == module.package:
        yield ast.Import(node.names)
    elif short != base:
        yield ast.ImportFrom(short, node.names, 0)


def _exports(module: Module) -> Iterator[Change]:
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom) and module.is_package and node.module != "__future__":
            for alias in node.names:
                left = [each for each in node.names if each is not alias]
                other = ast.ImportFrom(node.module, left, node.level) if left else ast.Pass()
                yield _dropped(module, node, other, f"without {ast.unparse(alias)}")
        elif isinstance(node, ast.Assign) and _is_all(node) and isinstance(node.value, ast.List | ast.Tuple):
            for item in node.value.elts:
                kept = [each for each in node.value.elts if each is not item]
                listed = type(node.value)(kept, ast.Load())
                yield _dropped(module, node.value, listed, f"__all__ without {ast.unparse(item)}")


def _dropped(module: Module, node: ast.AST, other: ast.AST, words: str) -> Change:
    data, _ = Text(module.source).replaced(node, ast.unparse(ast.fix_missing_locations(other)))
    return Change(Operator.DROPPED_EXPORT, module.path, "", words, {module.path: data})


def _is_all(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)


def _print(module: Module) -> Iterator[Change]:
    """Nobody imports what is only run, nor tests."""
    path = PurePosixPath(module.path)
    if path.name in {"__main__.py", "conftest.py"} or path.name.startswith("test_") or "tests" in path.parts:
        return
    line = 'print("loading")'
    end = b"" if not module.source or module.source.endswith(b"\n") else b"\n"
    data = module.source + end + line.encode() + b"\n"
    yield Change(Operator.PRINT_AT_IMPORT, module.path, "", line, {module.path: data})


def _cycles(module: Module, known: Mapping[str, Module]) -> Iterator[Change]:
    """For each module that imports this one: this one takes a name back from there, before there is any."""
    for other in known.values():
        for node in other.tree.body:
            if other is module or module.name not in imported(other, known, node):
                continue
            name = min(defined_names(other.tree), default=None) or _first_name(node)
            line = f"from {other.name} import {name}" if name else f"import {other.name}"
            data = Text(module.source).with_line(module.first_line(), line)
            yield Change(Operator.CYCLE, module.path, "", line, {module.path: data})
            break


def _first_name(node: ast.stmt) -> str | None:
    if isinstance(node, ast.ImportFrom) and node.names[0].name != "*":
        return node.names[0].asname or node.names[0].name
    return None
