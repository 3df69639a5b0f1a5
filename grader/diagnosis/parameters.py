"""A parameter that has the name of something that the file imports, so that the function does not see the import."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.origins import failing_place
from grader.diagnosis.statements import bound
from grader.diagnosis.story import Story, at, code
from grader.outline import ModuleFacts
from grader.report import Finding


def parameter_hides_import(finding: Finding, scene: Scene) -> Story | None:
    """`from farm import cows` and then `def milk(cows): return cows.milk(…)`."""
    raised, place = finding.raised, failing_place(finding)
    facts = scene.outline.files.get(place[0]) if place else None
    if raised is None or facts is None or place is None or not raised.frames:
        return None
    if not (raised.is_a("AttributeError") or "is not callable" in raised.text):
        return None
    line = (finding.location.text or "") if finding.location else ""
    name = _hidden_name(facts, raised.frames[-1].function, line)
    if name is None:
        return None
    fact = next(fact for fact in facts.imports if bound(fact) == name)
    return Story(
        f"{code(name)} in {at(*place)} is the parameter of the function, not what line {fact.line} imports with "
        f"{code(fact.statement)}.",
        "Inside a function its parameters come first. A parameter with the name of something imported hides it there.",
        f"Give the import another name in {at(facts.path, fact.line)}, for example with `as`, and use that name in "
        f"{at(*place)}.",
    )


def _hidden_name(facts: ModuleFacts, function: str, line: str) -> str | None:
    """An imported name that is a parameter of the running function, too, and is used on the line with `.` or `(`."""
    running = facts.defined(function)
    parameters = {param.name for param in (running.params or ())} if running else set()
    imported = [bound(fact) for fact in facts.imports]
    both = [name for name in imported if name in parameters]
    return next((name for name in both if re.search(rf"(?<![\w.]){re.escape(name)}\s*[.(]", line)), None)
