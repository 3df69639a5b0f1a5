"""What an exercise may ask of a project beyond the rules, and the mistakes that come of it."""

from __future__ import annotations

from collections.abc import Collection

from grader.outline import ModuleFacts, Outline
from grader.project.content import Wheel
from grader.project.mistake import Mistake
from grader.project.pyproject import Project, normalized, quoted


def key_missing(project: Project, key: str) -> Mistake | None:
    """The mistake that a key of [project] is not there."""
    dynamic = project.table.get("dynamic")
    if key in project.table or (isinstance(dynamic, list) and key in dynamic):
        return None
    message = f"`[project]` has no `{key}`."
    return Mistake(
        "distribution/key-missing", message, f"Write `{key}` below `[project]`.", project.toml.line_of("project")
    )


def left_out(project: Project, wheel: Wheel, path: str, tree: Collection[str]) -> Mistake | None:
    """The mistake that the wheel lacks a file (or a folder, where `path` ends in `/`). `tree` has all files."""
    if _holds(wheel, path):
        return None
    source = f"{wheel.root}/{path}" if wheel.root else path
    seen = f"The wheel built from {quoted('pyproject.toml')} holds no {quoted(path)}."
    there = next((each for each in tree if f"/{each}".endswith(f"/{path}")), None)
    step = f"Put {quoted(source)} into your tree, in just this place."
    if there:
        step = f"{quoted(there)} is there: change the tables below `[tool]` so that the build finds it."
    if path.endswith((".py", "/")):
        return Mistake("distribution/package-left-out", seen, step)
    if there and project.backend == "setuptools.build_meta":
        package, _, rest = path.partition("/")
        step = f'Write `[tool.setuptools.package-data]` and below it `{package} = ["{rest}"]`.'
    return Mistake("distribution/data-left-out", seen, step)


def packed(wheel: Wheel, path: str) -> Mistake | None:
    """The mistake that the wheel holds what no user needs."""
    if not _holds(wheel, path):
        return None
    source = next(tree for goal, tree in wheel.files.items() if goal == path or goal.startswith(path))
    message = f"The wheel holds {quoted(path)}, which nobody needs who installs it."
    step = f"Move {quoted(source)} out of your package, to the top beside `pyproject.toml`."
    return Mistake("distribution/packed-too-much", message, step)


def no_script(project: Project, name: str) -> Mistake | None:
    """The mistake that the command is not declared."""
    if name in project.scripts:
        return None
    names = ", ".join(quoted(each) for each in sorted(project.scripts)) or "no command"
    message = f"`[project.scripts]` has no `{name}`; there is {names}."
    step = f'Write `[project.scripts]` and below it `{name} = "package.module:function"`, with the names of your tree.'
    return Mistake("distribution/script-missing", message, step, project.toml.line_of("project", "scripts"))


def target_missing(project: Project, wheel: Wheel, outline: Outline, name: str) -> Mistake | None:
    """The mistake that what the command runs is not in the wheel, as far as the source tells."""
    target = project.scripts[name]
    line = project.toml.line_of("project", "scripts", name)
    path = wheel.module(target.module)
    if path is None:
        message = f"The command `{name}` runs the module {quoted(target.module)}, and the wheel has none of this name."
        step = f"Write a module that is there in line {line} of `pyproject.toml`, without `src` and without `.py`."
        return Mistake("distribution/script-target-missing", message, step, line)
    facts = outline.files.get(path)
    first = target.function.partition(".")[0]
    if facts is None or facts.parse_error or _binds(facts, first):
        return None
    message = f"The command `{name}` runs {quoted(target.function)} of {quoted(path)}, which does not define it."
    step = f"Define `def {first}():` in {quoted(path)}, or write the name of a function that is there."
    return Mistake("distribution/script-target-missing", message, step, line)


def other_name(project: Project, name: str) -> bool:
    """Whether the project goes by another name, for an installer."""
    return normalized(project.name) != normalized(name)


def _holds(wheel: Wheel, path: str) -> bool:
    return path in wheel.files or (path.endswith("/") and any(each.startswith(path) for each in wheel.files))


def _binds(facts: ModuleFacts, name: str) -> bool:
    """Whether the name may be there once the module is imported."""
    imported = {fact.alias or fact.name or fact.module.partition(".")[0] for fact in facts.imports}
    return bool(facts.defined(name) or facts.defined("__getattr__")) or bool({name, "*"} & imported)
