"""Mutants of code: what a beginner writes who has nearly got it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from types import MappingProxyType
from typing import Any

from grader.proof.mutants.edits import Spot, Text, rewritten, spots
from grader.proof.mutants.mutant import Change, Operator
from grader.proof.sources import read_tree

_OTHER: Mapping[type[ast.AST], type[Any]] = MappingProxyType(
    {
        ast.Add: ast.Sub,
        ast.Sub: ast.Add,
        ast.Mult: ast.Add,
        ast.Div: ast.Mult,
        ast.FloorDiv: ast.Mult,
        ast.Mod: ast.FloorDiv,
        ast.Pow: ast.Mult,
        ast.BitOr: ast.BitAnd,
        ast.BitAnd: ast.BitOr,
        ast.And: ast.Or,
        ast.Or: ast.And,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
        ast.Lt: ast.GtE,
        ast.GtE: ast.Lt,
        ast.Gt: ast.LtE,
        ast.LtE: ast.Gt,
        ast.In: ast.NotIn,
        ast.NotIn: ast.In,
        ast.Is: ast.IsNot,
        ast.IsNot: ast.Is,
    }
)
_NEXT: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
)
_ONE_WAY = ast.Sub | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow | ast.LShift | ast.RShift
"""operators whose operands may not be swapped"""
_EITHER_WAY = frozenset(
    {"assertAlmostEqual", "assertEqual", "assertIs", "assertIsNot", "assertNotEqual", "gcd", "isclose", "max", "min"}
)
"""functions whose first two arguments may be"""


def code_mutants(files: Mapping[str, bytes], *, messages: bool) -> Iterator[Change]:
    """All changes of code in these files, in their order; in what an exception says only with `messages`."""
    for path, source in files.items():
        tree = read_tree(source) if path.endswith(".py") else None
        if tree is not None:
            yield from _of_file(path, source, tree, messages=messages)


def _of_file(path: str, source: bytes, tree: ast.Module, *, messages: bool) -> Iterator[Change]:
    text = Text(source)
    for spot in spots(tree):
        for operator, change in CHANGES:
            for node in change(spot) if messages or not spot.is_message else ():
                written = rewritten(spot, node)
                if written is not None:
                    data, line = text.replaced(spot.anchor, written)
                    yield Change(operator, path, spot.place, line, {path: data})


def _swapped(spot: Spot) -> Iterator[ast.AST]:
    """The first two arguments of a call, or what stands on both sides of an operator."""
    node = spot.node
    if isinstance(node, ast.Call) and len(node.args) > 1 and _name(node.func) not in _EITHER_WAY:
        first, second, *rest = node.args
        if not any(isinstance(each, ast.Starred) for each in (first, second)):
            yield ast.Call(node.func, [second, first, *rest], node.keywords)
    elif isinstance(node, ast.BinOp) and (isinstance(node.op, _ONE_WAY) or _is_text(node)):
        yield ast.BinOp(node.right, node.op, node.left)


def _name(node: ast.expr) -> str:
    """The last part of a name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_text(node: ast.BinOp) -> bool:
    """Whether something is joined to a text that is written out."""
    texts = [each for each in (node.left, node.right) if isinstance(each, ast.JoinedStr | ast.Constant)]
    return isinstance(node.op, ast.Add) and any(
        isinstance(each, ast.JoinedStr) or isinstance(each.value, str) for each in texts
    )


def _off_by_one(spot: Spot) -> Iterator[ast.AST]:
    node = spot.node
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _NEXT:
        yield ast.Compare(node.left, [_NEXT[type(node.ops[0])](), *node.ops[1:]], node.comparators)


def _other_operator(spot: Spot) -> Iterator[ast.AST]:
    node = spot.node
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in _OTHER:
        other = copy(node)
        other.op = _OTHER[type(node.op)]()
        yield other
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _OTHER:
        yield ast.Compare(node.left, [_OTHER[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield copy(node.operand)


def _dropped_return(spot: Spot) -> Iterator[ast.AST]:
    node = spot.node
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Expr(node.value)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _changed_constant(spot: Spot) -> Iterator[ast.AST]:
    node = spot.node
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, float | complex):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}x")
    elif isinstance(value, bytes):
        yield ast.Constant(value + b"x")


CHANGES: tuple[tuple[Operator, Callable[[Spot], Iterator[ast.AST]]], ...] = (
    (Operator.SWAPPED_ARGUMENTS, _swapped),
    (Operator.OFF_BY_ONE, _off_by_one),
    (Operator.WRONG_OPERATOR, _other_operator),
    (Operator.DROPPED_RETURN, _dropped_return),
    (Operator.CHANGED_CONSTANT, _changed_constant),
)
