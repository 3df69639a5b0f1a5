"""Imports of what is not there: a function in place of a module, another spelling, another place, nothing at all."""

from __future__ import annotations

import re
import sys

from grader.check import Scene
from grader.diagnosis.findable import renamed
from grader.diagnosis.given import by_given_name
from grader.diagnosis.messages import missing_module, text_of
from grader.diagnosis.origins import failing_imports, failing_place
from grader.diagnosis.relatives import absolute, from_there, with_dots
from grader.diagnosis.story import Story, at, code, listed
from grader.diagnosis.tree import near
from grader.importgraph import absolute_name
from grader.outline import DefinitionKind, ImportFact, ModuleFacts
from grader.report import Finding


def function_as_module(finding: Finding, scene: Scene) -> Story | None:
    """`import math_utils.add`."""
    module = missing_module(finding) or ""
    parent, _, name = module.rpartition(".")
    facts = _home(scene, parent, name)
    is_file = "is not a package" in text_of(finding) and (facts is not None or parent in sys.stdlib_module_names)
    own = facts.defined(name) if facts else None
    if not (own or is_file) or not parent:
        return None
    home = facts.module if facts else parent
    found, place = _importing(finding, scene, module), failing_place(finding)
    where = f"{at(*place)} has {code(found[1].statement)}" if found and place else f"`import {module}` is asked for"
    other = near(name, [definition.name for definition in facts.definitions]) if facts and not own else None
    names = [d.name for d in facts.definitions if not d.name.startswith("_")] if facts else []
    wanted = _take_out(found, home, other or name) if found else f"Write `from {home} import {other or name}`."
    if facts and not (own or other):
        wanted = f"Take what you need out of {code(parent)}: {listed(names) if names else 'it defines no names yet'}."
    return Story(
        f"{where}, but {_what_is_there(facts, parent, name, other)}",
        "After `import` only modules and packages may stand. What is inside a module is taken out of it with `from "
        "... import ...`.",
        wanted,
    )


def _what_is_there(facts: ModuleFacts | None, parent: str, name: str, other: str | None) -> str:
    own, slip = (facts.defined(name), facts.defined(other or "")) if facts else (None, None)
    if facts and own:
        return f"{code(name)} is a {own.kind.value} ({at(facts.path, own.line)}) and no module."
    has = f" It has {code(slip.name)} in {at(facts.path, slip.line)}." if facts and slip else ""
    return f"{code(parent)} is a module and no package, so there is no module {code(name)} in it.{has}"


def _home(scene: Scene, parent: str, name: str) -> ModuleFacts | None:
    """The module `parent`; where that is a package without the name, the only module in it that has such a function."""
    facts = scene.outline.modules.get(parent)
    if facts is None or not facts.is_package or facts.defined(name) or _neighbour(scene, f"{parent}.{name}"):
        return facts
    inside = [found for module, found in scene.outline.modules.items() if module.startswith(f"{parent}.")]
    homes = [found for found in inside if _is_function(found, name)]
    return homes[0] if len(homes) == 1 else facts


def _is_function(facts: ModuleFacts, name: str) -> bool:
    own = facts.defined(name)
    return own is not None and own.kind is DefinitionKind.FUNCTION


def _take_out(found: tuple[ModuleFacts, ImportFact], home: str, name: str) -> str:
    """What to write in place of an import that takes a name for a module; in a package, also with dots."""
    facts, fact = found
    alias = fact.alias if fact.name in {None, name} else None
    right = fact.model_copy(update={"level": 0, "module": home, "name": name, "alias": alias})
    where = at(facts.path, fact.line)
    dotted = with_dots(facts, right, home) if facts.module.partition(".")[0] == home.partition(".")[0] else None
    if dotted and fact.level:
        return f"Write {code(dotted)} in {where}."
    dots = "dots" if ".." in (dotted or "") else "a dot"
    also = f", or the same with {dots}: {code(dotted)}" if dotted and "." in home else ""
    return f"Write {code(right.statement)} in {where}{also}."


def _importing(finding: Finding, scene: Scene, module: str) -> tuple[ModuleFacts, ImportFact] | None:
    """The import that looks for the module, of all that stand in the line at which the submission stopped."""
    found = failing_imports(finding, scene)
    if found is None:
        return None
    facts, imports = found
    looked = (fact for fact in imports if f"{absolute_name(facts, fact)}.".startswith(f"{module}."))
    return facts, next(looked, imports[0])


