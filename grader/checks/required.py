"""The checks that follow from `requires`, each with a stable id.

Ids: `layout:a.b`, `import:a.b`, `defines:a.b.f`, `provides:a.b`, `exports:a.b`.
A module's import needs its layout and its parents' imports; whatever looks into a module needs its import, except
plain definitions, which the source settles even where the import fails. Each has hints of its own (`steps.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.checks.module import Aspect, AspectCheck, ModuleCheck
from grader.checks.package import PackageCheck
from grader.checks.steps import steps
from grader.requirement import Class, Function, Module, Package, Requirements


def derived_checks(requires: Requirements) -> Iterator[AspectCheck]:
    """All checks of the tree: first every layout, then the imports, then the names."""
    tree = list(requires.walk())
    for name, module in tree:
        yield _check(Aspect.LAYOUT, name, module, requires, _parents("layout", name))
    for name, module in tree:
        yield _check(Aspect.IMPORT, name, module, requires, (f"layout:{name}", *_parents("import", name)))
    for name, module in tree:
        yield from _name_checks(name, module, requires)


def _name_checks(name: str, module: Module, requires: Requirements) -> Iterator[AspectCheck]:
    needs = (f"layout:{name}",)
    things: list[tuple[str, str, Function | Class | str]] = [
        *(("function", function.name, function) for function in module.functions),
        *(("class_", wanted.name, wanted) for wanted in module.classes),
        *(("value", value, value) for value in module.values),
    ]
    for field, last, thing in things:
        yield _check(Aspect.DEFINES, name, module, requires, needs, last=last, **{field: thing})
    if module.provides:
        yield _check(Aspect.PROVIDES, name, module, requires, (f"import:{name}",), names=module.provides)
    if module.exports is not None:
        yield _check(Aspect.EXPORTS, name, module, requires, (f"import:{name}",), names=module.exports)


def _check(
    aspect: Aspect,
    name: str,
    module: Module,
    requires: Requirements,
    needs: tuple[str, ...],
    *,
    last: str = "",
    **own: object,
) -> AspectCheck:
    """`last` is the name that is defined; `own` are the fields of this aspect."""
    points = requires.points
    worth = {Aspect.LAYOUT: points.layout, Aspect.IMPORT: points.imports, Aspect.DEFINES: points.defines}
    fields = {
        "id": f"{aspect.value}:{name}.{last}" if last else f"{aspect.value}:{name}",
        "name": name,
        "aspect": aspect,
        "points": worth.get(aspect, points.exports),
        "needs": needs,
        **own,
    }
    check: AspectCheck
    if isinstance(module, Package):
        check = PackageCheck.model_validate({"kind": "package", **fields})
    else:
        check = ModuleCheck.model_validate({"kind": "module", **fields})
    return check.model_copy(update={"hints": steps(check)})


def _parents(aspect: str, name: str) -> tuple[str, ...]:
    parent = name.rpartition(".")[0]
    return (f"{aspect}:{parent}",) if parent else ()
