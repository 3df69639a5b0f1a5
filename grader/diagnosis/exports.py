"""Mistakes with `__all__` and with what a star import brings in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.check import Scene
from grader.diagnosis.messages import missing_attribute, text_of, undefined_name
from grader.diagnosis.origins import failing_place
from grader.diagnosis.shown import names_shown
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, joined, listed, rule
from grader.diagnosis.texts import exports as texts
from grader.outline import DefinitionKind, ImportFact, ModuleFacts, Place
from grader.report import Finding, Verdict

_ALL = "__all__"
_BARE_NAMES = re.compile(r"__all__\s*(?::[^=]{1,40})?\+?=\s*[\[(]\s*[^\W\d]")
_ONE_TEXT = re.compile(r"""__all__\s*(?::[^=]{1,40})?=\s*+\(?\s*+(?:["'][^"']*["']\s*+)+\)?\s*(?:#.*)?$""")
_LIKE_ALL = re.compile(r"""(?!__all__\s*=)((?:__?all_?_?|__?ALL__?|all|ALL|__?exports__?))\s*=\s*[\[(]""")
_NOT_A_TEXT = re.compile(r"Item in (\w{1,100})\.__all__ must be str")
_TEXT = re.compile(r"""["'](\w{1,100})["']""")
_SIDE_BY_SIDE = re.compile(r"""["']\w{1,100}["'](?:\s*["']\w{1,100}["'])+""")
_MAX_LINES = 100
"""lines of an `__all__` that are looked at"""
_SHOWN_NAMES = re.compile(r"\w+")


def _asked(finding: Finding, scene: Scene) -> tuple[ModuleFacts, list[str], list[str] | None] | None:
    """Of a check on `__all__`: the module, the names asked for, and those that are in it (None: there is none)."""
    facts = scene.outline.modules.get(finding.target or "")
    expected, actual = finding.expected or "", finding.actual or ""
    if facts is None or _ALL not in expected or _ALL not in actual or finding.verdict is not Verdict.FAILED:
        return None
    return facts, _names_in(expected), None if actual.startswith("no ") else _names_in(actual)


def _names_in(shown: str) -> list[str]:
    """The names of `__all__ with a, b and c`."""
    names: list[str] = _SHOWN_NAMES.findall(shown.partition(" with ")[2])
    return [name for name in names if name != "and"]


def _line(scene: Scene, facts: ModuleFacts, pattern: re.Pattern[str]) -> int | None:
    text = source_lines(scene.submission, facts.path)
    return next((number for number, line in enumerate(text, 1) if pattern.match(line)), None)


def _without_quotes(finding: Finding, scene: Scene) -> Story | None:
    place = failing_place(finding) if undefined_name(finding) else None
    facts = _suspect(finding, scene, place)
    line = _line(scene, facts, _BARE_NAMES) if facts else None
    if facts is None or line is None or (place and place[1] != line):
        return None
    names = _SHOWN_NAMES.findall(source_lines(scene.submission, facts.path)[line - 1].partition("=")[2])
    right = ", ".join(f'"{name}"' for name in names[:5])
    return Story(
        f"{at(facts.path, line)} has names without quotes in `__all__`.",
        "`__all__` is a list of texts, the names as one would type them. Without quotes Python looks up what the name "
        "stands for, and that is a function or does not exist yet.",
        f"Write {code(f'__all__ = [{right}]')} in {at(facts.path, line)}.",
    )


def _suspect(finding: Finding, scene: Scene, place: tuple[str, int] | None) -> ModuleFacts | None:
    """The file whose `__all__` may hold something else than texts: asked for, named by Python, or failing there."""
    asked, named = _asked(finding, scene), _NOT_A_TEXT.search(text_of(finding))
    if asked:
        return asked[0] if asked[2] is None else None
    if named:
        return scene.outline.modules.get(named[1])
    return scene.outline.files.get(place[0]) if place else None


def _one_text(finding: Finding, scene: Scene) -> Story | None:
    asked, lacking = _asked(finding, scene), missing_attribute(finding)
    facts = asked[0] if asked else scene.outline.modules.get(lacking[1]) if lacking and len(lacking[0]) == 1 else None
    line = _line(scene, facts, _ONE_TEXT) if facts else None
    if facts is None or line is None:
        return None
    written = source_lines(scene.submission, facts.path)[line - 1].partition("=")[2]
    right = ", ".join(f'"{name}"' for name in _SHOWN_NAMES.findall(written)[:5])
    return Story(
        f"{at(facts.path, line)} gives `__all__` one text, {code(written)}.",
        "`__all__` is a list with one text for each name. Of a single text Python takes each letter for a name; and "
        "parentheses around it do not make it a list.",
        f"Write {code(f'__all__ = [{right}]')} in {at(facts.path, line)}.",
    )


def _misspelt(finding: Finding, scene: Scene) -> Story | None:
    asked = _asked(finding, scene)
    facts = asked[0] if asked and asked[2] is None else _without_exports(finding, scene)
    line = _line(scene, facts, _LIKE_ALL) if facts else None
    if facts is None or line is None:
        return None
    text = source_lines(scene.submission, facts.path)[line - 1]
    return Story(
        f"{at(facts.path, line)} makes {code(text.partition('=')[0])}, and no `__all__`.",
        "Python looks for exactly this name: two underscores, `all` in small letters, two underscores. Another name is "
        "just another list.",
        f"Write {code('__all__ =' + text.partition('=')[2])} in {at(facts.path, line)}.",
    )


def _without_exports(finding: Finding, scene: Scene) -> ModuleFacts | None:
    """The file that a source check asks for an `__all__`."""
    is_asked = "has no `__all__`" in finding.message and finding.verdict is Verdict.FAILED and not finding.raised
    return scene.outline.files.get(finding.target or "") if is_asked else None


def _missing(finding: Finding, scene: Scene) -> Story | None:
    asked = _asked(finding, scene)
    facts = asked[0] if asked and asked[2] is None else _without_exports(finding, scene)
    if facts is None or facts.exports is not None or facts.defined(_ALL):
        return None
    names = asked[1] if asked else [d.name for d in facts.definitions if not d.name.startswith("_")]
    right = ", ".join(f'"{name}"' for name in names[:5])
    return Story(
        f"{code(facts.path)} has no `__all__`.",
        "`__all__` tells which names of a module are meant for others. Without it a star import takes every name that "
        "has no underscore in front, also those that the module itself has imported.",
        f"Write {code(f'__all__ = [{right}]')} at the top of {code(facts.path)}.",
    )


def _unknown_name(finding: Finding, scene: Scene) -> Story | None:
    asked, lacking = _asked(finding, scene), missing_attribute(finding)
    facts = asked[0] if asked else scene.outline.modules.get(lacking[1]) if lacking else None
    exported = facts.exports if facts else None
    if facts is None or exported is None:
        return None
    known = {d.name for d in facts.definitions} | {fact.alias or fact.name or fact.module for fact in facts.imports}
    inside = {name for name in exported if f"{facts.module}.{name}" in scene.outline.modules}
    unknown = [name for name in exported if name not in known | inside]
    if not unknown or "*" in known or (lacking and lacking[0] not in unknown):
        return None
    line = facts.defined(_ALL)
    told = _comma_missing(source_lines(scene.submission, facts.path), facts, line.line, unknown) if line else None
    if told:
        return told
    return Story(
        f"{listed(unknown)} {'is' if len(unknown) == 1 else 'are'} in `__all__` of {code(facts.path)}, but the file "
        "defines no such name.",
        "A star import fetches every name that `__all__` lists. Where one of them does not exist, the import fails for "
        "everybody, also for those who need the other names.",
        f"Correct the spelling of {listed(unknown)} in {at(facts.path, line.line if line else None)}: the names are "
        "those behind `def`, `class` or before `=`.",
    )


def _comma_missing(text: list[str], facts: ModuleFacts, first: int, unknown: Sequence[str]) -> Story | None:
    """`["seeds" "water"]`."""
    listing = "\n".join(line.partition("#")[0] for line in text[first - 1 : first + _MAX_LINES])
    slip = next((slip for slip in _SIDE_BY_SIDE.finditer(listing) if "".join(_TEXT.findall(slip[0])) in unknown), None)
    if slip is None:
        return None
    names = _TEXT.findall(slip[0])
    wrong, right = (mark.join(f'"{name}"' for name in names) for mark in (" ", ", "))
    here = at(facts.path, first + listing[: slip.start()].count("\n"))
    return Story(
        f"{here} has {code(wrong)} without a comma between them, so `__all__` holds {code(''.join(names))} in place of "
        f"{listed(names)}.",
        "Python makes one text of texts that stand side by side, also over the ends of lines. Only a comma makes them "
        "items of their own.",
        f"Write {code(right)} in {here}.",
    )


def _other_names(finding: Finding, scene: Scene) -> Story | None:
    asked = _asked(finding, scene)
    facts, wanted, found = asked or (None, [], None)
    if facts is None or found is None:
        return None
    lacking = [name for name in wanted if name not in found]
    extra = [name for name in dict.fromkeys(found) if name not in wanted]
    twice = [name for name in dict.fromkeys(found) if found.count(name) > 1]
    what = [f"{listed(lacking)} {_is(lacking)} missing"] if lacking else []
    what += [f"{listed(extra)} {_is(extra)} too much"] if extra else []
    what += [f"{listed(twice)} {_is(twice)} there more than once"] if twice and not what else []
    if not what:
        return None
    definition = facts.defined(_ALL)
    right = ", ".join(f'"{name}"' for name in wanted[:8])
    return Story(
        f"In `__all__` of {code(facts.path)} {joined(what)}.",
        "`__all__` is the whole list of what a module has for others: what is not in it does not come along with a "
        "star import, and what is in it looks like a promise.",
        f"Write {code(f'__all__ = [{right}]')} in {at(facts.path, definition.line if definition else None)}.",
    )


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _comes_along(finding: Finding, scene: Scene) -> Story | None:
    extra = _extra_names(finding)
    facts = scene.outline.modules.get(_starred(finding, scene)) if extra else None
    if not extra or facts is None:
        return None
    imported = next((fact for fact in facts.imports if _bound(fact) in extra and fact.place is Place.MODULE), None)
    own = next((d for d in facts.definitions if d.name in extra), None)
    if imported:
        here, what = at(facts.path, imported.line), f"imports {code(_bound(imported))}"
        step = f"Give it a private name in {here}, with `as _{_bound(imported)}` behind it, and use that in the file."
    elif own:
        here, what = at(facts.path, own.line), f"makes the name {code(own.name)}"
        step = f"Rename it to {code('_' + own.name)} in {here}, and wherever the file uses it."
        if own.kind is DefinitionKind.VALUE and facts.defined(f"_{own.name}"):
            step = f"Delete {here}; {code('_' + own.name)} is there already."
    else:
        return None
    return Story(
        f"{here} {what}, which has no underscore in front. So it is a public name of "
        f"{code(facts.module)}, and there should be only {listed(names_shown(finding.expected) or [])}.",
        "Every name at the top level of a module belongs to it, whether it comes from `def`, `=` or `import`. Without "
        "an `__all__`, a star import takes all that do not begin with an underscore.",
        step,
    )


def _extra_names(finding: Finding) -> list[str]:
    """The names that a list of names has too many, where both lists are lists of names."""
    expected, actual = names_shown(finding.expected), names_shown(finding.actual)
    if finding.verdict is not Verdict.FAILED or finding.raised or not expected or not actual:
        return []
    return [name for name in actual if name not in expected] if set(expected) < set(actual) else []


def _starred(finding: Finding, scene: Scene) -> str:
    """The module of the submission whose names the check lists: the only one that it imports."""
    asked = set(re.findall(r"(?:from|import)\s+([\w.]{1,200})", (finding.asked or "")[:1000]))
    own = [name for name in asked if name in scene.outline.modules]
    return own[0] if len(own) == 1 else ""


def _bound(fact: ImportFact) -> str:
    return fact.alias or fact.name or fact.module.split(".")[0]


SPECIFIC = (
    rule("exports/without-quotes", "Names without quotes in `__all__`", texts.WITHOUT_QUOTES, _without_quotes),
    rule("exports/one-text", "One text in place of a list in `__all__`", texts.ONE_TEXT, _one_text),
    rule("exports/misspelt", "`__all__` is written differently", texts.MISSPELT, _misspelt),
    rule("exports/missing", "The module has no `__all__`", texts.MISSING, _missing),
    rule("exports/unknown-name", "A name in `__all__` that does not exist", texts.UNKNOWN, _unknown_name),
    rule("exports/other-names", "`__all__` holds other names", texts.OTHER_NAMES, _other_names),
    rule("exports/comes-along", "A name is public that should not be", texts.COMES_ALONG, _comes_along),
)
