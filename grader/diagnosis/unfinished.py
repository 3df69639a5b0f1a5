"""Functions that give back something that still has to run: `async def`, and `yield` in place of `return`."""

from __future__ import annotations

import re
from itertools import islice

from grader.check import Scene
from grader.diagnosis.origins import Found, called_functions
from grader.diagnosis.sourcelines import block, loop_around, source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import unfinished as texts
from grader.report import Finding, Verdict

_ASYNC = re.compile(r"\s*async\s+def\b")
_MADE_ASYNC = re.compile(r"async\s+def\s+(\w{1,100})")
_YIELD = re.compile(r"(?:^|[\s(=:])yield\b")
_SHOWN_BY_PRINT = re.compile(r"<(coroutine|generator) object (\w{1,100}) at ")


def _came(finding: Finding, kind: str) -> bool:
    """Whether an object of this kind came where another value was expected, or was used like one on a line."""
    if finding.raised:
        return f"'{kind}'" in finding.raised.text and (
            finding.raised.is_a("TypeError") or finding.raised.is_a("AttributeError")
        )
    if finding.verdict is not Verdict.FAILED or not finding.asked or finding.expected is None:
        return False
    shown = _SHOWN_BY_PRINT.search(finding.actual or "")
    is_answer = finding.actual in {f"a {kind}", f"a {kind} object"}
    return kind not in finding.expected and (is_answer or bool(shown and shown[1] == kind))


def _whole(scene: Scene, found: Found) -> dict[int, str]:
    return block(source_lines(scene.submission, found[0].path), found[1].line)


def _async_def(finding: Finding, scene: Scene) -> Story | None:
    if not _came(finding, "coroutine"):
        return None
    called = list(called_functions(finding, scene))
    found = next((each for each in called if _is_async(scene, each)), None) or _called_inside(scene, called)
    if found is None:
        return None
    place = at(found[0].path, found[1].line)
    return Story(
        f"{code(found[1].name)} in {place} is written with `async def`, so a call of it gives back a coroutine, and "
        "none of its lines runs.",
        "A function with `async def` waits until something such as `await` or `asyncio.run(...)` runs it. It is meant "
        "for programs that do several things at the same time; all others need `def` alone.",
        f"Write `def` in place of `async def` in {place}.",
    )


def _called_inside(scene: Scene, called: list[Found]) -> Found | None:
    """The only `async def` of the submission, where one of the called functions calls it."""
    written = (
        (facts, made[1])
        for facts in scene.outline.files.values()
        for line in source_lines(scene.submission, facts.path)
        if (made := _MADE_ASYNC.match(line))
    )
    every = [(facts, found) for facts, name in islice(written, 2) if (found := facts.defined(name))]
    text = "\n".join(line for each in called for line in _whole(scene, each).values())
    is_called = len(every) == 1 and re.search(rf"(?<!\w){re.escape(every[0][1].name)}\(", text)
    return every[0] if is_called else None


def _is_async(scene: Scene, found: Found) -> bool:
    return bool(_ASYNC.match(_whole(scene, found).get(found[1].line, "")))


def _yields(finding: Finding, scene: Scene) -> Story | None:
    if not _came(finding, "generator"):
        return None
    each = ((found, line) for found in called_functions(finding, scene) for line in _yielding(scene, found))
    (facts, function), line = next(each, ((None, None), 0))
    if facts is None or function is None:
        return None
    return Story(
        f"{code(function.name)} in {at(facts.path, function.line)} has `yield` in line {line}, so a call of it gives "
        "back a generator and no value.",
        "A function with `yield` hands out its values one by one, to a `for` loop for example, and runs only as far as "
        "somebody asks for the next one. `return` gives one value back at once.",
        _with_return(finding, scene, (facts, function), line),
    )


def _yielding(scene: Scene, found: Found) -> list[int]:
    """The lines of the function with a `yield`, unless a function in it may be the one that they belong to."""
    body = _whole(scene, found)
    text = {number: line.partition("#")[0].rstrip() for number, line in body.items()}
    if sum(bool(re.match(r"\s*(?:async\s+)?def\b", line)) for line in text.values()) > 1:
        return []
    return [number for number, line in text.items() if _YIELD.search(re.sub(r"'[^']*'|\"[^\"]*\"", "''", line))]


def _with_return(finding: Finding, scene: Scene, found: Found, line: int) -> str:
    place = at(found[0].path, line)
    if (finding.expected or "").startswith("["):
        return f"Collect the values in a list, with `append` in place of the `yield` in {place}, and `return` the list."
    loop = loop_around(source_lines(scene.submission, found[0].path), line)
    if len(_yielding(scene, found)) > 1 or (loop or 0) > found[1].line:
        return f"Give the result back with `return` in place of the `yield` in {place}, once, when it is complete."
    return f"Write `return` in place of `yield` in {place}."


UNFINISHED = (
    rule("function/async-def", "The function is written with `async def`", texts.ASYNC, _async_def),
    rule("function/yields", "The function has `yield` where `return` is meant", texts.YIELDS, _yields),
)
