"""Checks for what `requires` cannot say: modules below `src/` or in folders that are no packages, and the project.

The modules are looked for as files, and their names are asked from where they lie. A `pyproject.toml` becomes two
checks: what it says, and what would be built.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.examples import FIND_SOURCES, Holds
from grader.authoring.facts import Data, LeftOut, is_importable, listed, names_of, texts
from grader.checks.names import written
from grader.project.mistake import Mistake
from grader.project.pyproject import PYPROJECT, Project, read_project
from grader.project.wheel import Wheel, wheel_of
from grader.proof.modules import SOURCE_FOLDER, Module
from grader.requirement import Function
from grader.submission import Submission

_TOLD = ("description", "readme", "requires-python", "license", "authors", "keywords", "classifiers", "dependencies")
"""keys of [project] that somebody writes by hand for others to read"""
_PARAMETERS = """\
import inspect
def parameters(function):
    return list(inspect.signature(function).parameters)"""


@dataclass(frozen=True)
class Written:
    """Checks as an exercise file has them, and what could not become one."""

    checks: tuple[Data, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def module_checks(module: Module, facts: Data, holds: Holds) -> Written:
    """The file of a module, and the names in it. The starter has both, so they earn nothing."""
    file = {"id": f"file-{id_of(module.name)}", "kind": "file", "path": module.path, "points": 0}
    if not is_importable(module):
        return Written((file,), (LeftOut(module.path, 1, module.name, "no import statement can have this name"),))
    if not names_of(facts):
        return Written((file,))
    names = _names_check(module, facts, file["id"])
    if holds(names):
        return Written((file, names))
    why = "Python does not find it from the top of the answer"
    return Written((file,), (LeftOut(module.path, 1, f"import {module.name}", why),))


def _names_check(module: Module, facts: Data, file: object) -> Data:
    return {
        "id": f"names-{id_of(module.name)}",
        "kind": "value",
        "title": f"{module.name} has {', '.join(_shown_names(facts))}",
        "given": "\n".join(_given(module, facts)),
        "cases": list(_name_cases(module.name, facts)),
        "needs": [file],
        "points": 0,
    }


def id_of(thing: str) -> str:
    """A word for ids: lower case, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", thing.lower()).strip("-")[:70] or "example"


def _given(module: Module, facts: Data) -> Iterator[str]:
    if module.path.startswith(SOURCE_FOLDER):
        yield FIND_SOURCES
    if any("params" in function for function in listed(facts, "functions")):
        yield _PARAMETERS
    yield f"import {module.name}"


def _shown_names(facts: Data) -> Iterator[str]:
    functions = {str(each["name"]): each for each in listed(facts, "functions")}
    for name in names_of(facts):
        yield written(Function.model_validate(functions[name])) if name in functions else name


def _name_cases(module: str, facts: Data) -> Iterator[Data]:
    """What is there, the parameters of functions, the methods of classes, what `__all__` holds."""
    yield _there(module, names_of(facts))
    for function in listed(facts, "functions"):
        if "params" in function:
            equals = [each.strip("*=") for each in texts(function, "params")]
            yield {"ask": f"parameters({module}.{function['name']})", "equals": equals}
    for kind in listed(facts, "classes"):
        methods = [str(method["name"]) for method in listed(kind, "methods")]
        if methods:
            yield _there(f"{module}.{kind['name']}", methods)
    if texts(facts, "exports"):
        yield {"ask": f"sorted({module}.__all__)", "equals": sorted(texts(facts, "exports"))}


def _there(owner: str, names: list[str]) -> Data:
    return {"ask": f"[name for name in {json.dumps(names)} if hasattr({owner}, name)]", "equals": names}


def project_checks(answer: Submission) -> Written:
    """What the `pyproject.toml` says, and that what is built holds the modules."""
    content = answer.files.get(PYPROJECT)
    if content is None:
        return Written()
    project = read_project(content)
    if isinstance(project, Mistake):
        return Written((), (LeftOut(PYPROJECT, project.line or 1, PYPROJECT, project.message),))
    wheel = wheel_of(project, answer)
    if isinstance(wheel, Mistake):
        told = LeftOut(PYPROJECT, wheel.line or 1, "what is built", wheel.message)
        return Written((_described(project),), (told,))
    return Written((_described(project), _built(wheel)), tuple(_commands(project)))


def _described(project: Project) -> Data:
    table = project.toml.table("project")
    version = {"version": project.version} if project.version else {}
    declares = [key for key in _TOLD if key in table]
    told = {"declares": declares} if declares else {}
    return {"id": "project", "kind": "distribution", "name": project.name, **version, **told, "points": 0}


def _built(wheel: Wheel) -> Data:
    modules = [path for path in wheel.files if path.endswith(".py")]
    return {"id": "wheel", "kind": "distribution", "builds": True, "holds": modules, "needs": ["project"], "points": 0}


def _commands(project: Project) -> Iterator[LeftOut]:
    for name in project.scripts:
        line = project.toml.line_of("project", "scripts", name) or 1
        why = f"add a check of kind `distribution` with `script: {name}`, its `args` and its `stdout`"
        yield LeftOut(PYPROJECT, line, f"the command {name}", why)
