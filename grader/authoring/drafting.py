"""A draft of an exercise from a model answer: what is there becomes `requires`, its examples become checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.authoring.examples import Example, examples
from grader.authoring.starters import starter_of
from grader.errors import UsageError
from grader.proof.modules import Module, imported, modules
from grader.proof.sources import read_tree
from grader.requests import Run
from grader.submission import Submission

Data = dict[str, object]
"""A mapping as it will stand in `exercise.yaml`."""

Output = Callable[[Run], str | None]
"""What a program prints; None where it does not end well."""


@dataclass(frozen=True)
class Program:
    """A program in the answer and what it prints."""

    run: Run
    stdout: str


@dataclass(frozen=True)
class Draft:
    """All that goes into the files of a new exercise."""

    id: str
    title: str
    requires: Data
    examples: tuple[Example, ...]
    programs: tuple[Program, ...]
    modules: Mapping[str, Module]
    reference: Mapping[str, bytes]
    starter: Mapping[str, bytes]


def draft(name: str, answer: Submission, output: Output) -> Draft:
    """Draft an exercise. `output` runs the answer's programs.

    Raises:
        UsageError: the id is not one, or Python cannot read a file of the answer.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        raise UsageError(f"{name!r} is no id of an exercise.", "Use lower case letters, digits and hyphens.")
    for path, source in answer.files.items():
        if path.endswith(".py") and read_tree(source) is None:
            raise UsageError(f"Python cannot read {path}.", "Mend the model answer first; `python FILE` says where.")
    known = modules(answer.files)
    asked = {name: module for name, module in known.items() if _is_asked(module)}
    return Draft(
        id=name,
        title=name.replace("-", " ").capitalize(),
        requires=_requires(asked, known),
        examples=tuple(example for module in asked.values() for example in examples(module)),
        programs=tuple(_programs(known, output)),
        modules=asked,
        reference=answer.files,
        starter={path: starter_of(path, source) for path, source in answer.files.items()},
    )


def _is_asked(module: Module) -> bool:
    """Whether others import the module: no program, and no test."""
    name = PurePosixPath(module.path).name
    is_test = name.startswith("test_") or name == "conftest.py"
    return not (is_test or name == "__main__.py" or _works_at_import(module))


def _works_at_import(module: Module) -> bool:
    """Whether something at the top of the module is called just so, as in a script."""
    return any(isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) for node in module.tree.body)


def _has_guard(module: Module) -> bool:
    tests = [node.test for node in module.tree.body if isinstance(node, ast.If)]
    return any(isinstance(found, ast.Name) and found.id == "__name__" for test in tests for found in ast.walk(test))


def _programs(known: Mapping[str, Module], output: Output) -> Iterator[Program]:
    for module in known.values():
        path = PurePosixPath(module.path)
        if path.name == "__main__.py":
            run = Run(("-m", module.package))
        elif len(path.parts) == 1 and (_works_at_import(module) or _has_guard(module)):
            run = Run((module.path,))
        else:
            continue
        printed = output(run)
        if printed:
            yield Program(run, printed)


def _requires(asked: Mapping[str, Module], known: Mapping[str, Module]) -> Data:
    """`modules` and `packages`, nested as they lie."""
    return _inside("", asked, known)


def _inside(prefix: str, asked: Mapping[str, Module], known: Mapping[str, Module]) -> Data:
    found: dict[str, list[Data]] = {"modules": [], "packages": []}
    for name, module in asked.items():
        if name.rpartition(".")[0] == prefix and name != prefix:
            facts = {"name": name.rpartition(".")[2], **_facts(module, known)}
            if module.is_package:
                found["packages"].append({**facts, **_inside(name, asked, known)})
            else:
                found["modules"].append(facts)
    return {key: value for key, value in found.items() if value}


def _facts(module: Module, known: Mapping[str, Module]) -> Data:
    body = module.tree.body
    facts: Data = {
        "functions": [_function(node) for node in body if isinstance(node, ast.FunctionDef) and _is_public(node.name)],
        "classes": [_class(node) for node in body if isinstance(node, ast.ClassDef) and _is_public(node.name)],
        "values": [name for node in body for name in _assigned(node) if _is_public(name)],
        "provides": list(_re_exports(module, known)),
    }
    exports = [node.value for node in body if "__all__" in _assigned(node) and isinstance(node, ast.Assign)]
    if exports:
        facts["exports"] = ast.literal_eval(exports[0])
    return {key: value for key, value in facts.items() if value}


def _function(node: ast.FunctionDef, *, is_method: bool = False) -> Data:
    """Without parameters where a decorator may have changed them."""
    return {"name": node.name} if node.decorator_list else {"name": node.name, "params": params(node)[is_method:]}


def _class(node: ast.ClassDef) -> Data:
    methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
    listed = [_function(inner, is_method=True) for inner in methods if _is_public(inner.name)]
    return {"name": node.name, "methods": listed} if listed else {"name": node.name}


def params(node: ast.FunctionDef) -> list[str]:
    """The parameters as an exercise file writes them: `a`, `b=`, `*args`, `**kwargs`."""
    arguments = node.args
    plain = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    first_default = len(plain) - len(arguments.defaults)
    found = [f"{name}=" if index >= first_default else name for index, name in enumerate(plain)]
    found += [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(f"{argument.arg}=" if default is not None else argument.arg)
    return found + ([f"**{arguments.kwarg.arg}"] if arguments.kwarg else [])


def _assigned(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def _re_exports(module: Module, known: Mapping[str, Module]) -> Iterator[str]:
    """What a package's `__init__.py` takes out of the package's own modules."""
    for node in module.tree.body:
        if module.is_package and isinstance(node, ast.ImportFrom) and any(imported(module, known, node)):
            for alias in node.names:
                is_module = f"{module.base_of(node)}.{alias.name}" in known
                if alias.name != "*" and not is_module and _is_public(alias.asname or alias.name):
                    yield alias.asname or alias.name


def _is_public(name: str) -> bool:
    return not name.startswith("_")
