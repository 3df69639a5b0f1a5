"""The modules of an answer by name, and what their imports mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.proof.sources import read_tree

SOURCE_FOLDER = "src/"
"""what lies in it is imported without it"""


@dataclass(frozen=True)
class Module:
    """One file of an answer that Python can read."""

    path: str
    name: str
    source: bytes
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        """Whether it is an `__init__.py`."""
        return self.path.endswith("__init__.py")

    @property
    def package(self) -> str:
        """The package that its relative imports start from, "" for a module at the top."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    def base_of(self, node: ast.ImportFrom) -> str:
        """The absolute name of the module that the statement takes from."""
        if not node.level:
            return node.module or ""
        package = self.package.split(".")
        kept = package[: len(package) - (node.level - 1)]
        return ".".join([*kept, node.module] if node.module else kept)

    def first_line(self) -> int:
        """Where the first statement after the docstring and `from __future__` is, or would be."""
        for index, node in enumerate(self.tree.body):
            is_docstring = not index and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not is_docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
                return node.lineno
        return len(self.source.splitlines()) + 1


def modules(files: Mapping[str, bytes]) -> dict[str, Module]:
    """All modules by dotted name."""
    found = {}
    for path, source in files.items():
        tree = read_tree(source) if path.endswith(".py") else None
        if tree is not None:
            name = _name(path)
            found[name] = Module(path, name, source, tree)
    return found


def imported(module: Module, known: Mapping[str, Module], node: ast.stmt) -> Iterator[str]:
    """The modules among `known` that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif isinstance(node, ast.ImportFrom):
        base = module.base_of(node)
        inner = [f"{base}.{alias.name}" for alias in node.names]
        found = [name for name in inner if name in known]
        yield from found or ([base] if base in known else [])


def _name(path: str) -> str:
    parts = path.removeprefix(SOURCE_FOLDER).removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
