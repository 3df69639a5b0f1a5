"""Imports between the files of a package: started without it, without its name, with too many dots."""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis.messages import missing_module, text_of
from grader.diagnosis.origins import failing_imports, failing_place
from grader.diagnosis.story import Story, at, code
from grader.outline import ImportFact
from grader.report import Finding


def script_inside_package(finding: Finding, scene: Scene) -> Story | None:
    """A file of a package was started by itself, or imports its neighbour without the package's name."""
    found = failing_imports(finding, scene)
    place = failing_place(finding)
    if place is None or "/" not in place[0]:
        return None
    path, line = place
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
    top = package.split(".")[0]
    if module.split(".")[0] == top and top in _top_folders(scene):
        seen = f"{at(path, line)} imports from {code(top)}, but the file was started from inside that folder."
        return Story(seen, _WHY_SCRIPT, _start_as_module(path))
    if f"{package}.{module}" not in scene.outline.modules:
        return None
    fact = found[1][0]
    return Story(
        f"{at(path, line)} has {code(fact.statement)}. {code(module)} lies beside it in the same package "
        f"{code(package)}, and not at the top.",
        _WHY_SCRIPT,
        f"Write {code(absolute(fact, package))} in {at(path, line)}.",
    )


_WHY_SCRIPT = (
    "Python looks for modules in the folder in which it was started. A file that is started by itself has only its "
    "own folder, and no package around it; a file that is imported as part of a package must name that package."
)


def _top_folders(scene: Scene) -> set[str]:
    return {path for path in scene.submission.folders if "/" not in path}


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
    written = f"from {homes[0]} import {fact.name}" if homes and fact.module else f"import {homes[0]}" if homes else ""
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)} with {fact.level} dots, but only {levels} "
        f"{'package lies' if levels == 1 else 'packages lie'} around the file.",
        "One dot is the package of the file itself, each further dot is one package above it. Above the outermost "
        "package there is nothing that a dot could mean.",
        f"Write {code(written) if written else 'the import with fewer dots'} in {at(facts.path, fact.line)}.",
    )
