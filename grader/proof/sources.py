"""What the sources of an author's own answer define. Parsed here, as nobody else wrote them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.submission import Submission


def trees(answer: Submission) -> Iterator[tuple[str, ast.Module]]:
    """Each module of an answer that Python can read, by path."""
    for path, source in answer.files.items():
        tree = read_tree(source) if path.endswith(".py") else None
        if tree is not None:
            yield path, tree


def read_tree(source: bytes) -> ast.Module | None:
    """The syntax tree, None where there is none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def defined_names(tree: ast.Module) -> frozenset[str]:
    """Functions, classes, methods and variables that a module defines itself, without those that are private."""
    return frozenset(name for name, _ in definitions(tree))


def definitions(tree: ast.Module) -> frozenset[tuple[str, str]]:
    """The same, each with the code that defines it, whatever its comments and its layout."""
    inner = [each for node in tree.body if isinstance(node, ast.ClassDef) for each in node.body]
    bound = ((name, node) for node in (*tree.body, *inner) for name in _bound(node))
    return frozenset((name, ast.dump(node)) for name, node in bound if not name.startswith("_"))


def bound_names(tree: ast.Module) -> frozenset[str]:
    """Every name that a module gives to something, at the top or within: defined, assigned, imported."""
    found = set[str]()
    for node in ast.walk(tree):
        found |= _bound(node)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.id if isinstance(node, ast.Name) else node.attr)
        elif isinstance(node, ast.alias):
            found |= {*node.name.split("."), node.asname or ""}
    return frozenset(found)


def spoken_names(tree: ast.Module) -> frozenset[str]:
    """Every name that occurs in a module at all."""
    found = set[str]()
    for node in ast.walk(tree):
        found |= _bound(node)
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found |= {*node.name.split("."), node.asname or ""}
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return frozenset(found)


def _bound(node: ast.AST) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()
