"""A name that does not exist where it is used: what it is meant to be, and what to write so that it exists.

An import is only advised where it is sure: the name is used as what one single other module has under it, and the
import makes no circle. A name that is in another module by chance is not the one that was meant.
"""

from __future__ import annotations

import builtins
import re
import sys

from grader.check import Scene
from grader.diagnosis.guards import is_word_of_guard
from grader.diagnosis.messages import undefined_name
from grader.diagnosis.origins import failing_place, would_circle
from grader.diagnosis.relatives import with_dots
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, joined
from grader.diagnosis.tree import near
from grader.outline import DefinitionKind, ImportFact, ModuleFacts, Place
from grader.report import Finding

_GOES_ON = re.compile(r"(?:[(\[{,\\=+*/%<>|&.-]|\b(?:and|or|not|in|is|if|else|return))\s*(?:#.*)?$")
"""the end of a line whose statement goes on in the next"""
_MAX_HOMES = 5
"""modules with a name that are told, and whose imports are followed"""
_SPEAKS = frozenset({"print", "input"})


def undefined(finding: Finding, scene: Scene) -> Story | None:
    """A NameError, unless it comes from what is meant as the main guard."""
    name, place = undefined_name(finding), failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    if name is None or place is None or facts is None:
        return None
    text = source_lines(scene.submission, place[0])
    line = "".join(text[place[1] - 1 : place[1]])
    if is_word_of_guard(line, name):
        return None
    return _compared(text, name, place) or Story(
        f"{at(*place)} uses the name {code(name)}, which does not exist there.",
        "A name exists in a file after the line that defines or imports it has run. The names of other files do not "
        "exist until they are imported, and a word without quotes is always a name.",
        _define(scene, facts, name, place),
    )


def _compared(text: list[str], name: str, place: tuple[str, int]) -> Story | None:
    """`__all__ == ["seeds"]`, alone on its line."""
    line = "".join(text[place[1] - 1 : place[1]]).strip()
    before = next((above for above in reversed(text[: place[1] - 1]) if above.strip()), "")
    if not re.match(rf"{re.escape(name)}\s*==\s*[^=\s]", line) or _GOES_ON.search(before):
        return None
    return Story(
        f"{at(*place)} has {code(line)}. This asks whether {code(name)} is equal to something, and there is no "
        f"{code(name)} yet.",
        "One `=` gives a name to a value. Two of them, `==`, ask whether two values are equal, and keep nothing.",
        f"Write `=` in place of `==` in {at(*place)}.",
    )


def _define(scene: Scene, facts: ModuleFacts, name: str, place: tuple[str, int]) -> str:
    own = facts.defined(name)
    if own and own.line > place[1]:
        return f"Move {at(*place)} below line {own.line}, where {code(name)} is defined."
    sure = _made_later(scene, name, place) or _import_of(scene, facts, name, place)
    if sure:
        return sure
    is_own = any(other.defined(name) for other in scene.outline.files.values())
    other = near(name, _known(facts)) or (None if is_own else near(name, dir(builtins)))
    if other:
        return f"Write {code(other)} in place of {code(name)} in {at(*place)}."
    return f"Define {code(name)} before {at(*place)}, or put it in quotes if it is meant as text."


def _known(facts: ModuleFacts) -> list[str]:
    """Names that the file has by itself: defined, imported, or parameters of its functions."""
    imported = [fact.alias or fact.name or fact.module.split(".")[0] for fact in facts.imports]
    return [d.name for d in facts.definitions] + imported + [p.name for d in facts.definitions for p in d.params or ()]


def _made_later(scene: Scene, name: str, place: tuple[str, int]) -> str | None:
    """What to do where a function makes the name with `global`."""
    made = re.compile(rf"\s+global\b.*\b{re.escape(name)}\b")
    text = source_lines(scene.submission, place[0])
    line = next((number for number, line in enumerate(text, 1) if made.match(line)), None)
    if line is None:
        return None
    return f"Give it to the function as a parameter: line {line} makes it only when another function has run."


