"""Import statements that say something else than was meant: wrong order, a path, a star, the other form."""

from __future__ import annotations

import re
import sys

from grader.check import Scene
from grader.diagnosis.broken import broken_file
from grader.diagnosis.messages import missing_module, text_of, undefined_name
from grader.diagnosis.origins import failing_imports, failing_place
from grader.diagnosis.story import Story, at, code, listed
from grader.diagnosis.tree import near
from grader.importgraph import absolute_name
from grader.outline import ImportFact, ModuleFacts
from grader.report import Finding, Verdict

_BACKWARDS = re.compile(r"import\s+(\w+)\s+from\s+([\w.]+)")
_NO_MODULE_NAME = re.compile(r"""(?:import|from)\s+[^#]{0,200}?(?:["'/\\-]|\.py\b)""")
_WHY_FORM = (
    "`import m` gives you only the name `m`, and what is in it is written `m.f`. `from m import f` gives you only "
    "the name `f`, and not `m`. Each form goes with its own way to write the call."
)
_WHY_DOT = (
    "A dot at the beginning means: in the package that this file belongs to, whatever that is called. Without it, an "
    "import begins at the top, where the package itself lies."
)
_FROM = re.compile(r"from (\.{0,20})([\w.]{0,200}) import (\w{1,100})")
_LACKS = re.compile(r"has no `((?:import|from) [^`]{1,300})`")


def wrong_order(finding: Finding, scene: Scene) -> Story | None:
    """`from add import math_utils` or `import add from math_utils`."""
    broken = broken_file(finding, scene)
    found = _BACKWARDS.match(broken.text.strip()) if broken else None
    if broken and found:
        seen = f"{at(broken.path, broken.line)} has {code(broken.text)}."
        return _turned_round(seen, found[2], found[1], at(broken.path, broken.line))
    statement = failing_imports(finding, scene)
    module = missing_module(finding)
    if statement is None or module is None:
        return None
    facts, (fact, *_) = statement
    home = scene.outline.modules.get(fact.name or "")
    if home is None or fact.level or not home.defined(fact.module):
        return None
    seen = (
        f"{at(facts.path, fact.line)} has {code(fact.statement)}, but {code(fact.module)} is a name in "
        f"{code(home.path)}."
    )
    return _turned_round(seen, home.module, fact.module, at(facts.path, fact.line))


def _turned_round(seen: str, module: str, name: str, where: str) -> Story:
    why = "The statement is read from the large to the small: `from` the module, `import` the name in it."
    return Story(seen, why, f"Write {code(f'from {module} import {name}')} in {where}.")


def path_not_name(finding: Finding, scene: Scene) -> Story | None:
    """`import mypackage/math_utils`, `from "math_utils.py" import add`."""
    broken = broken_file(finding, scene)
    text = broken.text.strip() if broken else ""
    if broken is None or not text.startswith(("import ", "from ")) or not _NO_MODULE_NAME.match(text):
        return None
    right = re.sub(r"\.py\b", "", text.replace('"', "").replace("'", ""))
    right = right.replace("/", ".").replace("\\", ".").replace("-", "_")
    return Story(
        f"{at(broken.path, broken.line)} has {code(text)}.",
        "An import names a module and not a file: without quotes and `.py`, with dots in place of slashes, and only "
        "with letters, digits and underscores.",
        f"Write the name of the module in {at(broken.path, broken.line)}, for example {code(right)}; a file with a "
        "hyphen or a space in its name needs another name first.",
    )


def star(finding: Finding, scene: Scene) -> Story | None:
    """A star import where a check asks for names."""
    facts = scene.outline.files.get(finding.target or "")
    line = finding.location.line if finding.location else None
    fact = next((fact for fact in facts.imports if fact.is_star and fact.line == line), None) if facts else None
    if facts is None or fact is None or finding.verdict is not Verdict.FAILED:
        return None
    source = scene.outline.modules.get(absolute_name(facts, fact) or "")
    names = [d.name for d in source.definitions if not d.name.startswith("_")] if source else []
    names = list(source.exports) if source and source.exports else names
    example = f"from {'.' * fact.level}{fact.module} import {', '.join(names[:3]) or 'name'}"
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}.",
        "The star brings in names that nobody can see in this file; they may hide your own, and a reader cannot tell "
        "where a name comes from.",
        f"Name what you use in {at(facts.path, fact.line)}, for example {code(example)}.",
    )


def form_missing(finding: Finding, scene: Scene) -> Story | None:
    """A check asks for an import statement that the file lacks."""
    facts = scene.outline.files.get(finding.target or "")
    found = _LACKS.search(finding.message)
    if facts is None or found is None or finding.verdict is not Verdict.FAILED or finding.raised:
        return None
    wanted = found[1]
    slip = _slip_of(wanted, facts, scene)
    if slip:
        has, step = (
            f"Line {slip.line} has {code(slip.statement)}.",
            f"Write {code(wanted)} in {at(facts.path, slip.line)}.",
        )
    else:
        others = list(dict.fromkeys(fact.statement for fact in facts.imports))
        has = f"It has {listed(others)}." if others else "It imports nothing."
        step = f"Write {code(wanted)} at the beginning of {code(facts.path)}, and use the name that it gives you."
    why = _WHY_DOT if wanted.startswith("from .") else _WHY_FORM
    return Story(f"{code(facts.path)} has no {code(wanted)}. {has}", why, step)