def search_failed(finding: Finding, _scene: Scene) -> Story | None:
    """`find_spec("attic.box")` where there is no `attic`."""
    module, place = missing_module(finding), failing_place(finding)
    text = finding.location.text if finding.location else None
    if module is None or place is None or "find_spec(" not in (text or ""):
        return None
    return Story(
        f"{at(*place)} looks for something in {code(module)}, which is not there or has nothing inside, and "
        "`find_spec` raises ModuleNotFoundError.",
        "For a name without a dot `find_spec` gives None where nothing is found. For a name with dots it imports the "
        "outer package first, and that may fail like any import.",
        f"Write `try:` before {at(*place)}, indent the line, and say below `except ModuleNotFoundError:` what comes of "
        "it.",
    )


def no_such_module(finding: Finding, scene: Scene) -> Story | None:
    """`import maths_utils`."""
    module = missing_module(finding)
    if module is None or module in scene.outline.modules:
        return None
    found, place = _importing(finding, scene, module), failing_place(finding)
    where = f"{at(*place)} imports" if place else "What is asked for imports"
    inside = next((name for name in scene.outline.modules if name.endswith(f".{module}")), None)
    own = inside or _moved(scene, module) or _neighbour(scene, module)
    given = by_given_name(scene, place, module, own) if place and not found else None
    if given:
        return given
    hint = f" There is {code(scene.outline.modules[own].path)}." if own else ""
    return Story(
        f"{where} {code(module)}, and there is no module of this name{' at the top' if inside else ''}.{hint}",
        "Python finds the modules that you hand in, counted from the top folder, and those that come with Python "
        "itself. What is installed only on your own computer is not there.",
        _correction(scene, module, own, found, f" in {at(*place)}" if place else ""),
    )


def _correction(
    scene: Scene, module: str, own: str | None, found: tuple[ModuleFacts, ImportFact] | None, line: str
) -> str:
    """What to do about a missing module; `own` is the one of the submission that is probably meant."""
    top, last = module.partition(".")[0], module.rpartition(".")[2]
    is_inside = own is not None and own.endswith(f".{module}")
    if own and not is_inside and module in {name for name, _asked in scene.requires.walk()}:
        return renamed(scene.outline.modules[own], module)
    if own and is_inside and found:
        return f"Write {code(absolute(found[1], own.removesuffix(f'.{module}')))}{line}."
    if own and found and own.rpartition(".")[2] == last and absolute_name(*found) == module:
        return f"Write {code(from_there(*found, own))}{line}."
    if not own and "." in module and top in sys.stdlib_module_names:
        return f"Look up in the documentation of {code(top)} where {code(last)} is, and correct the import{line}."
    other = own or near(module, sorted(sys.stdlib_module_names))
    if other:
        right = _with_last(found[1].statement, module, other) if found else None
        return f"Write {code(right)}{line}." if right else f"Write {code(other)} in place of {code(module)}{line}."
    return f"Correct the name{line}, or hand in {code(module.replace('.', '/') + '.py')} as well."


def _moved(scene: Scene, module: str) -> str | None:
    """The one module of the submission with the same last name and another way to it."""
    package, _, last = module.rpartition(".")
    homes = [name for name in scene.outline.modules if package and name.rpartition(".")[2] == last]
    return homes[0] if len(homes) == 1 else None


def _neighbour(scene: Scene, module: str) -> str | None:
    """The module that is probably meant: beside the missing one, with a name much like it, or longer by a word."""
    package, _, last = module.rpartition(".")
    beside = {name.rpartition(".")[2]: name for name in scene.outline.modules if name.rpartition(".")[0] == package}
    other = near(last, beside)
    longer = [name for name in beside if name.startswith(f"{last}_") or last.startswith(f"{name}_")]
    return beside[other] if other else beside[longer[0]] if len(longer) == 1 else None


def _with_last(statement: str, module: str, other: str) -> str | None:
    """The import with the last part of the module's name corrected, where only that part is another one."""
    (package, _, wrong), (home, _, right) = module.rpartition("."), other.rpartition(".")
    return re.sub(rf"\b{re.escape(wrong)}\b", right, statement, count=1) if package == home else None
