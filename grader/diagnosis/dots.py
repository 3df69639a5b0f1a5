"""Import statements that Python cannot read because of a dot: behind `import`, doubled, or at the end of a name."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.broken import Broken, broken_file
from grader.diagnosis.story import Story, at, code
from grader.report import Finding

_DOT_AFTER_IMPORT = re.compile(r"import\s+(\.+)((?:\w+\.){0,9})(\w+)(\s+as\s+\w+)?")
_DOTS_INSIDE = re.compile(r"(from|import)\s+(\w[\w.]{0,200})(.{0,200})")
_DOTTED_NAME = re.compile(r"from\s+([\w.]{1,200})\s+import\s+(\w[\w.]{0,200})\.(\w+)\s*(?:#.*)?$")


def dot_after_import(finding: Finding, scene: Scene) -> Story | None:
    """`import .math_utils`."""
    broken = broken_file(finding, scene)
    found = _DOT_AFTER_IMPORT.match(broken.text.strip()) if broken else None
    if broken is None or found is None:
        return None
    dots, packages, module, alias = found.groups()
    return Story(
        f"{at(broken.path, broken.line)} has {code(broken.text)}.",
        "A dot at the beginning means: in the package of this file. It goes with `from ... import ...` only; behind a "
        "plain `import` stands the whole name of a module.",
        _write(broken, f"from {dots}{packages.removesuffix('.')} import {module}{alias or ''}"),
    )


def dot_misplaced(finding: Finding, scene: Scene) -> Story | None:
    """`from mypackage import math_utils.add`, `from mypackage..math_utils import add` and the like."""
    broken = broken_file(finding, scene)
    right = _without_slip(broken.text.strip()) if broken else None
    if broken is None or right is None:
        return None
    return Story(
        f"{at(broken.path, broken.line)} has {code(broken.text)}.",
        "Inside a name one dot stands between two parts, and none at the end; several dots stand at the beginning "
        "only. Behind `from ... import` stand names without dots: the way to them belongs before the `import`.",
        _write(broken, right),
    )


def _without_slip(text: str) -> str | None:
    """The statement as it was probably meant, None where its dots are in order."""
    named = _DOTTED_NAME.fullmatch(text)
    if named:
        home, inner, name = named.groups()
        return f"from {home}{'' if home.endswith('.') else '.'}{inner} import {name}"
    found = _DOTS_INSIDE.fullmatch(text)
    if found is None or not (".." in found[2] or found[2].endswith(".")):
        return None
    return f"{found[1]} {'.'.join(part for part in found[2].split('.') if part)}{found[3]}"


def _write(broken: Broken, right: str) -> str:
    return f"Write {code(right)} in {at(broken.path, broken.line)}."
