"""What a module defines and offers: functions with their parameters, classes, values, `__all__`.

The source settles what it can; what it cannot say (a lambda that was wrapped, a `functools.partial`, a decorated
or re-exported function) is settled by looking at the imported module in the sandbox.
"""

from __future__ import annotations

from grader.check import Scene
from grader.checks.findings import failed, listing, place
from grader.checks.importing import ask_import
from grader.checks.near import near_name
from grader.outline import Definition, DefinitionKind, ParamFact
from grader.report import PASSED, Finding, Location, Verdict
from grader.requests import Bound, NameKind
from grader.requirement import Class, Function


def written(function: Function) -> str:
    """`add(a, b)`, `greet(name, loud=…)`, or `add` where any parameters will do."""
    if function.params is None:
        return function.name
    return f"{function.name}({', '.join(_written_param(param) for param in function.params)})"


def has_function(scene: Scene, module: str, function: Function, timeout_s: float) -> Finding:
    """Settle that `module` has a function of this name that takes these parameters."""
    static = _definition(scene, module, function.name)
    if static and static.kind is DefinitionKind.FUNCTION and not static.decorated:
        return _fits(function, static.params, module, _location(scene, module, static.line))
    bound = _bound(scene, module, function.name, timeout_s)
    if isinstance(bound, Finding):
        return bound
    if bound.kind is NameKind.VALUE or bound.kind is NameKind.MODULE:
        return Finding(
            Verdict.FAILED,
            f"{module}.{function.name} is not a function but a {bound.type}.",
            expected=f"a function {written(function)}",
            actual=f"a {bound.type}",
            location=_location(scene, module, static.line) if static else None,
            target=f"{module}.{function.name}",
        )
    return _fits(function, bound.params, module, _location(scene, module, static.line) if static else None)


def has_class(scene: Scene, module: str, wanted: Class, timeout_s: float) -> Finding:
    """Settle that `module` has a class of this name with these methods."""
    static = _definition(scene, module, wanted.name)
    if static is None or static.kind is not DefinitionKind.CLASS:
        bound = _bound(scene, module, wanted.name, timeout_s)
        if isinstance(bound, Finding):
            return bound
        if bound.kind is not NameKind.CLASS:
            return failed(f"{module}.{wanted.name} is not a class.", target=f"{module}.{wanted.name}")
    for method in wanted.methods:
        finding = _has_method(scene, module, wanted.name, method, timeout_s)
        if not finding.passed:
            return finding
    return PASSED


def _has_method(scene: Scene, module: str, name: str, method: Function, timeout_s: float) -> Finding:
    """Written in the class itself, or inherited: then Python is asked, and any parameters will do."""
    static = _definition(scene, module, name)
    own = next((m for m in static.methods if m.name == method.name), None) if static else None
    if own:
        params = own.params[1:] if own.params else own.params
        return _fits(method, params, f"{module}.{name}", _location(scene, module, own.line))
    target = f"{name}.{method.name}"
    outcome = ask_import(scene, f"import {module}", timeout_s, inspect=(target,), target=f"{module}.{target}")
    if isinstance(outcome, Finding):
        return outcome
    if target in outcome[0].inspected:
        return PASSED
    location = _location(scene, module, static.line) if static else None
    return failed(f"The class {name} has no method {method.name}.", target=f"{module}.{target}", location=location)


def has_value(scene: Scene, module: str, name: str, timeout_s: float) -> Finding:
    """Settle that `module` binds this name, to whatever."""
    if _definition(scene, module, name):
        return PASSED
    bound = _bound(scene, module, name, timeout_s)
    return bound if isinstance(bound, Finding) else PASSED


def provides_names(scene: Scene, module: str, names: tuple[str, ...], timeout_s: float) -> Finding:
    """Settle that all `names` can be reached through `module` after a plain import of it."""
    outcome = ask_import(scene, f"import {module}", timeout_s, inspect=names, target=module)
    if isinstance(outcome, Finding):
        return outcome
    missing = [name for name in names if name not in outcome[0].inspected]
    return _missing(scene, module, missing[0]) if missing else PASSED


