"""Mistakes with errors that a function should raise: none comes, or another one, or one that says too little."""

from __future__ import annotations

import builtins
import re

from grader.check import Scene
from grader.diagnosis.origins import asked_line, called_functions, failing_place
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import exception as texts
from grader.report import Finding, Verdict

_WANTED = re.compile(r"(\w{1,60})(?: with (.{1,200}) in its message)?", re.DOTALL)
_OWN_MISTAKES = ("NameError", "SyntaxError", "RecursionError", "AssertionError")
"""errors that come from a slip and were not chosen; they have explanations of their own"""


def wanted_error(finding: Finding) -> tuple[str, str | None] | None:
    """(name of the exception, what its text should hold) where an exception was asked for and did not come."""
    is_answer = finding.verdict in {Verdict.FAILED, Verdict.ERROR}
    found = _WANTED.fullmatch(finding.expected or "") if is_answer else None
    kind = getattr(builtins, found[1], None) if found else None
    if found is None or not (isinstance(kind, type) and issubclass(kind, BaseException)):
        return None
    return found[1], found[2]


def _call(finding: Finding) -> str:
    """What was asked, at the beginning of a sentence."""
    return code(asked_line(finding)) if finding.asked else "What is asked for"


def _none_raised(finding: Finding, scene: Scene) -> Story | None:
    wanted = wanted_error(finding)
    if wanted is None or finding.raised or finding.actual is None:
        return None
    own = next(called_functions(finding, scene), None)
    where = f" in {code(own[0].path)}" if own else ""
    step = f"Let {code(own[1].name) if own else 'your code'}{where} do `raise {wanted[0]}(...)` in this case."
    if wanted[0] == "KeyError":
        step += " A dictionary does so by itself with `table[key]`, and not with `table.get(key)`."
    return Story(
        f"{_call(finding)} gives {code(finding.actual)}, and the exercise asks for the error {wanted[0]}.",
        "An error stops a program where something is wrong. A function that gives something back all the same hides "
        "it, and whoever called it goes on with a value that means nothing.",
        step,
    )


def _other_raised(finding: Finding, _scene: Scene) -> Story | None:
    wanted, raised = wanted_error(finding), finding.raised
    if wanted is None or raised is None or raised.type == wanted[0] or raised.is_a(wanted[0]):
        return None
    if any(raised.is_a(kind) for kind in _OWN_MISTAKES) or "argument" in raised.text:
        return None
    place = failing_place(finding)
    where = f" in {at(*place)}" if place else ""
    before = f"before {at(*place)}" if place else "first"
    return Story(
        f"{_call(finding)} ends with {code(raised.type)}{where}, and the exercise asks for {code(wanted[0])}.",
        "Whoever calls a function is prepared for the errors that its description names. Any other error goes past "
        "them.",
        f"Look at this case {before}, and `raise {wanted[0]}(...)` there.",
    )


def _message(finding: Finding, _scene: Scene) -> Story | None:
    wanted, raised = wanted_error(finding), finding.raised
    if wanted is None or raised is None or wanted[1] is None or not raised.is_a(wanted[0]):
        return None
    place = failing_place(finding)
    where = f" in {at(*place)}" if place else ""
    told = f"says {code(raised.text)}" if raised.text.strip() else "says nothing"
    return Story(
        f"The error {code(raised.type)}{where} {told}, and {code(wanted[1])} should be in its text.",
        "The text of an error is all that a person gets to see. It helps when it names the value that was wrong.",
        f"Put the value into the text{where}, for example with an f-string: `{{name!r}}` shows it with its quotes.",
    )


SPECIFIC = (
    rule("exception/none-raised", "No error where one is asked for", texts.NONE, _none_raised),
    rule("exception/other-raised", "Another error than the one asked for", texts.OTHER, _other_raised),
    rule("exception/message", "The text of the error lacks something", texts.MESSAGE, _message),
)