def _slip_of(wanted: str, facts: ModuleFacts, scene: Scene) -> ImportFact | None:
    """The import that is probably meant to be `wanted`: one that cannot work, or a star, and is much like it."""
    same = next((fact for fact in facts.imports if _means(wanted, facts, fact)), None)
    failing = {fact.statement: fact for fact in facts.imports if not _can_work(fact, scene)}
    return same or failing.get(near(wanted, failing, cutoff=0.6) or "")


def _means(wanted: str, facts: ModuleFacts, fact: ImportFact) -> bool:
    """Whether an import brings in the very same thing as `wanted`, with dots where that has none or without them."""
    found = _FROM.fullmatch(wanted)
    if found is None or fact.name != found[3] or bool(fact.level) == bool(found[1]):
        return False
    asked = fact.model_copy(update={"level": len(found[1]), "module": found[2]})
    return absolute_name(facts, asked) == absolute_name(facts, fact) is not None


def _can_work(fact: ImportFact, scene: Scene) -> bool:
    top = fact.module.split(".")[0]
    if fact.level or fact.is_star:
        return False
    home = scene.outline.modules.get(fact.module)
    if home is None:
        return top not in scene.outline.modules and top in sys.stdlib_module_names
    is_submodule = f"{fact.module}.{fact.name}" in scene.outline.modules
    return fact.name is None or home.defined(fact.name) is not None or is_submodule


def other_module(finding: Finding, scene: Scene) -> Story | None:
    """`from math import add` where the student's own module was meant."""
    statement = failing_imports(finding, scene)
    if statement is None or finding.raised is None or not finding.raised.is_a("ImportError"):
        return None
    facts, (fact, *_) = statement
    if fact.module not in sys.stdlib_module_names or fact.module in scene.outline.modules:
        return None
    home = next((found for found in scene.outline.files.values() if found.defined(fact.name or "")), None)
    if home is None or fact.name is None:
        return None
    return Story(
        f"{at(facts.path, fact.line)} has {code(fact.statement)}. {code(fact.module)} is a module of Python itself; "
        f"your own {code(fact.name)} is in {code(home.path)}.",
        "The name after `from` decides which module is opened: it must be the name of the file, without `.py`.",
        f"Write {code(f'from {home.module} import {fact.name}')} in {at(facts.path, fact.line)}.",
    )


def bound(fact: ImportFact) -> str:
    """The name that an import gives to its file."""
    return fact.alias or fact.name or fact.module.split(".")[0]


def module_called(finding: Finding, scene: Scene) -> Story | None:
    """`import math_utils` and then `math_utils(5, 3)`."""
    if "'module' object is not callable" not in text_of(finding):
        return None
    place = failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    line = (finding.location.text or "") if finding.location else ""
    called = (
        next((fact for fact in facts.imports if f"{bound(fact)}(" in line.replace(" ", "")), None) if facts else None
    )
    if place is None or called is None:
        return None
    name = bound(called)
    return Story(
        f"{at(*place)} calls {code(name + '(...)')}, and {code(name)} is a module ({code(called.statement)} in line "
        f"{called.line}).",
        "A module is a box of functions and cannot be called itself; only the functions in it can.",
        f"Write the function behind the module's name in {at(*place)}, as in `{name}.name_of_the_function(...)`.",
    )


def form_mismatch(finding: Finding, scene: Scene) -> Story | None:
    """`import math_utils` and then `add(5, 3)`, or the other way round."""
    name, place = undefined_name(finding), failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    if not name or place is None or facts is None:
        return None
    for fact in facts.imports:
        base = absolute_name(facts, fact) or ""
        module = scene.outline.modules.get(f"{base}.{fact.name}" if fact.name else base)
        story = _name_without_module(facts, fact, module, name, place) or _module_without_name(facts, fact, name, place)
        if story:
            return story
    return None


def _name_without_module(
    facts: ModuleFacts, fact: ImportFact, module: ModuleFacts | None, name: str, place: tuple[str, int]
) -> Story | None:
    if module is None or not module.defined(name):
        return None
    full = f"{fact.alias or fact.name or fact.module}.{name}"
    seen = (
        f"{at(*place)} uses {code(name)} alone, but line {fact.line} of {code(facts.path)} has {code(fact.statement)}."
    )
    return Story(seen, _WHY_FORM, f"Write {code(full)} in {at(*place)}.")


def _module_without_name(facts: ModuleFacts, fact: ImportFact, name: str, place: tuple[str, int]) -> Story | None:
    is_plain = fact.name is None and not fact.alias
    if (is_plain and bound(fact) == name) or fact.name == name or name not in fact.module.split("."):
        return None
    seen = f"{at(*place)} uses {code(name)}, but line {fact.line} of {code(facts.path)} has {code(fact.statement)}."
    if is_plain:
        step = f"Write {code(fact.module)} in place of {code(name)} in {at(*place)}."
    elif fact.name is None:
        step = f"Write {code(bound(fact))} in place of {code(name)} in {at(*place)}."
    else:
        step = (
            f"Write {code(bound(fact))} in {at(*place)} without {code(name + '.')}, or import {code(fact.module)} "
            "itself."
        )
    return Story(seen, _WHY_FORM, step)
