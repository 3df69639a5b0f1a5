"""Mistakes with layers: a module imports from above, or cannot do without what lies above it."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.messages import missing_module
from grader.diagnosis.origins import failing_place
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import layer as texts
from grader.outline import Place
from grader.report import Finding, Verdict

_UPWARDS = re.compile(r"([\w.]{1,200}) imports ([\w.]{1,200}), which lies in a layer above it\.")


def _upwards(finding: Finding, scene: Scene) -> Story | None:
    found, place = _UPWARDS.fullmatch(finding.message), finding.location
    if found is None or place is None or finding.verdict is not Verdict.FAILED:
        return None
    facts = scene.outline.files.get(place.path)
    here = [fact for fact in facts.imports if fact.line == place.line] if facts else []
    names = [fact.name for fact in here if fact.name and fact.name != "*" and f".{fact.name}" not in f".{found[2]}"]
    inside = " inside a function" if here and here[0].place is Place.FUNCTION else ""
    what = f"what it needs from there ({listed(names)})" if names else "what it needs from there"
    return Story(
        f"{at(place.path, place.line)} imports {code(found[2])}{inside}, and that lies on a floor above "
        f"{code(found[1])}.",
        "A lower module that needs an upper one cannot be used, tested or understood without it. An import inside a "
        "function only puts that off: the one still cannot do without the other.",
        f"Move {what} down, into {code(place.path)} or a module below it, and import it from there in "
        f"{code(found[2])}.",
    )


def _needs_what_was_taken_away(finding: Finding, scene: Scene) -> Story | None:
    module, place = missing_module(finding), failing_place(finding)
    facts = scene.outline.modules.get(module or "")
    if facts is None or place is None or ".unlink()" not in (finding.asked or ""):
        return None
    return Story(
        f"{at(*place)} imports {code(facts.module)}, and this check takes {code(facts.path)} away to see whether the "
        "rest works without it.",
        "What lies below should not need what lies above. Importing a module also runs the `__init__.py` of its "
        "package, with all that this one imports.",
        f"Do without {code(facts.module)} in {at(*place)}: move what is needed from there to a module below.",
    )


SPECIFIC = (
    rule(
        "layer/needs-the-upper", "A module does not work without an upper one", texts.NEEDS, _needs_what_was_taken_away
    ),
)
GENERAL = (rule("layer/upwards", "A lower module imports an upper one", texts.UPWARDS, _upwards),)
