"""Imports between the files of a package: started without it, without its name, with too many dots."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.messages import missing_module, missing_name, text_of
from grader.diagnosis.origins import failing_imports, failing_place
from grader.diagnosis.story import Story, at, code
from grader.importgraph import absolute_name
from grader.outline import ImportFact, ModuleFacts
from grader.report import Finding, Verdict

_STARTED = re.compile(r"python ([^\s'\"]{1,200}\.py)(?:\s|$)")
WHY_DOT = (
    "One dot is the package of the file itself, each further dot is one package above it. Above the outermost package "
    "there is nothing that a dot could mean."
)


def script_inside_package(finding: Finding, scene: Scene) -> Story | None:
    """A file of a package was started by itself, or imports its neighbour without the package's name."""
    found = failing_imports(finding, scene)
    place = failing_place(finding)
    if place is None or "/" not in place[0] or (found and found[1][0].module.endswith(".py")):
        return None
    path, line = place
    if found and _is_forbidden_neighbour(finding, scene, *found):
        return _named_like_a_script(*found)
    package = path.rpartition("/")[0].replace("/", ".")
    if "no known parent package" in text_of(finding):
        seen = (
            f"{at(path, line)} has a relative import, but the file was started by itself and not as a part of "
            f"{code(package)}."
        )
        return Story(seen, _WHY_SCRIPT, _start_as_module(path))
    module = missing_module(finding)
    if module is None or found is None or found[1][0].level:
        return None
    started = _started_inside(finding, scene, module)
    if started:
        what = "the file" if started == path else code(started)
        seen = f"{at(path, line)} imports from {code(module)}, but {what} was started from inside that folder."
        return Story(seen, _WHY_SCRIPT, _start_as_module(started))
    return _named_like_a_script(*found) if f"{package}.{module}" in scene.outline.modules else None


def _is_forbidden_neighbour(
    finding: Finding, scene: Scene, facts: ModuleFacts, imports: tuple[ImportFact, ...]
) -> bool:
    """Whether a check forbids the short name of a module that lies in the same package."""
    is_forbidden = "which this exercise forbids" in finding.message and finding.verdict is Verdict.FAILED
    return is_forbidden and not imports[0].level and _neighbour(facts, imports[0]) in scene.outline.modules


def _neighbour(facts: ModuleFacts, fact: ImportFact) -> str:
    """The whole name of the module beside a file that the file imports by its short name."""
    return ".".join([*_package(facts), fact.module])


def _named_like_a_script(facts: ModuleFacts, imports: tuple[ImportFact, ...]) -> Story:
    fact, package = imports[0], ".".join(_package(facts))
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}. {code(fact.module)} lies beside it in the same "
        f"package {code(package)}, and not at the top.",
        _WHY_SCRIPT,
        f"Write {code(absolute(fact, package))} in {at(facts.path, fact.line)}, or the same with a dot: "
        f"{code(with_dots(facts, fact, _neighbour(facts, fact)))}.",
    )


_WHY_SCRIPT = (
    "Python looks for modules in the folder in which it was started. A file that is started by itself has only its "
    "own folder, and no package around it; a file that is imported as part of a package must name that package."
)


def _started_inside(finding: Finding, scene: Scene, module: str) -> str | None:
    """The file that was started by its path, where it lies in the very package that is not found."""
    started = _STARTED.match(finding.asked or "")
    is_inside = started is not None and started[1].startswith(f"{module}/") and module in scene.submission.folders
    return started[1] if started and is_inside and "." not in module else None


def _start_as_module(path: str) -> str:
    module = path.removesuffix(".py").replace("/", ".")
    return f"Start it from the top folder with `python -m {module}`, or keep the program in a file beside the package."


def absolute(fact: ImportFact, package: str) -> str:
    """The import of a module in `package`, written with the package's name."""
    alias = f" as {fact.alias}" if fact.alias else ""
    if fact.name is not None:
        return f"from {package}.{fact.module} import {fact.name}{alias}"
    inner, _, last = fact.module.rpartition(".")
    return f"from {f'{package}.{inner}' if inner else package} import {last}{alias}"


def with_dots(facts: ModuleFacts, fact: ImportFact, module: str) -> str:
    """The import of `module`, which lies in the same outermost package as the file, written with dots."""
    alias = f" as {fact.alias}" if fact.alias else ""
    if fact.name is not None:
        return f"from {_dotted(facts, module)} import {fact.name}{alias}"
    home, _, last = module.rpartition(".")
    return f"from {_dotted(facts, home)} import {last}{alias}"


