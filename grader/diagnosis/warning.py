"""Mistakes with warnings for names that will go away: none, of another kind, raised, or pointing at the wrong line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.origins import asked_line, failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import warning as texts
from grader.diagnosis.tree import python_files
from grader.report import Finding, Verdict

_KIND = "DeprecationWarning"
_OTHER_KIND = re.compile(r"'((?!DeprecationWarning)\w{0,60}Warning)'")
_WARNS = re.compile(r"(?<!\w)warn\(")
_KIND_AS_TEXT = re.compile(r"(?<!\w)warn\(\s*(?:message\s*=\s*)?DeprecationWarning\s*[,)]")
_PRINTS = re.compile(r"\bprint\(.{0,200}(?:deprecat|instead|old name|use )", re.IGNORECASE)
_CALL_LINES = 6
"""lines after the first in which the rest of a call may stand"""


def _numbered(scene: Scene) -> Iterator[tuple[str, int, list[str]]]:
    """Path, number and the lines from there on, of every line of every Python file."""
    for path in python_files(scene.submission):
        lines = source_lines(scene.submission, path)
        for index in range(len(lines)):
            yield path, index + 1, lines[index : index + _CALL_LINES]


def _warns_without(scene: Scene, word: str) -> tuple[str, int] | None:
    """The first call of `warn` in which a word does not occur."""
    for path, number, lines in _numbered(scene):
        if _WARNS.search(lines[0]) and not lines[0].lstrip().startswith(("#", "def ")):
            end = next((i for i, line in enumerate(lines) if line.rstrip().endswith(")")), 0)
            if word not in " ".join(lines[: end + 1]):
                return path, number
    return None


def _wanted(finding: Finding) -> bool:
    """Whether a DeprecationWarning was waited for."""
    return finding.verdict is Verdict.FAILED and finding.raised is None and _KIND in (finding.expected or "")


def _raised(finding: Finding, _scene: Scene) -> Story | None:
    raised, place = finding.raised, failing_place(finding)
    if raised is None or place is None or not raised.is_a("Warning"):
        return None
    return Story(
        f"{at(*place)} raises {code(raised.type)} like an error, so the function ends there and gives nothing back.",
        "A warning is a word by the way: the function goes on and does its work. What is raised stops the program of "
        "everybody who still uses the old name.",
        f"Write `warnings.warn(text, {raised.type}, stacklevel=2)` in place of `raise` in {at(*place)}.",
    )


def _no_text(finding: Finding, scene: Scene) -> Story | None:
    if not _wanted(finding) or "UserWarning" not in (finding.actual or ""):
        return None
    calls = ((path, number) for path, number, lines in _numbered(scene) if _KIND_AS_TEXT.search(lines[0]))
    found = next(calls, None)
    if found is None:
        return None
    return Story(
        f"{at(*found)} gives {code(_KIND)} to `warn` in the place of the text, so it is a UserWarning that says "
        "the name of a class.",
        "`warn` takes the text first and the kind second. The text is what people read: which name will go away, and "
        "which one to use instead.",
        f"Write `warnings.warn(text, {_KIND}, stacklevel=2)` in {at(*found)}.",
    )


def _category(finding: Finding, scene: Scene) -> Story | None:
    other = _OTHER_KIND.search(finding.actual or "") if _wanted(finding) else None
    found = _warns_without(scene, _KIND) if other else None
    if other is None or found is None:
        return None
    return Story(
        f"{at(*found)} gives a {code(other[1])}, and a {code(_KIND)} is asked for.",
        "The kind of a warning decides who gets to see it, and people filter by it. Without a kind it is a "
        "UserWarning. DeprecationWarning is the one for names that will go away.",
        f"Write `{_KIND}` behind the text, as the second value of `warn` in {at(*found)}.",
    )


def _not_given(finding: Finding, scene: Scene) -> Story | None:
    if not _wanted(finding) or finding.actual != "[]":
        return None
    printed = next(((path, number) for path, number, lines in _numbered(scene) if _PRINTS.search(lines[0])), None)
    if printed:
        return Story(
            f"{at(*printed)} prints its warning.",
            "What is printed mixes with the output of the program, and nobody can switch it off or find its line. "
            "Warnings have a way of their own, the module `warnings`.",
            f"Write `warnings.warn(text, {_KIND}, stacklevel=2)` in place of `print` in {at(*printed)}.",
        )
    return Story(
        "The old names were called, and no warning was given.",
        "Whoever uses an old name learns from a warning that it will go away, and has time to change to the new one.",
        f"Write `warnings.warn(text, {_KIND}, stacklevel=2)` into each function with an old name, before its `return`.",
    )


def _stacklevel(finding: Finding, scene: Scene) -> Story | None:
    is_hidden = _wanted(finding) and finding.actual == "nothing" and (finding.asked or "").startswith("python ")
    is_place = "warning.filename" in asked_line(finding) and finding.verdict is Verdict.FAILED
    found = _warns_without(scene, "stacklevel") if is_hidden or is_place else None
    if found is None:
        return None
    return Story(
        f"{at(*found)} has no `stacklevel`, so the warning points at this line and not at the one that calls the "
        "function.",
        "The line that somebody has to change is the one with the call. Python also shows a DeprecationWarning by "
        "itself only where that line belongs to the program that was started.",
        f"Write `stacklevel=2` as the last value of `warn` in {at(*found)}.",
    )


def _unwanted(finding: Finding, scene: Scene) -> Story | None:
    is_asked = "warning.message" in asked_line(finding) and finding.expected == "[]" and finding.raised is None
    if not is_asked or finding.verdict is not Verdict.FAILED or finding.actual in {None, "[]"}:
        return None
    called = ((facts.path, call) for facts in scene.outline.files.values() for call in facts.calls)
    early = next(((path, call.line) for path, call in called if call.name.rpartition(".")[2] == "warn"), None)
    if early:
        return Story(
            f"{at(*early)} warns outside of any function, so the warning comes when the module is imported.",
            "An import runs the file from top to bottom. A warning at the top level reaches also those who use only "
            "the new names.",
            f"Move {at(*early)} into the function with the old name.",
        )
    return Story(
        "There is a warning although only the new names were called.",
        "When the new function calls the old one, it sets off the warning that is meant for others.",
        "Let the function with the new name do the work, and let the one with the old name warn and then call it.",
    )


SPECIFIC = (
    rule("warning/raised", "A warning is raised like an error", texts.RAISED, _raised),
    rule("warning/no-text", "The kind of the warning stands where its text should", texts.NO_TEXT, _no_text),
    rule("warning/category", "The warning is of another kind", texts.CATEGORY, _category),
    rule("warning/not-given", "The old name gives no warning", texts.NOT_GIVEN, _not_given),
    rule("warning/stacklevel", "The warning points at the wrong line", texts.STACKLEVEL, _stacklevel),
    rule("warning/unwanted", "A warning where none should be", texts.UNWANTED, _unwanted),
)
