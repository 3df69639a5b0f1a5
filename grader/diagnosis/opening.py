"""A module that opens files while it is imported, and what is worked out for a parameter at that time."""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis.origins import asked_module
from grader.diagnosis.shown import items_shown
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code
from grader.outline import CallFact
from grader.report import Finding, Verdict


def is_head(scene: Scene, path: str, line: int) -> bool:
    """Whether the line begins a function, so that a call in it is for the value of a parameter."""
    text = source_lines(scene.submission, path)[line - 1 : line]
    return "".join(text).lstrip().startswith(("def ", "async def "))


WHY_PARAMETER = (
    "The value behind the `=` of a parameter is worked out once, when `def` runs, and that is during the import. It is "
    "not worked out anew for each call."
)


def out_of_the_head(path: str, call: CallFact) -> str:
    """What to do about a call for the value of a parameter."""
    return (
        f"Take `=` and what stands behind it out of the parentheses in {at(path, call.line)}, and call "
        f"{code(call.name)} inside the function that needs it."
    )


def opens_files(finding: Finding, scene: Scene) -> Story | None:
    """A check lists the files that were opened during an import, and there should be none."""
    items = items_shown(finding.actual) if finding.expected == "[]" and finding.verdict is Verdict.FAILED else None
    opened = [item[1:-1] for item in items or () if item[:1] in {"'", '"'} and "." in item]
    facts = scene.outline.modules.get(asked_module(finding, scene) or "")
    if finding.raised or not opened or facts is None or not facts.calls:
        return None
    text = source_lines(scene.submission, facts.path)
    named = [call for call in facts.calls if opened[0] in "".join(text[call.line - 1 : call.line])]
    call = (named or [call for call in facts.calls if "open" in call.name] or list(facts.calls))[-1]
    if is_head(scene, facts.path, call.line):
        seen = f"{at(facts.path, call.line)} calls {code(call.name)} for the value of a parameter"
        return Story(f"{seen}, so an import opens {code(opened[0])}.", WHY_PARAMETER, out_of_the_head(facts.path, call))
    return Story(
        f"{at(facts.path, call.line)} calls {code(call.name)} outside of any function, so an import opens "
        f"{code(opened[0])}.",
        "An import runs the file from top to bottom, wherever the program lies that imports it. Where there is no such "
        "file, the import fails; and where there is one, it is read although nobody asked for it.",
        f"Put {at(facts.path, call.line)} into a function, and call that function where its result is needed.",
    )
