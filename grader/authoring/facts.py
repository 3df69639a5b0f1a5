"""What a module of a model answer has, as `requires` says it, and what of it cannot be said."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.proof.modules import Module, imported

Data = dict[str, object]
"""A mapping as it will stand in `exercise.yaml`."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class LeftOut:
    """Something in the answer that the draft does not ask for; the author is told."""

    path: str
    line: int
    what: str
    why: str


def facts_of(module: Module, known: Mapping[str, Module]) -> Data:
    """Functions, classes, values, re-exports and `__all__`, each where there are any."""
    body = module.tree.body
    functions = {name: _function(name, node) for name, node in _functions(body) if _is_public(name)}
    classes = {node.name: _class(node) for node in body if isinstance(node, ast.ClassDef) and _is_public(node.name)}
    values = [name for node in body for name in _assigned(node) if _is_public(name)]
    for name in functions.keys() & set(values):
        functions[name] = {"name": name}  # made anew after its definition, perhaps with other parameters
    facts: Data = {
        "functions": list(functions.values()),
        "classes": list(classes.values()),
        "values": [name for name in dict.fromkeys(values) if name not in functions and name not in classes],
        "provides": list(dict.fromkeys(re_exports(module, known))),
        "exports": _exports(body) or [],
    }
    return {key: value for key, value in facts.items() if value}


def names_of(facts: Data) -> list[str]:
    """All names that a module has, in the order of its facts."""
    named = [str(each["name"]) for key in ("functions", "classes") for each in listed(facts, key)]
    plain = [name for key in ("values", "provides") for name in texts(facts, key)]
    return list(dict.fromkeys([*named, *plain]))


def usable_names(module: Module, facts: Data) -> list[str]:
    """The names that examples may use: those of the facts, and async functions, which are no facts."""
    return [*names_of(facts), *(node.name for node in module.tree.body if isinstance(node, ast.AsyncFunctionDef))]


def listed(facts: Data, key: str) -> list[Data]:
    """The mappings below a key."""
    found = facts.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def texts(facts: Data, key: str) -> list[str]:
    """The texts below a key."""
    found = facts.get(key)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def not_said(module: Module) -> Iterator[LeftOut]:
    """What has a public name and cannot be asked for."""
    for node in module.tree.body:
        if isinstance(node, ast.AsyncFunctionDef):
            yield from _asynchronous(module, node, node.name)
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.AsyncFunctionDef):
                    yield from _asynchronous(module, inner, f"{node.name}.{inner.name}")
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.For | ast.While) and not is_guard(node):
            for each in _definitions(node):
                yield LeftOut(module.path, each.lineno, each.name, "it is defined inside another statement")
    if _exports(module.tree.body) is None:
        line = next(node.lineno for node in module.tree.body if _touches_all(node))
        yield LeftOut(module.path, line, "__all__", "it is no plain list of names")


def is_importable(module: Module) -> bool:
    """Whether an import statement can have its name: no hyphen, no word of Python's own."""
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in module.name.split("."))


def is_guard(node: ast.stmt) -> bool:
    """Whether it is `if __name__ == "__main__":`."""
    named = (
        [found.id for found in ast.walk(node.test) if isinstance(found, ast.Name)] if isinstance(node, ast.If) else []
    )
    return "__name__" in named


