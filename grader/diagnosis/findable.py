"""Where a name that a module does not have can be found instead, and what to write so that it is found."""

from __future__ import annotations

from dataclasses import dataclass

from grader.check import Scene
from grader.diagnosis.relatives import with_dots
from grader.diagnosis.sourcelines import Sighting, sighting, source_lines
from grader.diagnosis.story import at, code, listed
from grader.diagnosis.tree import near
from grader.outline import Definition, DefinitionKind, ModuleFacts
from grader.requirement import Requirements


@dataclass(frozen=True)
class Wanted:
    """A name that `module` should have. `place` is a student's line that asks for it, None if the exercise does."""

    name: str
    module: str
    place: tuple[str, int] | None


@dataclass(frozen=True)
class Advice:
    """What is there instead (a sentence, or "") and what to do."""

    seen: str
    step: str


def advice(scene: Scene, wanted: Wanted) -> Advice:
    """The best that can be said about a missing name, from the submission alone."""
    facts = scene.outline.modules.get(wanted.module)
    if facts is None:
        return _in_another_module(scene, wanted) or Advice("", _correct(wanted, None))
    return (
        _submodule(scene, wanted, facts)
        or _held_back(scene, wanted, facts)
        or (_in_another_module(scene, wanted) if wanted.place and facts.is_package else None)
        or _other_spelling(scene, wanted, facts)
        or _in_another_module(scene, wanted)
        or _nowhere(scene, wanted, facts)
    )


def _submodule(scene: Scene, wanted: Wanted, facts: ModuleFacts) -> Advice | None:
    full = f"{wanted.module}.{wanted.name}"
    if full not in scene.outline.modules:
        return None
    seen = f"{code(scene.outline.modules[full].path)} is a module of its own, which {code(facts.path)} does not import."
    if wanted.place:
        return Advice(seen, f"Write `import {full}` in {code(wanted.place[0])}.")
    return Advice(seen, f"Write `from . import {wanted.name}` into {code(facts.path)}.")


def spread_module(scene: Scene, full: str, place: tuple[str, int]) -> Advice | None:
    """Where `market.fruit` is the module of a package that is spread over folders, none of them complete."""
    homes = [facts for name, facts in scene.outline.modules.items() if name.endswith(f".{full}")]
    package = full.rpartition(".")[0]
    inits = [name for name, facts in scene.outline.modules.items() if f".{name}".endswith(f".{package}")]
    if len(homes) != 1 or inits:
        return None
    return Advice(
        f"{code(homes[0].path)} is a module of its own, and the folders around it have no `__init__.py` that could "
        "import it.",
        f"Write `import {full}` in {code(place[0])}.",
    )


def _held_back(scene: Scene, wanted: Wanted, facts: ModuleFacts) -> Advice | None:
    found = sighting(source_lines(scene.submission, facts.path), wanted.name)
    if found is None:
        return None
    here = at(facts.path, found.line)
    step = f"Move {code(wanted.name)} to the top level of {code(facts.path)}, so that its first line is not indented."
    if found.within == "comment":
        return Advice(
            f"It is commented out in {here}.", f"Remove the `#` at the beginning of {here} and of the lines below."
        )
    return Advice(f"It is defined in {here}, {_inside(found)}.", step)


def _inside(found: Sighting) -> str:
    return {
        "guard": f'but below `if __name__ == "__main__":` (line {found.owner_line}), which no import runs',
        "function": f"but inside the function {code(found.owner)} (line {found.owner_line}), where no one else sees it",
        "class": f"but inside the class {code(found.owner)} (line {found.owner_line}), so it belongs to that class",
    }.get(found.within, f"but inside the block that begins in line {found.owner_line}")


def _other_spelling(scene: Scene, wanted: Wanted, facts: ModuleFacts) -> Advice | None:
    submodules = [name for name in scene.outline.modules if name.startswith(f"{facts.module}.")]
    names = [d.name for d in facts.definitions] + [name.removeprefix(f"{facts.module}.") for name in submodules]
    if wanted.place is None:  # another name that is asked for as well is no slip of this one
        names = [name for name in names if not _asked_for(scene.requires, facts.module, name)]
    other = near(wanted.name, names)
    if other is None:
        return None
    definition = facts.defined(other)
    path = facts.path if definition else scene.outline.modules[f"{facts.module}.{other}"].path
    seen = f"There is {code(other)} in {at(path, definition.line if definition else None)}."
    full = f"{wanted.module}.{wanted.name}"
    if definition is None and full in {name for name, _asked in scene.requires.walk()}:
        return Advice(seen, renamed(scene.outline.modules[f"{facts.module}.{other}"], full))
    step = f"Rename {code(other)} to {code(wanted.name)} in {at(path, definition.line if definition else None)}."
    return Advice(seen, _correct(wanted, other) if wanted.place else step)


def renamed(facts: ModuleFacts, module: str) -> str:
    """What to do so that a file, or the folder of a package, becomes the module that the exercise asks for."""
    way = facts.root + module.replace(".", "/")
    if facts.is_package:
        return f"Rename the folder {code(facts.path.removesuffix('/__init__.py') + '/')} to {code(way + '/')}."
    return f"Rename {code(facts.path)} to {code(way + '.py')}."


