"""Mistakes with what a function gives back: nothing, on some ways nothing, or no value yet."""

from __future__ import annotations

import re
from itertools import accumulate

from grader.check import Scene
from grader.diagnosis.origins import asked_line, called_functions
from grader.diagnosis.sourcelines import block, source_lines
from grader.diagnosis.story import Story, at, code, lines, rule
from grader.diagnosis.texts import returns as texts
from grader.outline import Definition, ModuleFacts
from grader.report import Finding

_RETURNS_PRINT = re.compile(r"\s*return\s+\(?print\(")
_RETURN = re.compile(r"(?:[^'\"]*[:;]\s*)?return\b")
_CHANGES = re.compile(r"(?:return|(\w{1,100})\s*=)\s*(\w{1,100}\.(?:sort|reverse|append|extend))\(.*\)")
_RETURNS_NONE = re.compile(r"(?:[^'\"]*[:;]\s*)?return\b[\s(]*(?:None\b)?[\s);]*")
_PRINTED = re.compile(r"print\((.+)\)")
_QUOTED = re.compile(r"""'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*\"""")
_CALL_CHARS = 1_000
"""of a line that are looked at to see where a call ends"""


def _gives_none(finding: Finding) -> bool:
    """Whether None came where a value was expected: as the answer, printed, or used on a student's line."""
    if finding.raised:
        return finding.raised.is_a("TypeError") and "NoneType" in finding.raised.text
    if finding.expected in {None, "None"} or finding.actual is None:
        return False
    printed = (finding.asked or "").startswith("python ") and "None" in finding.actual.splitlines()
    return finding.actual == "None" or (printed and "None" not in (finding.expected or "").splitlines())


def _without_value(finding: Finding, scene: Scene) -> tuple[ModuleFacts, Definition] | None:
    """The called function that never gives a value back."""
    if not _gives_none(finding):
        return None
    found = [each for each in called_functions(finding, scene) if _is_used(finding, scene, each[1].name)]
    return next(((f, d) for f, d in found if not d.returns_value or _return_of_print(scene, f, d)), None)


def _is_used(finding: Finding, scene: Scene, name: str) -> bool:
    """Whether some line takes what the function gives back; a program may well call it alone on a line."""
    if finding.raised and finding.location and finding.location.text:
        text = [finding.location.text]
    elif finding.target in scene.submission.files:
        text = source_lines(scene.submission, str(finding.target))
    else:
        return True
    taken = re.compile(rf"(?<!\w)(?<!def ){re.escape(name)}\(")
    return any(taken.search(line) and not _is_call(_code(line), name) for line in text)


def _return_of_print(scene: Scene, facts: ModuleFacts, function: Definition) -> int | None:
    """Line of a `return print(...)` in the function: it gives back what print gives, and that is None."""
    body = _body(scene, facts, function)
    return next((number for number, line in body.items() if _RETURNS_PRINT.match(line)), None)


def _body(scene: Scene, facts: ModuleFacts, function: Definition) -> dict[int, str]:
    return block(source_lines(scene.submission, facts.path), function.line)


def _prints(finding: Finding, scene: Scene) -> Story | None:
    found = _without_value(finding, scene)
    if found is None or not found[1].prints:
        return None
    facts, function = found
    returned = _return_of_print(scene, facts, function)
    line = returned or _print_line(scene, facts, function)
    how = (
        f"returns what `print` gives back (line {line})"
        if returned
        else f"prints its result (line {line}) and returns nothing"
    )
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} {how}, so its value is `None`.",
        "`print` shows something to a person on the screen. `return` gives a value back to the line that called the "
        "function; only with that value can the program go on working.",
        f"Write `return` in place of `print` in {at(facts.path, line)}.",
    )


def _print_line(scene: Scene, facts: ModuleFacts, function: Definition) -> int:
    body = enumerate(source_lines(scene.submission, facts.path)[function.line - 1 :], function.line)
    return next((number for number, line in body if re.search(r"\bprint\(", line)), function.line)


def _returns_nothing(finding: Finding, scene: Scene) -> Story | None:
    found = _without_value(finding, scene)
    if found is None or found[1].prints:
        return None
    facts, function = found
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} has no `return` with a value, so its value is "
        "`None`.",
        "A function gives back only what stands behind `return`. Without it the result is computed and then forgotten.",
        f"End {code(function.name)} with a line `return` and the result, indented like the rest of the function.",
    )