def params(arguments: ast.arguments) -> list[str]:
    """The parameters as an exercise file writes them: `a`, `b=`, `*args`, `**kwargs`."""
    plain = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    first_default = len(plain) - len(arguments.defaults)
    found = [f"{name}=" if index >= first_default else name for index, name in enumerate(plain)]
    found += [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(f"{argument.arg}=" if default is not None else argument.arg)
    return found + ([f"**{arguments.kwarg.arg}"] if arguments.kwarg else [])


def re_exports(module: Module, known: Mapping[str, Module]) -> Iterator[str]:
    """What a package's `__init__.py` takes out of the package's own modules, also by a star."""
    for node in module.tree.body:
        if module.is_package and isinstance(node, ast.ImportFrom) and any(imported(module, known, node)):
            base = module.base_of(node)
            for alias in node.names:
                name = alias.asname or alias.name
                if alias.name == "*":
                    yield from _by_star(known[base], known, frozenset({module.name}))
                elif f"{base}.{alias.name}" not in known and _is_public(name):
                    yield name


def _by_star(module: Module, known: Mapping[str, Module], seen: frozenset[str]) -> Iterator[str]:
    """What `from module import *` takes out of the answer's own modules: `__all__`, else what is public."""
    if any(_touches_all(node) for node in module.tree.body):
        yield from _exports(module.tree.body) or []
        return
    for node in module.tree.body:
        if isinstance(node, Definition):
            yield from filter(_is_public, [node.name])
        elif isinstance(node, ast.ImportFrom) and any(imported(module, known, node)):
            base = module.base_of(node)
            for alias in node.names:
                if alias.name != "*":
                    yield from filter(_is_public, [alias.asname or alias.name])
                elif base not in seen:
                    yield from _by_star(known[base], known, seen | {module.name})
        else:
            yield from filter(_is_public, [*_assigned(node), *(name for name, _ in _functions([node]))])


def _functions(body: list[ast.stmt]) -> Iterator[tuple[str, ast.FunctionDef | ast.Lambda]]:
    """(name, function); a lambda with a name is one."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Lambda):
            for name in _targets(node):
                yield name, node.value


def _function(name: str, node: ast.FunctionDef | ast.Lambda, *, is_method: bool = False) -> Data:
    """Without parameters where a decorator may have changed them."""
    if isinstance(node, ast.FunctionDef) and node.decorator_list:
        return {"name": name}
    return {"name": name, "params": params(node.args)[is_method:]}


def _class(node: ast.ClassDef) -> Data:
    functions = [inner for inner in node.body if isinstance(inner, ast.FunctionDef) and _is_public(inner.name)]
    methods = {inner.name: _function(inner.name, inner, is_method=True) for inner in functions}
    return {"name": node.name, "methods": list(methods.values())} if methods else {"name": node.name}


def _assigned(node: ast.stmt) -> list[str]:
    """The variables that a statement makes, without those that hold a lambda."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and not isinstance(node.value, ast.Lambda):
        return _targets(node)
    return []


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """The names that are bound: `a`, `a = b`, `a, (b, *c)`."""
    waiting: list[ast.expr] = list(node.targets) if isinstance(node, ast.Assign) else [node.target] * bool(node.value)
    found = []
    while waiting:
        target = waiting.pop(0)
        if isinstance(target, ast.Tuple | ast.List):
            waiting[:0] = target.elts
        elif isinstance(target, ast.Starred):
            waiting.insert(0, target.value)
        elif isinstance(target, ast.Name):
            found.append(target.id)
    return found


def _exports(body: list[ast.stmt]) -> list[str] | None:
    """What `__all__` holds, [] where there is none, None where that cannot be read."""
    found = [node for node in body if _touches_all(node)]
    if not found:
        return []
    value = found[0].value if isinstance(found[0], ast.Assign | ast.AnnAssign) else None
    if len(found) > 1 or not isinstance(value, ast.List | ast.Tuple):
        return None
    names = [each.value for each in value.elts if isinstance(each, ast.Constant)]
    plain = [name for name in names if isinstance(name, str)]
    return plain if len(plain) == len(value.elts) else None


def _touches_all(node: ast.stmt) -> bool:
    """Whether a statement makes `__all__` or changes it."""
    is_change = isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr)
    return is_change and any(isinstance(each, ast.Name) and each.id == "__all__" for each in ast.walk(node))


def _asynchronous(module: Module, node: ast.AsyncFunctionDef, name: str) -> Iterator[LeftOut]:
    if _is_public(node.name):
        yield LeftOut(module.path, node.lineno, name, "it is an async function; write a check that runs it")


def _definitions(node: ast.AST) -> Iterator[Definition]:
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, Definition):
            yield from [inner] if _is_public(inner.name) else []
        else:
            yield from _definitions(inner)


def _is_public(name: str) -> bool:
    return not name.startswith("_")
