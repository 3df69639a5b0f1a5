"""Mistakes with `input`: in a function that gets its values as parameters, and with a text that lands in the output."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import input_ as texts
from grader.diagnosis.tree import python_files
from grader.project.pyproject import PYPROJECT
from grader.report import Finding, Verdict

_INPUT = re.compile(r"(?<![\w.])input\s*\(")
_PROMPT = re.compile(r"""(?<![\w.])input\(\s*("[^"\\]*(?:\\n)?"|'[^'\\]*(?:\\n)?')\s*\)""")
_MAX_PROMPTS = 20


def _has_input(finding: Finding) -> bool:
    """Whether somebody may have typed something."""
    asked = finding.asked or ""
    return asked.startswith("python ") or "stdin" in asked or finding.target == PYPROJECT


def _in_function(finding: Finding, scene: Scene) -> Story | None:
    raised = finding.raised
    if raised is None or raised.type != "EOFError" or not raised.frames or not finding.asked or _has_input(finding):
        return None
    frame = raised.frames[-1]
    text = source_lines(scene.submission, frame.path)
    line = text[frame.line - 1].partition("#")[0] if 0 < frame.line <= len(text) else ""
    if any(each.function == "<module>" for each in raised.frames) or not _INPUT.search(line):
        return None
    facts = scene.outline.files.get(frame.path)
    function = facts.defined(frame.function) if facts else None
    params = [param.name for param in (function.params or ())] if function else []
    step = f"use {listed(params)}, which the call fills" if params else "take the value as a parameter of the function"
    return Story(
        f"{code(frame.function)} asks for input in {at(frame.path, frame.line)}, and nobody types anything when it is "
        "called.",
        "A function gets its values as parameters, from the line that calls it. `input()` waits for somebody at the "
        "keyboard; where there is no line to read, it raises EOFError.",
        f"Delete the `input(...)` in {at(frame.path, frame.line)}, and {step}.",
    )


def _prompt_in_output(finding: Finding, scene: Scene) -> Story | None:
    is_output = finding.verdict is Verdict.FAILED and not finding.raised and (finding.asked or "").startswith("python ")
    expected, actual = finding.expected, finding.actual
    if not is_output or not expected or not actual or expected == actual:
        return None
    found = [each for each in _prompts(scene) if each[2] in actual][:_MAX_PROMPTS]
    for _, _, prompt in sorted(found, key=lambda each: -len(each[2])):
        actual = actual.replace(prompt, "")
    if not found or _lines(actual) != _lines(expected):
        return None
    path, number, prompt = found[0]
    others = [at(*each[:2]) for each in found[1:]]
    places = " and ".join([at(path, number), *others])
    return Story(
        f"{code(prompt)}, the text of the `input(...)` in {at(path, number)}, stands in the output of the program. "
        "Without such texts the output is right.",
        "`input` prints the text in its parentheses before it waits, in the same place as `print`. So that text is a "
        "part of the output, and other programs that read it do not expect it.",
        f"Write `input()`, with nothing in its parentheses, in {places}.",
    )


def _prompts(scene: Scene) -> Iterator[tuple[str, int, str]]:
    """(path, line, text) of each `input("...")` of the submission."""
    for path in python_files(scene.submission):
        for number, line in enumerate(source_lines(scene.submission, path), 1):
            for written in _PROMPT.findall("" if line.lstrip().startswith("#") else line):
                text = written[1:-1].replace("\\n", "\n")
                if text.strip():
                    yield path, number, text


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


SPECIFIC = (
    rule("input/in-function", "A function asks for input", texts.IN_FUNCTION, _in_function),
    rule("input/prompt-in-output", "The text of `input` stands in the output", texts.PROMPT, _prompt_in_output),
)
