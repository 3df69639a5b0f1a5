"""Mistakes with imports: what they name, from where, in what form (`statements.py`, `relatives.py`), and circles."""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis.absent import function_as_module, no_such_module, search_failed
from grader.diagnosis.bindings import has_name, same_name_twice
from grader.diagnosis.directions import wrong_direction
from grader.diagnosis.dots import dot_after_import, dot_misplaced
from grader.diagnosis.findable import Wanted, advice, spread_module
from grader.diagnosis.given import dot_without_package
from grader.diagnosis.messages import (
    half_imported,
    missing_attribute,
    missing_module,
    missing_name,
)
from grader.diagnosis.origins import failing_imports, failing_place, ring_of, self_import
from grader.diagnosis.relatives import (
    absolute_inside_package,
    from_there,
    number_of_dots,
    relative_beyond_top,
    relative_outside_package,
    script_inside_package,
)
from grader.diagnosis.statements import (
    form_mismatch,
    form_missing,
    module_called,
    other_module,
    path_not_name,
    star,
    wrong_order,
)
from grader.diagnosis.story import Story, at, code, joined, rule
from grader.diagnosis.texts import import_ as texts
from grader.diagnosis.texts import statements as written
from grader.diagnosis.tree import near
from grader.importgraph import Edge
from grader.outline import Place
from grader.report import Finding, Verdict


def _py_ending(finding: Finding, scene: Scene) -> Story | None:
    found = failing_imports(finding, scene)
    module = missing_module(finding)
    fact = next((fact for fact in found[1] if fact.module.endswith(".py")), None) if found else None
    if found is None or fact is None or module is None:
        return None
    right = fact.statement.replace(f"{fact.module}", fact.module.removesuffix(".py"), 1)
    return Story(
        f"{at(found[0].path, fact.line)} has {code(fact.statement)}.",
        "In an import a dot means: what lies inside. So Python looks for something called `py` inside the module. "
        "The ending `.py` belongs to the file's name and not to the module's.",
        f"Write {code(right)} in {at(found[0].path, fact.line)}.",
    )


def _itself(finding: Finding, scene: Scene) -> Story | None:
    module = half_imported(finding)
    found = self_import(scene, module) if module else None
    if found is None or _lacks_it(finding, scene):
        return None
    facts, fact = found
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}, so the module imports itself.",
        "While a module is being imported, its names come into being line by line. What stands in the file itself "
        "can be used there without an import.",
        f"Delete {at(facts.path, fact.line)} and use the name directly.",
    )


def _cycle(finding: Finding, scene: Scene) -> Story | None:
    ring = _ring(finding, scene)
    if not ring:
        return None
    steps = [f"{at(edge.path, edge.fact.line)} imports {code(edge.imported)}" for edge in ring]
    return Story(
        f"The modules import each other in a circle: {joined(steps)}.",
        "Python runs a module from top to bottom when it is imported for the first time. In a circle it comes back "
        "to a module that is not finished, and whose later names do not exist yet.",
        _way_out(scene, ring),
    )


def _way_out(scene: Scene, ring: tuple[Edge, ...]) -> str:
    """What breaks a circle: a name that is to be had outside of it already, or else a new file for both."""
    inside = {edge.importer for edge in ring}
    for edge in ring:
        homes = [facts for facts in scene.outline.files.values() if facts.defined(edge.fact.name or "")]
        home = next((facts for facts in homes if facts.module not in inside), None)
        if home:
            right = from_there(scene.outline.files[edge.path], edge.fact, home.module)
            where = at(edge.path, edge.fact.line)
            return f"{code(home.path)} has {code(str(edge.fact.name))}, too: write {code(right)} in {where}."
    last = ring[-1]
    return (
        f"Move what {code(last.path)} needs from {code(last.imported)} into a file of its own that imports neither of "
        f"them, and import that in {at(last.path, last.fact.line)}."
    )


def _lacks_it(finding: Finding, scene: Scene) -> bool:
    """Whether a package has nothing at all of the name that is imported from it, so that no circle is to blame."""
    name, package = missing_name(finding) or ("", "")
    facts = scene.outline.modules.get(package)
    if facts is None or not facts.is_package or f"{package}.{name}" in scene.outline.modules:
        return False
    place = failing_place(finding)
    beside = [other.rpartition(".")[2] for other in scene.outline.modules if other.rpartition(".")[0] == package]
    is_slip = near(name, beside) is not None or (place is not None and place[0] == facts.path)
    return is_slip and not has_name(scene, facts, name)


def _ring(finding: Finding, scene: Scene) -> tuple[Edge, ...]:
    module = half_imported(finding)
    if _lacks_it(finding, scene):
        return ()
    if module:
        return ring_of(scene, module)
    lacking = missing_attribute(finding) or missing_name(finding)
    facts = scene.outline.modules.get(lacking[1]) if lacking else None
    if lacking and facts and facts.defined(lacking[0]):
        return ring_of(scene, facts.module)
    location, target = finding.location, finding.target
    if finding.verdict is not Verdict.FAILED or finding.raised or not location or not target:
        return ()
    ring = ring_of(scene, target)
    is_edge = any((edge.path, edge.fact.line) == (location.path, location.line) for edge in ring)
    return ring if is_edge else ()