def _asked_for(requires: Requirements, module: str, name: str) -> bool:
    """Whether the exercise asks for this name itself, so that it is not a slip of another."""
    return any(
        found == module
        and name in {*(f.name for f in asked.functions), *(c.name for c in asked.classes), *asked.values}
        for found, asked in requires.walk()
    )


def _correct(wanted: Wanted, other: str | None) -> str:
    where = at(*wanted.place) if wanted.place else "the import"
    if other:
        return f"Write {code(other)} in place of {code(wanted.name)} in {where}."
    return f"Look up in the documentation of {code(wanted.module)} what the name is, and correct {where}."


def _in_another_module(scene: Scene, wanted: Wanted) -> Advice | None:
    owners = [
        facts for facts in scene.outline.files.values() if facts.defined(wanted.name) and facts.module != wanted.module
    ]
    if not owners:
        return None
    owner = owners[0]
    definition = owner.defined(wanted.name)
    seen = f"{code(wanted.name)} is defined in {at(owner.path, definition.line if definition else None)}."
    if wanted.place:
        right = _own_way(scene, wanted, owner.module)
        step = f"Write {code(right)} in {at(*wanted.place)}." if right else None
        return Advice(seen, step or _from_owner(scene, wanted.place, owner.module, wanted.name))
    home = scene.outline.modules.get(wanted.module)
    is_program = owner.module.endswith(".__main__")  # nobody imports from there: it would run a second time
    if home and home.is_package and owner.module.startswith(f"{wanted.module}.") and not is_program:
        inner = owner.module.removeprefix(f"{wanted.module}.")
        return Advice(seen, f"Write `from .{inner} import {wanted.name}` into {code(home.path)}.")
    goal = home.path if home else wanted.module.replace(".", "/") + ".py"
    return Advice(seen, f"Move {code(wanted.name)} from {code(owner.path)} to {code(goal)}.")


def _own_way(scene: Scene, wanted: Wanted, module: str) -> str | None:
    """The import that stands there, of the other module and with dots as before; None where it has no dots."""
    path, line = wanted.place or ("", 0)
    facts = scene.outline.files.get(path)
    own = (
        [fact for fact in facts.imports if (fact.line, fact.name) == (line, wanted.name) and fact.level]
        if facts
        else []
    )
    if facts is None or not own or not module.startswith(f"{facts.module.partition('.')[0]}."):
        return None
    return with_dots(facts, own[0], module)


def _from_owner(scene: Scene, place: tuple[str, int], module: str, name: str) -> str:
    """What to write in a line that imports the name from the wrong module, or uses it as that module's."""
    here = scene.outline.files.get(place[0])
    if here is None or any(fact.line == place[1] for fact in here.imports):
        return f"Write `from {module} import {name}` in {at(*place)}."
    beginning = f"`import {module}` at the beginning of {code(here.path)}"
    return f"Write {code(f'{module}.{name}')} in {at(*place)}, and {beginning}."


def _nowhere(scene: Scene, wanted: Wanted, facts: ModuleFacts) -> Advice:
    names = [definition.name for definition in facts.definitions if not definition.name.startswith("__")]
    seen = f"{code(facts.path)} defines {listed(names) if names else 'no names'}."
    if wanted.place and wanted.place[0] == facts.path and facts.is_package:
        lacking = f"{wanted.module.replace('.', '/')}/{wanted.name}.py"
        step = f"Hand in {code(lacking)} as well, or take {code(wanted.name)} out of {at(*wanted.place)}."
        return Advice(f"There is no {code(lacking)}.", step)
    if wanted.place and names:
        return Advice(
            seen,
            f"Import one of these names in {at(*wanted.place)}, or define {code(wanted.name)} in {code(facts.path)}.",
        )
    return Advice(seen, f"Define it in {code(facts.path)}, beginning with `{_first_line(scene.requires, wanted)}`.")


def _first_line(requires: Requirements, wanted: Wanted) -> str:
    """The line with which the definition begins, with the parameters that the exercise asks for."""
    if wanted.name.startswith("__") and wanted.name.endswith("__"):  # `__version__` and the like are values
        return f"{wanted.name} = ..."
    module = next((asked for name, asked in requires.walk() if name == wanted.module), None)
    if wanted.name.isupper() or (module and wanted.name in module.values):
        return f"{wanted.name} = ..."
    if module and any(found.name == wanted.name for found in module.classes):
        return f"class {wanted.name}:"
    function = next((f for f in module.functions if f.name == wanted.name), None) if module else None
    params = (
        [p.rstrip("=") + ("=..." if p.endswith("=") else "") for p in (function.params or ())] if function else ["..."]
    )
    return f"def {wanted.name}({', '.join(params)}):"


def rebound(facts: ModuleFacts, name: str) -> tuple[Definition, Definition] | None:
    """(function, later value) where a module first defines a function and then binds its name to something else."""
    all_of_it = [definition for definition in facts.definitions if definition.name == name]
    functions = [definition for definition in all_of_it if definition.kind is DefinitionKind.FUNCTION]
    if functions and all_of_it[-1].kind is DefinitionKind.VALUE:
        return functions[-1], all_of_it[-1]
    return None
