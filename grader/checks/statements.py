"""Reading the author's own Python snippets (`given`, `ask`, `statement`): trusted text, parsed, never run here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator


def _import_statement(text: str) -> str:
    nodes = _parse(text, "exec").body
    if len(nodes) != 1 or not isinstance(nodes[0], ast.Import | ast.ImportFrom):
        raise ValueError("write exactly one import statement, such as `from mypackage import math_utils`")
    return text


def _block(text: str) -> str:
    _parse(text, "exec")
    return text


def _expression(text: str) -> str:
    _parse(text.strip(), "eval")
    body = ast.parse(text.strip(), mode="eval").body
    if isinstance(body, ast.Compare | ast.BoolOp) or _is_judgement(body):
        raise ValueError(
            "ask for a value and compare it with `equals`, `approx` or `type`: a comparison inside `ask` is answered "
            "by the submission's own objects"
        )
    return text


def _parse(text: str, mode: str) -> ast.Module:
    try:
        parsed = ast.parse(text, mode=mode)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"this is not valid Python: {error.args[0]}") from None
    return parsed if isinstance(parsed, ast.Module) else ast.Module([], [])


def _is_judgement(body: ast.expr) -> bool:
    """Whether the expression asks the submission's objects to judge themselves."""
    return (
        isinstance(body, ast.Call) and isinstance(body.func, ast.Name) and body.func.id in {"isinstance", "all", "any"}
    )


ImportStatement = Annotated[str, AfterValidator(_import_statement)]
Block = Annotated[str, AfterValidator(_block)]
Expression = Annotated[str, AfterValidator(_expression)]
"""A Python expression that gives a value; comparisons are refused."""


def imported_names(code: str) -> dict[str, str]:
    """Local name -> dotted name, for every absolute import in `code`.

    `import a.b` gives {"a": "a"}, `import a.b as c` and `from a import b as c` give {"c": "a.b"}.
    """
    names = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return names


def imported_modules(code: str) -> set[str]:
    """Every dotted name that the imports in `code` touch: modules, and what is taken from them."""
    touched = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            touched |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            touched |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return touched


def used_names(given: str, *asks: str) -> tuple[str, ...]:
    """All dotted names of the submission that the snippets use, sorted: `math_utils`, `math_utils.add`."""
    local = imported_names(given)
    used = imported_modules(given)
    for code in (given, *asks):
        for chain in _chains(ast.parse(code.strip())):
            head, *rest = chain.split(".")
            if head in local:
                full = [local[head], *rest]
                used |= {".".join(full[: length + 1]) for length in range(len(full))}
    return tuple(sorted(used))


def _chains(tree: ast.AST) -> Iterator[str]:
    """Every `a.b.c` in the code, and its beginnings."""
    for node in ast.walk(tree):
        parts: list[str] = []
        value = node
        while isinstance(value, ast.Attribute):
            parts.append(value.attr)
            value = value.value
        if isinstance(value, ast.Name):
            yield ".".join([value.id, *reversed(parts)])


def bound_names(statement: str) -> tuple[str, ...]:
    """Names that an import statement binds, in its order."""
    return tuple(imported_names(statement))
