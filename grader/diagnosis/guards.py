"""The main guard: missing, not written exactly, in another form, or with the file's own name in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.check import Scene
from grader.diagnosis.messages import undefined_name
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import (
    Sighting,
    almost_guard,
    guard_elsewhere,
    is_almost_guard,
    source_lines,
    top_line,
)
from grader.diagnosis.story import Story, at, code, lines
from grader.outline import ModuleFacts
from grader.report import Finding, Verdict

_GUARD = 'if __name__ == "__main__":'
_OWN_NAME = re.compile(r"""if\s+__name__\s*==\s*["']([^"']{0,200})["']\s*:\s*(?:#.*)?""")
_OTHER_WORD = re.compile(r"if\s+(\w{1,60})\s*==?\s*[\"']")
_WORD = re.compile(r"_{0,3}(?:name|main)_{0,3}", re.IGNORECASE)
_MAX_LINES = 50
"""lines of one file whose block is looked up"""
_WHY_EXACT = (
    'Python gives the file that is started the name `"__main__"`, in the variable `__name__`: two underscores '
    "before and behind both words, quotes around the second, and `==` between them."
)
_WHY_OWN_NAME = (
    '`__name__` is the file\'s own name while it is imported. In the file that is started it is `"__main__"` in place '
    "of that."
)
_WHY_FORM = {
    "while": "`while` repeats what is below it as long as the condition is true, and this one stays true. `if` asks "
    "once, and that is enough.",
    "function": "The guard stands at the left edge, where it runs when the file is started. Inside a function it waits "
    "until somebody calls the function, and a reader does not find it.",
}
_WHY_ANOTHER = (
    "This may do the same. But the line that everybody who reads Python looks for, and that tools know, is an `if` at "
    "the left edge."
)


def silent_program(finding: Finding, scene: Scene) -> ModuleFacts | None:
    """The file of a program that ran to its end and printed nothing."""
    is_program = (finding.asked or "").startswith("python ")
    if not is_program or finding.actual != "nothing" or finding.raised:
        return None
    target = finding.target or ""
    by_module = scene.outline.modules.get(f"{target}.__main__") or scene.outline.modules.get(target)
    return scene.outline.files.get(target) or by_module


def is_word_of_guard(line: str, name: str) -> bool:
    """Whether a name that does not exist is one of the two words of what is meant as the main guard."""
    return is_almost_guard(line) and _WORD.fullmatch(name) is not None


def wrong_guard(finding: Finding, scene: Scene) -> Story | None:
    """`if __name__ == "main":`."""
    undefined = _undefined_word(finding, scene)
    asked = _asked_for_guard(finding, scene)
    facts = silent_program(finding, scene) or asked
    if undefined or facts is None or facts.main_guard is not None:
        return undefined
    text = source_lines(scene.submission, facts.path)
    line = almost_guard(text)
    if line is None:
        held = guard_elsewhere(text) if asked else None
        return _in_another_form(facts, held, text) if held else None
    return _inexact(facts, line, text[line - 1].rstrip())


def _undefined_word(finding: Finding, scene: Scene) -> Story | None:
    """`if __name__ == __main__:`, at which Python stops."""
    name, place = undefined_name(finding), failing_place(finding)
    line = "".join(source_lines(scene.submission, place[0])[place[1] - 1 : place[1]]) if place else ""
    if name is None or place is None or not is_word_of_guard(line, name):
        return None
    return Story(
        f"{at(*place)} has {code(line)}, and there is no name {code(name)}.",
        _WHY_EXACT,
        f"Write `{_GUARD}` in {at(*place)}.",
    )


def _inexact(facts: ModuleFacts, line: int, text: str) -> Story:
    own, other = _OWN_NAME.fullmatch(text), _OTHER_WORD.match(text)
    is_own = own is not None and own[1] == facts.module
    effect = "is not exactly the main guard"
    if is_own:
        effect = "is true when the file is imported, and not when it is started"
    elif re.search(r"==\s*__main__\b", text):
        effect = "lacks the quotes"
    elif own:
        effect = "is never true when the program is started"
    elif other and other[1] != "__name__":
        effect = f"asks for {code(other[1])} in place of `__name__`"
    return Story(
        f"{at(facts.path, line)} has {code(text)}, which {effect}.",
        _WHY_OWN_NAME if is_own else _WHY_EXACT,
        f"Write `{_GUARD}` in {at(facts.path, line)}.",
    )


def _in_another_form(facts: ModuleFacts, held: Sighting, text: list[str]) -> Story:
    here, written = at(facts.path, held.line), code(text[held.line - 1].strip())
    below = f"below it, indented, what should happen when {code(facts.path)} is started"
    if held.within == "while":
        seen, step = f"{here} has {written}.", f"Write `{_GUARD}` in {here}{_without_break(text, held.line)}."
    elif held.within == "match":
        seen, step = f"{here} has {written}.", f"Write `{_GUARD}` in place of `match` and `case`, and {below}."
    elif held.within in {"function", "class"}:
        seen = (
            f"{here} has {written} inside the {held.within} {code(held.owner)}, which begins in line {held.owner_line}."
        )
        step = f"Write `{_GUARD}` at the left edge, at the end of the file, and {below}."
    else:
        seen, step = f"{here} has {written}.", f"Write `{_GUARD}` on a line of its own, and {below}."
    return Story(seen, _WHY_FORM.get(held.within, _WHY_ANOTHER), step)


def _without_break(text: list[str], number: int) -> str:
    """What else to do about a loop that becomes an `if`."""
    breaks = [found for found in range(number + 1, len(text) + 1) if text[found - 1].strip() == "break"]
    inside = [found for found in breaks[:_MAX_LINES] if top_line(text, found) == number]
    return f", and delete the `break` in {lines(inside)}" if inside else ""


def own_name_in_guard(scene: Scene, facts: ModuleFacts, numbers: Sequence[int], effect: str) -> Story | None:
    """`if __name__ == "countdown":` around lines that should not run while `countdown.py` is imported."""
    text = source_lines(scene.submission, facts.path)
    guard = top_line(text, numbers[0]) if numbers else 0
    found = _OWN_NAME.fullmatch("".join(text[guard - 1 : guard]).rstrip()) if guard else None
    if found is None or found[1] != facts.module:
        return None
    below = [number for number in numbers[:_MAX_LINES] if top_line(text, number) == guard]
    return Story(
        f"{at(facts.path, guard)} has {code(text[guard - 1])}. This is true when the file is imported, and not when "
        f"it is started; so an import {effect} in {lines(below)}.",
        _WHY_OWN_NAME,
        f"Write `{_GUARD}` in {at(facts.path, guard)}.",
    )


def _asked_for_guard(finding: Finding, scene: Scene) -> ModuleFacts | None:
    """The file that a source check asks for a main guard."""
    is_asked = "has no `if __name__" in finding.message and finding.verdict is Verdict.FAILED and not finding.raised
    return scene.outline.files.get(finding.target or "") if is_asked else None


def guard_missing(finding: Finding, scene: Scene) -> Story | None:
    """A file that is asked for a main guard and has nothing like it."""
    facts = _asked_for_guard(finding, scene)
    if facts is None or facts.main_guard is not None:
        return None
    text = source_lines(scene.submission, facts.path)
    numbers = sorted({call.line for call in facts.calls[:_MAX_LINES] if _runs_always(text, call.line)})
    work = f" {lines(numbers).capitalize()} would run on every import." if numbers else ""
    step = (
        f"put {lines(numbers)} below it, indented" if numbers else "put what the program should do below it, indented"
    )
    return Story(
        f"{code(facts.path)} has no `{_GUARD}`.{work}",
        "A file can be started as a program and imported as a module. What stands below this line happens only in "
        "the first case.",
        f"Write `{_GUARD}` at the end of {code(facts.path)} and {step}.",
    )


def _runs_always(text: list[str], number: int) -> bool:
    """Whether a line stands at the left edge, so that no condition is around it."""
    return top_line(text, number) == number and not "".join(text[number - 1 : number]).startswith(("if ", "if("))
