"""Modules that are imported by a text, which may be known only while the program runs: `import_module(language)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.check import Scene
from grader.diagnosis.messages import text_of
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code
from grader.report import Finding

_CALL = re.compile(r"\b(?:importlib\.)?(?:import_module|__import__)\s*\(")
_ALONE = re.compile(r"\s*([\w.]{1,100}|[fF]?\"[^\"\\]{1,100}\"|[fF]?'[^'\\]{1,100}')\s*\)")
"""a name, or a text in quotes, and nothing more in the parentheses"""
_RELATIVE = re.compile(r"'package' argument is required to perform a relative import for '(\.[\w.]{0,200})'")
_WHY = (
    "`import_module` takes the name of the module as a text, and this must be the whole name, with the packages before "
    "it, as behind `import`. It makes no difference where the file lies that asks."
)


@dataclass(frozen=True)
class Given:
    """A call that imports by a text. `text`: what stands in its parentheses, where that is short enough to be read."""

    call: str
    text: str | None
    line: str
    where: str

    @property
    def written(self) -> str:
        """The call as far as it could be read."""
        return f"{self.call}{self.text or '...'})"


def by_given_name(scene: Scene, place: tuple[str, int], module: str, own: str | None) -> Story | None:
    """The story of a missing module that a text asked for; None where the line has an `import` or something else.

    `own` is the module of the submission that is probably meant.
    """
    line = "".join(source_lines(scene.submission, place[0])[place[1] - 1 : place[1]])
    call = _CALL.search(line)
    if call is None:
        return None
    alone = _ALONE.match(line, call.end())
    given = Given(call[0], alone[1] if alone else None, line, at(*place))
    own = own or (module.replace("/", ".") if module.replace("/", ".") in scene.outline.modules else None)
    there = f" There is {code(scene.outline.modules[own].path)}, whose whole name is {code(own)}." if own else ""
    return Story(
        f"{given.where} has {code(given.written)}. It asks for {code(module)}, and there is no "
        f"module of this name.{there}",
        _WHY,
        _in_words(given, module, own) if own else _look(given),
    )


def _look(given: Given) -> str:
    return (
        f"Look at what is given in {given.where}: it must be the name of a module that you hand in or that comes with "
        "Python."
    )


def _in_words(given: Given, module: str, own: str) -> str:
    """What to write so that the text is the whole name of the module `own`."""
    if "/" in module:
        return f"Write dots in place of the slashes in {given.where}: {code(own)}."
    wrong, right = _beginnings(module, own)
    call = "importlib.import_module(" if "__import__" in given.call else given.call
    told = f"{given.where} (`__import__` would give the outermost package)" if call != given.call else given.where
    quote = next((mark for mark in "\"'" if mark in (given.text or "")), "")
    if given.text and quote and f"{quote}{wrong}" in given.text:
        text = given.text.replace(f"{quote}{wrong}", f"{quote}{right}", 1)
        return f"Write {code(f'{call}{text})')} in {told}."
    if given.text and not quote and not wrong:
        joined, dotted = f'{call}"{right}" + {given.text})', f'{call}"." + {given.text}, package="{right[:-1]}")'
        return f"Join the name of the package and the name that is given, in {told}: {code(joined)}, or {code(dotted)}."
    ending = ", and leave out `.py`" if re.search(r"\.py[\"']", given.line) else ""
    if not given.text and re.search(rf"[\"']{re.escape(module)}[\"']", given.line):  # behind `package=`
        return f"Write {code(own)} in place of {code(module)} in {told}."
    if wrong:
        return f"Let the name that is given in {told} begin with {code(right)} in place of {code(wrong)}{ending}."
    return f"Put {code(right)} before the name that is given in {told}{ending}."


def _beginnings(module: str, own: str) -> tuple[str, str]:
    """The part in which two names of modules differ, from the beginning on, without what both end with."""
    last = module.rpartition(".")[2]
    if own.rpartition(".")[2] != last:
        return module, own
    wrong = module if own.endswith(f".{module}") else last
    return module.removesuffix(wrong), own.removesuffix(wrong)


def dot_without_package(finding: Finding, scene: Scene) -> Story | None:
    """`import_module("." + language)` without `package=`."""
    relative, place = _RELATIVE.search(text_of(finding)), failing_place(finding)
    if relative is None or place is None or finding.raised is None or not finding.raised.is_a("TypeError"):
        return None
    name = relative[1].lstrip(".")
    homes = [module.removesuffix(f".{name}") for module in scene.outline.modules if module.endswith(f".{name}")]
    package = f'package="{homes[0]}"' if name and len(homes) == 1 else 'package="..."'
    return Story(
        f"{at(*place)} asks for {code(relative[1])} by a text, and does not say in which package that is.",
        "In an `import` statement a dot means the package of the file in which it stands. `import_module` is a "
        "function like every other and does not know who calls it.",
        f"Write {code(package)} behind the name that is given, with a comma before it, in {at(*place)}.",
    )
