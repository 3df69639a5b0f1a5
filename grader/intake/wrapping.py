"""Drop the one folder that wraps an answer, where it is a wrapper and not the answer.

`hw1/mypackage/__init__.py` becomes `mypackage/__init__.py` for an exercise that asks for `mypackage`; `mypackage/`
handed in alone stays as it is. One level only, and never by likeness of names.
"""

from __future__ import annotations

from dataclasses import replace

from grader.intake.trees import Tree


def wrapper_of(tree: Tree, asked: frozenset[str]) -> str | None:
    """The single folder at the top, if names in `asked` lie directly in it and none at the top."""
    top = tree.top
    if len(top) != 1 or not asked.isdisjoint(top):
        return None
    (name,) = top
    inside = {path.split("/")[1] for path in (*tree.files, *tree.folders) if path.startswith(f"{name}/")}
    return None if asked.isdisjoint(inside) else name


def without_wrapper(tree: Tree, name: str) -> Tree:
    """The tree inside the folder `name`; what was dropped keeps its old path."""
    prefix = f"{name}/"
    files = {path.removeprefix(prefix): content for path, content in tree.files.items()}
    folders = frozenset(path.removeprefix(prefix) for path in tree.folders if path != name)
    return replace(tree, files=files, folders=folders)
