"""The starter of a draft: the model answer without what a student is to write. Signatures and docstrings stay."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.proof.mutants.edits import Text
from grader.proof.sources import read_tree

TO_WRITE = "pass  # write this"
TO_GIVE = "None  # write this"

Cut = tuple[ast.stmt | ast.expr, ast.stmt | ast.expr, str]
"""From the first node to the last one, and what stands there then."""


def starter_of(path: str, source: bytes) -> bytes:
    """One file of the starter. What is no Python stays as it is."""
    tree = read_tree(source) if path.endswith(".py") else None
    if tree is None:
        return source
    text = Text(source)
    places = [(text.offset(first.lineno, first.col_offset), _end(text, last), new) for first, last, new in _cuts(tree)]
    for start, end, new in sorted(places, reverse=True):
        source = source[:start] + new.encode() + source[end:]
    return source.strip(b"\n") + b"\n" if source.strip() else b""


def _end(text: Text, node: ast.stmt | ast.expr) -> int:
    """The end of a node, with the comment behind it."""
    end = text.offset(node.end_lineno or node.lineno, node.end_col_offset or 0)
    rest, _, _ = text.source[end:].partition(b"\n")
    return end + len(rest) if rest.strip().startswith(b"#") else end


def _cuts(tree: ast.Module) -> Iterator[Cut]:
    for index, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _bodies(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _values(node)
        elif isinstance(node, ast.If):
            yield node.body[0], node.body[-1], TO_WRITE
        elif not isinstance(node, ast.Import | ast.ImportFrom) and not _is_docstring(node, index):
            yield node, node, ""


def _bodies(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[Cut]:
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _bodies(inner)
        return
    rest = [inner for index, inner in enumerate(node.body) if not _is_docstring(inner, index)]
    if rest:
        yield rest[0], rest[-1], TO_WRITE


def _values(node: ast.Assign | ast.AnnAssign) -> Iterator[Cut]:
    """Only what is written out: a value that is made may be needed to import the file."""
    targets: Sequence[ast.expr] = node.targets if isinstance(node, ast.Assign) else [node.target]
    if isinstance(node.value, ast.Lambda):
        start = f"lambda {ast.unparse(node.value.args)}".rstrip()
        yield node, node, f"{' = '.join(ast.unparse(target) for target in targets)} = {start}: {TO_GIVE}"
        return
    is_special = any(isinstance(target, ast.Name) and target.id.startswith("__") for target in targets)
    if not is_special and isinstance(node.value, ast.Constant | ast.List | ast.Tuple | ast.Dict | ast.Set):
        single = [each for target in targets for each in _single(target)]
        yield node, node, f"{' = '.join(ast.unparse(each) for each in single)} = {TO_GIVE}"


def _single(target: ast.expr) -> Iterator[ast.expr]:
    """The targets within a target: None cannot be taken apart."""
    if isinstance(target, ast.Tuple | ast.List):
        for each in target.elts:
            yield from _single(each)
    else:
        yield target.value if isinstance(target, ast.Starred) else target


def _is_docstring(node: ast.stmt, index: int) -> bool:
    return not index and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