def _import_of(scene: Scene, facts: ModuleFacts, name: str, place: tuple[str, int]) -> str | None:
    """What to do where it is sure that something is meant which another module has."""
    used = "".join(source_lines(scene.submission, place[0])[place[1] - 1 : place[1]])
    if re.search(rf"(?<![\w.]){re.escape(name)}\s*\.", used):
        statement = _import_of_module(scene, facts, name)
        return f"Write {code(statement)} at the beginning of {code(place[0])}." if statement else None
    homes = [] if name.startswith("_") else _homes(scene, facts, name, used)
    if len(homes) > 1:
        homes = [home for home in homes[:_MAX_HOMES] if not would_circle(scene, facts.module, home.module)]
    if len(homes) > 1:
        places = [at(home.path, own.line) for home in homes if (own := home.defined(name))]
        return f"Import it at the beginning of {code(place[0])} from where you mean it: {joined(places)} define it."
    return _import_or_move(scene, facts, homes[0], name) if homes else None


def _import_or_move(scene: Scene, facts: ModuleFacts, home: ModuleFacts, name: str) -> str:
    """What to do about a name that one other module has."""
    if would_circle(scene, facts.module, home.module):
        return (
            f"Move {code(name)} from {code(home.path)} to {code(facts.path)}: an import would make a circle, since "
            f"{code(home.module)} cannot do without {code(facts.module)}."
        )
    if any(call.name in _SPEAKS for call in home.calls):
        return (
            f"Move {code(name)} from {code(home.path)}, which works as soon as it is imported, into a module of its "
            "own, and import it from there."
        )
    return f"Write {code(_statement(scene, facts, home.module, name))} at the beginning of {code(facts.path)}."


def _import_of_module(scene: Scene, facts: ModuleFacts, name: str) -> str | None:
    """The import of the module `name`, of the submission or of Python itself, None where it may not be imported."""
    own = [module for module in scene.outline.modules if module.rpartition(".")[2] == name]
    if name not in own and name in sys.stdlib_module_names:
        return f"import {name}"
    module = name if name in own else own[0] if len(own) == 1 else None
    if module is None:
        return None
    is_harmful = module == facts.module or would_circle(scene, facts.module, module)
    package = module.rpartition(".")[0]
    right = _statement(scene, facts, package, name) if package else f"import {name}"
    return None if is_harmful else right


def _homes(scene: Scene, facts: ModuleFacts, name: str, used: str) -> list[ModuleFacts]:
    """The other modules with the name, where the line uses it as what it is there: calls it, or is a constant."""
    is_called = re.search(rf"(?<![\w.]){re.escape(name)}\s*\(", used) is not None
    homes = []
    for other in scene.outline.files.values():
        own = other.defined(name) if _is_for_use(other, facts) else None
        if own and (name.isupper() if own.kind is DefinitionKind.VALUE else is_called):
            homes.append(other)
    return homes


def _is_for_use(other: ModuleFacts, facts: ModuleFacts) -> bool:
    """Whether a file may be one to import from: no program or test, and nothing above the package of the file."""
    last = other.module.rpartition(".")[2]
    is_inside = "." in facts.module or facts.is_package
    is_above = is_inside and "." not in other.module and not other.is_package
    return other is not facts and last != "__main__" and not last.startswith("test_") and not is_above


def _statement(scene: Scene, facts: ModuleFacts, module: str, name: str) -> str:
    """The import of a name from a module, with dots where the file or its package has such imports."""
    fact = ImportFact(module=module, level=0, name=name, alias=None, line=1, column=1, place=Place.MODULE)
    top = facts.module.partition(".")[0]
    family = [other for other in scene.outline.files.values() if f"{other.module}.".startswith(f"{top}.")]
    own = [fact for fact in facts.imports if fact.level or fact.module.partition(".")[0] == top]
    styles = own or [fact for other in family for fact in other.imports]
    is_inside = module.partition(".")[0] == top and (facts.is_package or "." in facts.module)
    return with_dots(facts, fact, module) if is_inside and any(style.level for style in styles) else fact.statement