def _returns_sometimes(finding: Finding, scene: Scene) -> Story | None:
    if not _gives_none(finding) or finding.raised or finding.actual != "None":
        return None
    found = next(called_functions(finding, scene), None)
    if found is None or not found[1].returns_value or not _gave_the_answer(finding, scene, found[1].name):
        return None
    facts, function = found
    if function.decorated or not any(_RETURN.match(_code(line)) for line in _body(scene, facts, function).values()):
        return None  # a decorator may lose what the function gave back, and a lambda has no way without a value
    saying = [number for number, line in _body(scene, facts, function).items() if _RETURNS_NONE.fullmatch(_code(line))]
    gives = f"{code(function.name)} in {at(facts.path, function.line)} gives back `None` for this call."
    through = f"Go through {code(function.name)} with the values of this call."
    if saying:
        return Story(
            f"{gives} A `return` with no value or with `None` stands in {lines(saying)}.",
            _WHY_NONE,
            f"{through} Where it comes to such a `return`, or to its end without one, give the right value back.",
        )
    return Story(
        f"{gives} It has a `return` with a value, but does not come to it, or that value is `None`.",
        _WHY_NONE,
        f"{through} Where it comes to its end without a `return`, add one; where it comes to one, look where its value "
        "is from.",
    )


_WHY_NONE = (
    "A function that comes to its end without a `return` gives back `None`, for example when the only `return` stands "
    "inside an `if` or a loop. So does a `return` with nothing behind it, and one whose value is `None` itself."
)


def _change_gives_none(finding: Finding, scene: Scene) -> Story | None:
    """`return numbers.sort()`, or `numbers = numbers.sort()` and then `return numbers`."""
    if not _gives_none(finding) or finding.raised or finding.actual != "None":
        return None
    found = next(called_functions(finding, scene), None)
    if found is None or found[1].decorated or not _gave_the_answer(finding, scene, found[1].name):
        return None
    body = {number: _code(line) for number, line in _body(scene, *found).items()}
    returned = [line for line in body.values() if _RETURN.match(line)]
    made = {number: made for number, line in body.items() if (made := _CHANGES.fullmatch(line))}
    given = [number for number, made in made.items() if returned in ([made[0]], [f"return {made[1]}"])]
    if len(given) != 1:
        return None
    facts, function = found
    change = made[given[0]][2]
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} gives back what {code(f'{change}(...)')} in line "
        f"{given[0]} gives, and that is `None`.",
        "`sort`, `reverse`, `append` and `extend` change the list itself and give back `None`.",
        f"Write {code(f'{change}(...)')} alone on a line, and below it {code('return ' + change.partition('.')[0])}.",
    )


def _gave_the_answer(finding: Finding, scene: Scene, name: str) -> bool:
    """Whether the answer is what this function gave back, and not what `print(...)` or a method around it gave."""
    if finding.target not in scene.submission.files:
        return _is_call(asked_line(finding), name)
    text = [_code(line) for line in source_lines(scene.submission, str(finding.target))]
    shown = [found[1] for line in text if (found := _PRINTED.fullmatch(line))]
    made = [line.partition("=")[2].strip() for line in text if line.partition("=")[0].strip() in shown]
    return len(shown) == 1 and len(made) <= 1 and _is_call((made or shown)[0], name)


def _code(line: str) -> str:
    """The line without its indentation and its comment."""
    return line.partition("#")[0].strip()


def _is_call(text: str, name: str) -> bool:
    """Whether the text is one call of the function and nothing else: `add(1, 2)` or `m.add(1, 2)`."""
    bare = _QUOTED.sub("''", text[:_CALL_CHARS])
    if not re.match(rf"(?:\w+\.)*{re.escape(name)}\(", bare) or not bare.endswith(")"):
        return False
    depth = list(accumulate((sign in "([{") - (sign in ")]}") for sign in bare))[bare.index("(") :]
    return 0 in depth and depth.index(0) == len(depth) - 1


RETURNS = (
    rule("function/prints-instead-of-returns", "The function prints its result", texts.PRINTS, _prints),
    rule("function/returns-nothing", "The function has no `return` with a value", texts.NOTHING, _returns_nothing),
    rule("function/change-gives-none", "What changes a list gives back `None`", texts.CHANGE, _change_gives_none),
    rule(
        "function/return-on-some-paths",
        "The function gives back `None` for some calls",
        texts.SOMETIMES,
        _returns_sometimes,
    ),
)
