"""Hints for the checks that follow from `requires`, so that whoever is stuck at one of them can open a hint.

They tell nothing but what the check's own line tells: where a file lies, what a definition looks like.
"""

from __future__ import annotations

from grader.checks.module import Aspect, AspectCheck
from grader.checks.names import written
from grader.checks.package import PackageCheck
from grader.requirement import Class, Function

DOTS = "What stands for … is yours to choose."


def steps(check: AspectCheck) -> tuple[str, ...]:
    """Two hints, true for every check of this aspect: the first says what is looked for, the second how it looks."""
    if check.aspect is Aspect.DEFINES:
        return (
            f"{_found_in(check)} It stands at the left edge of the file, in no other function or class.",
            _how(check),
        )
    makers = {Aspect.LAYOUT: _layout, Aspect.IMPORT: _import, Aspect.PROVIDES: _provides, Aspect.EXPORTS: _exports}
    return makers[check.aspect](check)


def _layout(check: AspectCheck) -> tuple[str, ...]:
    path = check.path()
    folder, _, name = path.rpartition("/")
    place = f"in the folder `{folder}`" if folder else "in the folder that you check, not deeper"
    read = f"If it is there, `python -m py_compile {path}` says what Python cannot read in it."
    if isinstance(check, PackageCheck):
        first = "A package is a folder with a file `__init__.py` in it, which may be empty."
        return first, f"That is `{path}`, with two underscores before `init` and two behind it. {read}"
    first = "A module is a file: its name is the name that is imported, and `.py`."
    return first, f"That is `{name}`, {place}, with small and capital letters as here. {read}"


def _import(check: AspectCheck) -> tuple[str, ...]:
    command = f'`python -c "import {check.name}"`'
    first = f"Try what the check tries, in the folder that you check: {command}. It should end without a word."
    second = "Of an error, the last line says what is wrong, and the lines above it say where. What prints or asks for "
    return first, f'{second}input belongs into a function, or below `if __name__ == "__main__":`.'


def _found_in(check: AspectCheck) -> str:
    what = "function" if check.function else "class" if check.class_ else "variable"
    return (
        f"The {what} `{check.target().rpartition('.')[2]}` is looked for in `{check.path()}`, in exactly these letters."
    )


def _how(check: AspectCheck) -> str:
    if check.function:
        return _definition(check.function)
    return _class(check.class_) if check.class_ else f"Write a line that begins with `{check.value} = `."


def _definition(function: Function) -> str:
    if function.params is None:
        return f"It begins with `def {function.name}(`; what it does stands below that line, indented."
    line = f"It begins with `def {written(function)}:`; what it does stands below that line, indented."
    return f"{line} {DOTS}" if "…" in line else line


def _class(wanted: Class) -> str:
    line = f"It begins with `class {wanted.name}:`."
    if not wanted.methods:
        return f"{line} What it has stands below that line, indented."
    first = wanted.methods[0]
    method = first.model_copy(update={"params": ("self", *(first.params or ()))})
    line = f"{line} A method is a function below that line, indented: `def {written(method)}:`."
    return f"{line} {DOTS}" if "…" in line else line


def _provides(check: AspectCheck) -> tuple[str, ...]:
    names = ", ".join(f"`{check.name}.{name}`" for name in check.names)
    line = f"`from … import {check.names[0]}`"
    second = f"A name works so if `{check.path()}` defines it, or imports it: {line} with the module that has it."
    return f"After `import {check.name}` these should work: {names}.", second


def _exports(check: AspectCheck) -> tuple[str, ...]:
    names = ", ".join(f'"{name}"' for name in check.names)
    return (
        f"`__all__` is a list of names that stands in `{check.path()}`: what `from {check.name} import *` takes.",
        f"Each name in it is a text: `__all__ = [{names}]`.",
    )