def exports_names(scene: Scene, module: str, names: tuple[str, ...], timeout_s: float) -> Finding:
    """Settle that `__all__` of `module` holds exactly `names`, in any order."""
    parent, _, last = module.rpartition(".")
    statement = f"from {parent} import {last}" if parent else f"import {last}"
    outcome = ask_import(scene, statement, timeout_s, target=module)
    if isinstance(outcome, Finding):
        return outcome
    found = outcome[0].bound[last].exports if last in outcome[0].bound else None
    if found is not None and sorted(found) == sorted(names):
        return PASSED
    return Finding(
        Verdict.FAILED,
        f"{module} has no __all__." if found is None else f"__all__ of {module} does not hold the names asked for.",
        expected=f"__all__ with {listing(names)}" if names else "an empty __all__",
        actual="no __all__" if found is None else f"__all__ with {listing(found)}" if found else "an empty __all__",
        target=module,
    )


def _definition(scene: Scene, module: str, name: str) -> Definition | None:
    facts = scene.outline.modules.get(module)
    return facts.defined(name) if facts else None


def _bound(scene: Scene, module: str, name: str, timeout_s: float) -> Bound | Finding:
    outcome = ask_import(scene, f"import {module}", timeout_s, inspect=(name,), target=f"{module}.{name}")
    if isinstance(outcome, Finding):
        return outcome
    return outcome[0].inspected.get(name) or _missing(scene, module, name)


def _missing(scene: Scene, module: str, name: str) -> Finding:
    facts = scene.outline.modules.get(module)
    near = near_name(name, tuple(d.name for d in facts.definitions)) if facts else None
    definition = facts.defined(near) if facts and near else None
    return failed(
        f"{module} has no {name}." + (f" There is {near} instead." if near else ""),
        target=f"{module}.{name}",
        location=_location(scene, module, definition.line) if definition else None,
    )


def _location(scene: Scene, module: str, line: int) -> Location:
    return place(scene.submission, scene.outline.modules[module].path, line)


def _fits(function: Function, params: tuple[ParamFact, ...] | None, owner: str, location: Location | None) -> Finding:
    """Compare parameters. Too few or too many block the checks that call the function; other names do not."""
    if function.params is None or params is None or _accepts(function.params, params):
        return PASSED
    has = f"{function.name}({', '.join(_shown(param) for param in params)})"
    return Finding(
        Verdict.FAILED,
        f"{owner}.{function.name} takes other parameters than the exercise asks for.",
        expected=written(function),
        actual=has,
        location=location,
        target=f"{owner}.{function.name}",
        blocks=False,
    )


def _accepts(wanted: tuple[str, ...], has: tuple[ParamFact, ...]) -> bool:
    """Whether the parameters are the wanted ones in order; `*args` stands for any, extra ones need defaults."""
    starred = {param.kind for param in has} & {"var_positional", "var_keyword"}
    named = [param for param in has if param.kind not in {"var_positional", "var_keyword"}]
    plain = [name for name in wanted if not name.startswith("*")]
    if any(not _matches(want, param) for want, param in zip(plain, named, strict=False)):
        return False
    if len(named) < len(plain) and "var_positional" not in starred:
        return False
    stars_asked = {"**": "var_keyword", "*": "var_positional"}
    asked = {stars_asked["**" if name.startswith("**") else "*"] for name in wanted if name.startswith("*")}
    return asked <= starred and all(param.default for param in named[len(plain) :])


def _matches(want: str, param: ParamFact) -> bool:
    """Same name; a default where one is asked for (an additional default does no harm)."""
    return param.name == want.rstrip("=") and (param.default or not want.endswith("="))


def _written_param(param: str) -> str:
    return f"{param}…" if param.endswith("=") else param


def _shown(param: ParamFact) -> str:
    stars = {"var_positional": "*", "var_keyword": "**"}.get(param.kind, "")
    return f"{stars}{param.name}{'=…' if param.default else ''}"
