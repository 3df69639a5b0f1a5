"""Where a number may have lost its minus or got one: `abs`, or the two sides of a subtraction."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.origins import called_functions
from grader.diagnosis.sourcelines import block, source_lines
from grader.diagnosis.story import Story, at, code
from grader.report import Finding

_ABS = re.compile(r"(?<![\w.])(?:abs|math\.fabs|fabs)\(")
_MINUS = re.compile(r"[\w)\]]\s*-(?!=)\s*[\w(]")
_HIDES_ORDER = re.compile(r"(?<![\w.])(?:max|min|sorted|sqrt)\(|\*\*|math\.sqrt")
"""with one of these, swapping the two sides of a minus may change nothing"""


def wrong_sign(finding: Finding, scene: Scene, answer: str) -> Story:
    """What to do about the right number with the wrong sign, by the lines of the function that was called."""
    found = next(called_functions(finding, scene), None)
    body = block(source_lines(scene.submission, found[0].path), found[1].line) if found else {}
    lost = next((number for number, line in body.items() if _ABS.search(line.partition("#")[0])), None)
    shown = code(str(finding.actual))
    if found and lost and not str(finding.actual).startswith("-"):
        where = at(found[0].path, lost)
        is_all = re.match(r"\s*return (?:math\.f)?abs\([^()]*\)\s*(?:#|$)", body[lost])
        return Story(
            f"{answer} is {shown}: the right number without its minus, and {where} has `abs(...)`.",
            "`abs` takes the minus off every negative number, so what it gives back is never below 0.",
            f"Leave `abs` out in {where}."
            if is_all
            else f"Look whether `abs` in {where} takes off a minus that should stay.",
        )
    return Story(
        f"{answer} is {shown}: the right number with the wrong sign.",
        "With minus the order matters: `a - b` and `b - a` differ by their sign.",
        _step(body),
    )


def _step(body: dict[int, str]) -> str:
    text = [line.partition("#")[0] for line in body.values()]
    signs = sum(len(_MINUS.findall(line)) for line in text)
    if signs == 1 and not any(_HIDES_ORDER.search(line) or _ABS.search(line) for line in text):
        return "Swap what stands on the left and on the right of the minus."
    return "Look where a minus gets into the calculation or out of it, and what stands on its left and on its right."