def from_there(facts: ModuleFacts, fact: ImportFact, module: str) -> str:
    """The same import out of another module, with dots if it has some and the module lies in the same package."""
    if fact.level and facts.module.startswith(f"{module.partition('.')[0]}."):
        return with_dots(facts, fact, module)
    return fact.model_copy(update={"level": 0, "module": module}).statement


def _dotted(facts: ModuleFacts, module: str) -> str:
    """`.prices` for a neighbour, `..prices` for a module one package further up, `.` for the package itself."""
    here, there = _package(facts), module.split(".")
    common = next((i for i, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), None)
    common = min(len(here), len(there)) if common is None else common
    return "." * (len(here) - common + 1) + ".".join(there[common:])


def _package(facts: ModuleFacts) -> list[str]:
    """The names of the packages around a file, the outermost first."""
    return facts.module.split(".") if facts.is_package else facts.module.split(".")[:-1]


def absolute_inside_package(finding: Finding, scene: Scene) -> Story | None:
    """A file of a package names its own package where a check asks for dots."""
    facts = scene.outline.files.get(finding.target or "")
    line = finding.location.line if finding.location else None
    is_asked = "asks for relative imports" in finding.message and finding.verdict is Verdict.FAILED
    fact = next((fact for fact in facts.imports if fact.line == line and not fact.level), None) if facts else None
    if not is_asked or facts is None or fact is None or fact.module.split(".")[0] != facts.module.split(".")[0]:
        return None
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}, which names the file's own package.",
        "An import with a dot looks in the package that the file belongs to, whatever that is called. A file that "
        "names its package has to be changed when the package gets another name or another place.",
        f"Write {code(with_dots(facts, fact, fact.module))} in {at(facts.path, fact.line)}.",
    )


def number_of_dots(finding: Finding, scene: Scene) -> Story | None:
    """Too few or too many dots, where another number of them leads to a module of the submission."""
    found = failing_imports(finding, scene)
    if found is None or not (missing_module(finding) or missing_name(finding)):
        return None
    facts, (fact, *_) = found
    looked_in = absolute_name(facts, fact)
    right = _with_other_dots(scene, facts, fact) if fact.level and looked_in else None
    if right is None or (looked_in in scene.outline.modules and fact.module):
        return None
    home = ".".join(_package(facts)[: len(_package(facts)) - fact.level + 1])
    what = fact.module.split(".")[0] or fact.name or ""
    dots = "1 dot" if fact.level == 1 else f"{fact.level} dots"
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}. With {dots} that is the package {code(home)}, and "
        f"there is no {code(what)} in it.",
        WHY_DOT,
        f"Write {code(right)} in {at(facts.path, fact.line)}.",
    )


def _with_other_dots(scene: Scene, facts: ModuleFacts, fact: ImportFact) -> str | None:
    """The same import with the number of dots with which it would find a module."""
    for level in range(1, len(_package(facts)) + 1):
        other = fact.model_copy(update={"level": level})
        base = absolute_name(facts, other)
        module = base if fact.module else f"{base}.{fact.name}"
        if level != fact.level and module in scene.outline.modules:
            return other.statement
    return None


def relative_outside_package(finding: Finding, scene: Scene) -> Story | None:
    """A file at the top has an import with a dot."""
    found = failing_imports(finding, scene)
    if found is None or "no known parent package" not in text_of(finding):
        return None
    facts, (fact, *_) = found
    written = f"from {fact.module} import {fact.name}" if fact.module else f"import {fact.name}"
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}, and {code(facts.path)} lies in no package.",
        "The dot means: in the package that this file belongs to. A file at the top belongs to none.",
        f"Write `{written}` without the dot in {at(facts.path, fact.line)}.",
    )


def relative_beyond_top(finding: Finding, scene: Scene) -> Story | None:
    """More dots than packages."""
    found = failing_imports(finding, scene)
    if found is None or "beyond top-level package" not in text_of(finding):
        return None
    facts, (fact, *_) = found
    levels = facts.module.count(".") + (1 if facts.is_package else 0)
    last = fact.module or fact.name or ""
    homes = [name for name in scene.outline.modules if name == last or name.endswith(f".{last}")]
    near = next((name for name in homes if name.split(".")[0] == facts.module.split(".")[0]), None)
    if near:
        written = with_dots(facts, fact if fact.module else fact.model_copy(update={"name": None}), near)
    else:
        written = f"from {homes[0]} import {fact.name}" if homes and fact.module else f"import {last}" if homes else ""
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)} with {fact.level} dots, but only {levels} "
        f"{'package lies' if levels == 1 else 'packages lie'} around the file.",
        WHY_DOT,
        f"Write {code(written) if written else 'the import with fewer dots'} in {at(facts.path, fact.line)}.",
    )
