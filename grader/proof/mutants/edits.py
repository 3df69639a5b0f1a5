"""Putting a changed piece of syntax back into the text, so that nothing else of the file changes.

Why it is so: a diff of a whole file that was written anew from its syntax tree would be unreadable. Within f-strings
Python before 3.12 gives no places, so there the whole string is written anew.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPERATORS = ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.Attribute | ast.Await | ast.Starred
"""what binds closer than what stands in it, where that has just been made weaker"""


@dataclass(frozen=True)
class Spot:
    """A node that may be changed. `anchor` is the node to write anew, `put` puts another in the place of the first."""

    node: ast.AST
    parent: ast.AST
    anchor: ast.AST
    place: str
    is_message: bool
    """whether it is a part of what an exception says"""
    put: Callable[[ast.AST], None]


class Text:
    """The text of a file, which is cut at the places of its nodes."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def offset(self, line: int, column: int) -> int:
        """Where a place of the syntax tree is; lines from 1, columns in bytes from 0."""
        return self._starts[line - 1] + column

    def replaced(self, node: ast.AST, text: str) -> tuple[bytes, str]:
        """The text with something else in the node's place, and the first line that is different then."""
        start = self.offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        end = self.offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
        new = self.source[:start] + text.encode() + self.source[end:]
        return new, _line_at(new, start)

    def with_line(self, line: int, text: str) -> bytes:
        """The text with another line before the given one, counted from 1."""
        offset = self._starts[min(line - 1, len(self._starts) - 1)]
        start = self.source[:offset]
        gap = b"" if not start or start.endswith(b"\n") else b"\n"
        return start + gap + text.encode() + b"\n" + self.source[offset:]


def _line_at(text: bytes, offset: int) -> str:
    start = text.rfind(b"\n", 0, offset) + 1
    end = text.find(b"\n", offset)
    return text[start : end if end >= 0 else len(text)].decode("utf-8", "replace")


def spots(tree: ast.Module) -> Iterator[Spot]:
    """Every node that does something: no annotations, docstrings, `__all__`, main guards."""
    yield from _below(tree, None, "", is_message=False)


def _below(node: ast.AST, anchor: ast.AST | None, place: str, *, is_message: bool) -> Iterator[Spot]:
    inner, is_message = _place(node, place), is_message or isinstance(node, ast.Raise)
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "type_params", "type_comment"} or _is_left_out(node, name):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_docstring(child):
                continue
            held = anchor or (child if isinstance(child, ast.JoinedStr) else None)
            if isinstance(child, ast.expr | ast.stmt):
                yield Spot(child, node, held or child, inner, is_message, _putter(node, name, index))
            yield from _below(child, held, inner, is_message=is_message)


def _place(node: ast.AST, place: str) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return f"{place}.{node.name}" if place else node.name
    return place


def _is_left_out(node: ast.AST, field: str) -> bool:
    if isinstance(node, ast.If) and field == "test":
        names = {found.id for found in ast.walk(node.test) if isinstance(found, ast.Name)}
        return bool(names & {"__name__", "TYPE_CHECKING"})
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
    return isinstance(node, ast.FormattedValue) and field == "format_spec"


def _is_docstring(child: ast.AST) -> bool:
    """A text that stands alone, wherever it does."""
    return isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def _putter(parent: ast.AST, field: str, index: int | None) -> Callable[[ast.AST], None]:
    def put(node: ast.AST) -> None:
        if index is None:
            setattr(parent, field, node)
        else:
            getattr(parent, field)[index] = node

    return put


def rewritten(spot: Spot, node: ast.AST) -> str | None:
    """The text of the anchor with `node` in the spot's place; None where Python has no way to write it."""
    ast.copy_location(node, spot.node)
    if spot.anchor is spot.node:
        text = ast.unparse(ast.fix_missing_locations(node))
        weak = isinstance(node, ast.BinOp | ast.BoolOp | ast.Compare | ast.UnaryOp)
        return f"({text})" if weak and isinstance(spot.parent, OPERATORS) else text
    spot.put(node)
    try:
        return ast.unparse(ast.fix_missing_locations(spot.anchor))
    except ValueError:  # a backslash within an f-string
        return None
    finally:
        spot.put(spot.node)