def _hidden_cycle(finding: Finding, scene: Scene) -> Story | None:
    location, target = finding.location, finding.target
    if finding.verdict is not Verdict.FAILED or finding.raised or location is None or target is None:
        return None
    first, *others = ring_of(scene, target, (location.path, location.line)) or (None,)
    if first is None or first.fact.place is not Place.FUNCTION:
        return None
    steps = [f"{at(edge.path, edge.fact.line)} imports {code(edge.imported)}" for edge in others]
    return Story(
        f"{at(first.path, first.fact.line)} imports {code(first.imported)} inside a function, and {joined(steps)}: "
        "the circle is still there.",
        "An import inside a function waits until the function is called, so nothing fails today. But the modules still "
        "cannot do without each other, and one more import at the top of a file brings the error back.",
        f"Move what {code(first.path)} needs from {code(first.imported)} into a file of its own that imports neither "
        f"of them, and import that at the beginning of {code(first.path)}.",
    )


def _submodule_not_imported(finding: Finding, scene: Scene) -> Story | None:
    lacking = missing_attribute(finding)
    full = f"{lacking[1]}.{lacking[0]}" if lacking else ""
    place = failing_place(finding) if finding.raised and finding.raised.frames else None
    told = advice(scene, Wanted(*lacking, place)) if lacking and full in scene.outline.modules else None
    told = told or (spread_module(scene, full, place) if place else None)
    if lacking is None or told is None:
        return None
    where = f"{at(*place)} uses" if place else "What is asked for uses"
    return Story(
        f"{where} {code(full)}, but only {code(lacking[1])} was imported. {told.seen}",
        "Importing a package runs its `__init__.py` and nothing else. A module inside it is loaded when it is "
        "imported itself.",
        told.step,
    )


def _no_such_name(finding: Finding, scene: Scene) -> Story | None:
    lacking = missing_name(finding)
    if lacking is None:
        return None
    place = failing_place(finding) if finding.raised and finding.raised.frames else None
    told = advice(scene, Wanted(*lacking, place))
    where = f"{at(*place)} imports" if place else "What is asked for imports"
    home = scene.outline.modules.get(lacking[1])
    inside = " and for the modules that lie in a package," if home and home.is_package else ""
    return Story(
        f"{where} {code(lacking[0])} from {code(lacking[1])}, which has no such name. {told.seen}".rstrip(),
        f"`from ... import ...` works for names that stand at the top level of the module,{inside} in exactly this "
        "spelling.",
        told.step,
    )


SPECIFIC = (
    rule("import/wrong-order", "Module and name have changed places", written.WRONG_ORDER, wrong_order),
    rule("import/path-not-name", "An import names a path and not a module", written.PATH, path_not_name),
    rule("import/dot-after-import", "A plain import begins with a dot", written.DOT_AFTER_IMPORT, dot_after_import),
    rule("import/dot-misplaced", "A dot at a place where none may be", written.DOT_MISPLACED, dot_misplaced),
    rule("import/star", "Everything is imported with a star", written.STAR, star),
    rule("import/form-missing", "The form of import that is asked for is missing", written.FORM_MISSING, form_missing),
    rule("import/other-module", "A standard module in place of the own one", written.OTHER_MODULE, other_module),
    rule("import/form-mismatch", "Import and use of a name do not fit together", written.MISMATCH, form_mismatch),
    rule("import/module-called", "A module is called like a function", written.CALLED, module_called),
    rule("import/script-inside-package", "A file of a package runs without it", texts.SCRIPT, script_inside_package),
    rule("import/relative-outside-package", "A dot outside of any package", texts.OUTSIDE, relative_outside_package),
    rule("import/relative-beyond-top", "More dots than there are packages", texts.BEYOND, relative_beyond_top),
    rule("import/dot-without-package", "A text with a dot, and no package", written.NO_PACKAGE, dot_without_package),
    rule("import/number-of-dots", "Too few or too many dots", texts.DOTS, number_of_dots),
    rule("import/absolute-inside-package", "A file names its own package", texts.ABSOLUTE, absolute_inside_package),
    rule("import/py-ending", "An import names the file with its ending", texts.PY_ENDING, _py_ending),
    rule("import/function-as-module", "A function imported as if it were a module", texts.FUNCTION, function_as_module),
    rule("import/itself", "A module imports itself", texts.ITSELF, _itself),
    rule("import/cycle", "Modules import each other in a circle", texts.CYCLE, _cycle),
    rule("import/hidden-cycle", "A circle of imports, put off into a function", texts.HIDDEN_CYCLE, _hidden_cycle),
    rule(
        "import/submodule-not-imported", "A module of a package not imported", texts.SUBMODULE, _submodule_not_imported
    ),
    rule("import/wrong-direction", "A module imports what it should not know", written.DIRECTION, wrong_direction),
    rule("import/same-name-twice", "Two imports give the same name", written.SAME_NAME, same_name_twice),
)
GENERAL = (
    rule("import/search-failed", "A search for a module raises an exception", texts.SEARCH, search_failed),
    rule("import/no-such-name", "The module has no such name", texts.NO_NAME, _no_such_name),
    rule("import/no-such-module", "There is no module of this name", texts.NO_MODULE, no_such_module),
)
