"""A draft of an exercise from a model answer: what is there becomes `requires`, its examples become checks.

What can become neither is told, never dropped without a word.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from grader.authoring.examples import FIND_SOURCES, Examples, examples_of
from grader.authoring.facts import Data, LeftOut, facts_of, is_guard, is_importable, not_said, usable_names
from grader.authoring.projects import Written, module_checks, project_checks
from grader.authoring.starters import starter_of
from grader.errors import UsageError
from grader.proof.modules import SOURCE_FOLDER, Module, modules
from grader.proof.sources import read_tree
from grader.requests import Run
from grader.submission import Submission


class Trial(Protocol):
    """The model answer at work."""

    def printed(self, run: Run) -> str | None:
        """What a program prints; None where it does not end well."""

    def passes(self, check: Data) -> bool:
        """Whether the answer passes a check, given as in an exercise file."""


@dataclass(frozen=True)
class Program:
    """A program in the answer and what it prints."""

    run: Run
    stdout: str


@dataclass(frozen=True)
class Draft:
    """All that goes into the files of a new exercise, and what could not."""

    id: str
    title: str
    requires: Data
    facts: Mapping[str, Data]
    """by module: what it has"""
    checks: tuple[Data, ...]
    """what `requires` cannot say"""
    examples: Examples
    programs: tuple[Program, ...]
    modules: Mapping[str, Module]
    reference: Mapping[str, bytes]
    starter: Mapping[str, bytes]
    left_out: tuple[LeftOut, ...]
    """what is not asked for, but for examples"""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask for."""
        return not (self.requires or self.checks or self.examples.checked or self.programs)

    @property
    def has_points(self) -> bool:
        """Whether there are points to be had: the shape is given, so only behaviour earns any."""
        return bool(self.examples.checked or self.programs)


def draft(name: str, answer: Submission, trial: Trial) -> Draft:
    """Draft an exercise.

    Raises:
        UsageError: the id is not one, or the answer has nothing that can be asked for.
    """
    _refuse(name, answer)
    known = modules(answer.files)
    asked = {name: module for name, module in known.items() if _is_asked(module, trial)}
    facts = {name: facts_of(module, known) for name, module in asked.items()}
    shaped = [name for name, module in asked.items() if _is_shaped(module, asked)]
    written = [
        *(module_checks(asked[name], facts[name], trial.passes) for name in asked if name not in shaped),
        project_checks(answer),
    ]
    examples = [
        examples_of(module, usable_names(module, facts[name]), trial.passes)
        for name, module in asked.items()
        if is_importable(module)
    ]
    programs = dict(_programs(known, trial))
    drafted = Draft(
        id=name,
        title=name.replace("-", " ").capitalize(),
        requires=_inside("", {name: asked[name] for name in shaped}, facts),
        facts=facts,
        checks=tuple(check for each in written for check in each.checks),
        examples=Examples(
            tuple(example for each in examples for example in each.checked),
            tuple(told for each in examples for told in each.left_out),
        ),
        programs=tuple(Program(run, stdout) for run, (_, stdout) in programs.items() if stdout),
        modules=asked,
        reference=answer.files,
        starter={path: starter_of(path, source) for path, source in answer.files.items()},
        left_out=tuple(_left_out(answer, known, asked, written, programs)),
    )
    if drafted.is_empty:
        raise UsageError(f"{name}: the model answer has nothing to ask for.", "Write at least one module.")
    return drafted


def _refuse(name: str, answer: Submission) -> None:
    """Raises UsageError."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        raise UsageError(f"{name!r} is no id of an exercise.", "Use lower case letters, digits and hyphens.")
    for path, source in answer.files.items():
        if path.endswith(".py") and read_tree(source) is None:
            raise UsageError(f"Python cannot read {path}.", "Mend the model answer first; `python FILE` says where.")
    if f"{SOURCE_FOLDER}__init__.py" in answer.files:
        message = f"The folder {SOURCE_FOLDER} holds packages and is none itself, but it has an `__init__.py`."
        raise UsageError(message, f"Delete {SOURCE_FOLDER}__init__.py, or give the folder another name.")


def _is_asked(module: Module, trial: Trial) -> bool:
    """Whether others import the module: no program, and no test."""
    name = PurePosixPath(module.path).name
    is_test = name.startswith("test_") or name == "conftest.py"
    return not (is_test or name == "__main__.py" or _is_script(module, trial))


def _is_script(module: Module, trial: Trial) -> bool:
    """Whether it does something when it is imported, and not in silence."""
    if not any(_calls(node) for node in module.tree.body):
        return False
    start = f"{FIND_SOURCES}\n" if module.path.startswith(SOURCE_FOLDER) else ""
    return trial.printed(Run(("-c", f"{start}import {module.name}"))) != ""


def _calls(node: ast.AST) -> bool:
    """Whether something is called just so, not for a value, also in a loop."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call)
    inner = ast.If | ast.For | ast.While | ast.With | ast.Try | ast.ExceptHandler
    if not isinstance(node, inner) or (isinstance(node, ast.If) and is_guard(node)):
        return False
    return any(_calls(each) for each in ast.iter_child_nodes(node))


def _programs(known: Mapping[str, Module], trial: Trial) -> Iterator[tuple[Run, tuple[Module, str | None]]]:
    """How each program is run, and what it prints."""
    for module in known.values():
        path = PurePosixPath(module.path)
        has_guard = any(is_guard(node) for node in module.tree.body)
        if path.name == "__main__.py":
            run = Run(("-m", module.package) if module.package else (module.path,))
        elif len(path.parts) == 1 and (has_guard or _is_script(module, trial)):
            run = Run((module.path,))
        else:
            continue
        yield run, (module, trial.printed(run))


def _left_out(
    answer: Submission,
    known: Mapping[str, Module],
    asked: Mapping[str, Module],
    written: list[Written],
    programs: Mapping[Run, tuple[Module, str | None]],
) -> Iterator[LeftOut]:
    read = {module.path for module in known.values()}
    for path in answer.files:
        if path.endswith(".py") and path not in read:
            yield LeftOut(path, 1, path, "another file of the answer is imported under the same name")
    for module in asked.values():
        yield from not_said(module)
    for each in written:
        yield from each.left_out
    for run, (module, stdout) in programs.items():
        if not stdout:
            why = "it does not end well without input" if stdout is None else "it prints nothing"
            yield LeftOut(module.path, 1, f"python {' '.join(run.argv)}", f"{why}; write a check of kind `program`")


def _is_shaped(module: Module, asked: Mapping[str, Module]) -> bool:
    """Whether `requires` can say where it lies: at the top, or in packages that are asked for themselves."""
    parents = module.name.split(".")[:-1]
    above = [asked.get(".".join(parents[: count + 1])) for count in range(len(parents))]
    is_there = all(parent is not None and parent.is_package for parent in above)
    return is_there and is_importable(module) and not module.path.startswith(SOURCE_FOLDER)


def _inside(prefix: str, shaped: Mapping[str, Module], facts: Mapping[str, Data]) -> Data:
    """`modules` and `packages`, nested as they lie."""
    found: dict[str, list[Data]] = {"modules": [], "packages": []}
    for name, module in shaped.items():
        if name.rpartition(".")[0] == prefix and name != prefix:
            own = {"name": name.rpartition(".")[2], **facts[name]}
            if module.is_package:
                found["packages"].append({**own, **_inside(name, shaped, facts)})
            else:
                found["modules"].append(own)
    return {key: value for key, value in found.items() if value}
