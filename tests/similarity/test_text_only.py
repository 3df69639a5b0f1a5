"""The host never parses, compiles or runs what a student made; here it could."""

from __future__ import annotations

import ast
from pathlib import Path

MODULES = {"ast", "code", "codeop", "compileall", "importlib", "inspect", "py_compile", "runpy", "symtable"}


def test_nothing_here_could_parse_or_run_code(root: Path) -> None:
    """No module for syntax trees, compiling or importing is used, and no builtin that does such a thing is called."""
    trees = [ast.parse(path.read_bytes()) for path in (root / "grader" / "similarity").glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]

    imported = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert len(trees) > 5
    assert not imported & MODULES
    assert not called & {"compile", "eval", "exec", "__import__"}
