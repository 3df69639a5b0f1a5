"""A sham: the reference with every body replaced by an object that equals whatever it is compared with."""

from __future__ import annotations

import ast

from grader.exercise import Exercise
from grader.proof.sources import read_tree
from grader.submission import Submission

EQUAL = "_equal"
_CLASS = f"""
class _Equal(object):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return 0

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter((self,))

    def __len__(self):
        return 1

    def __contains__(self, item):
        return True

    def __str__(self):
        return ""

    __repr__ = __str__


{EQUAL} = _Equal()
"""


def equal_answer(reference: Submission, starter: Submission, exercise: Exercise) -> Submission:
    """The sham of a reference. Files that are given stay as they are; the answers of a quiz are left out."""
    quizzes = {
        path for planned in exercise.plan if planned.check.kind == "quiz" for path in planned.check.asked_paths()
    }
    files = {
        path: source if starter.files.get(path) == source else _emptied(path, source)
        for path, source in reference.files.items()
        if path not in quizzes
    }
    return Submission.of(files, folders=reference.folders)


def _emptied(path: str, source: bytes) -> bytes:
    tree = read_tree(source) if path.endswith(".py") else None
    if tree is None or not tree.body:
        return source
    start = [node for node in tree.body if _comes_first(node, tree)]
    kept = [_kept(node) for node in tree.body if node not in start]
    body = [*start, *ast.parse(_CLASS).body, *(node for node in kept if node is not None)]
    return ast.unparse(ast.fix_missing_locations(ast.Module(body, []))).encode() + b"\n"


def _comes_first(node: ast.stmt, tree: ast.Module) -> bool:
    """The docstring, and `from __future__ import …`."""
    is_docstring = node is tree.body[0] and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _kept(node: ast.stmt) -> ast.stmt | None:
    """What stays of a statement at the top of a module, or in a class: names and signatures, but nothing that works."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        returns = [] if node.name == "__init__" else [ast.Return(ast.Name(EQUAL, ast.Load()))]
        node.body = [*returns] or [ast.Pass()]
        return node
    if isinstance(node, ast.ClassDef):
        node.body = [*(kept for inner in node.body if (kept := _kept(inner))), *_class_extras()]
        return node
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return _value(node)
    return node if isinstance(node, ast.Import | ast.ImportFrom) else None


def _class_extras() -> list[ast.stmt]:
    """What makes the objects of a class equal to everything."""
    taken = "__eq__ = lambda self, other: True\n__hash__ = lambda self: 0\n"
    return ast.parse(f"{taken}__getattr__ = lambda self, name: {EQUAL}").body


def _value(node: ast.Assign | ast.AnnAssign) -> ast.stmt:
    """`__all__` stays, as it names and does nothing."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if not any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
        node.value = ast.Name(EQUAL, ast.Load())
    return node
