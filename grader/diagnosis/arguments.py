"""Mistakes with what is typed behind the name of a program: not read, missing, the wrong one, still a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Scene
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code
from grader.report import Finding, Verdict

_ITEM = re.compile(r"\bargv\[(\d{1,3})\]")
_NUMBER = re.compile(r"\b(?:int|float)\((?:\w+\.)?argv\[")
_READERS = ("argv", "argparse", "getopt", "click", "typer")
_WHY_LIST = (
    "`sys.argv` is a list of texts. Its item 0 is the program itself; what is typed behind it follows from item 1 on."
)


def _command(finding: Finding) -> list[str]:
    """What was typed behind `python file.py` or `python -m package`; nothing where no program was run."""
    words = (finding.asked or "").partition(" < ")[0].split()
    if words[:1] != ["python"]:
        return []
    return words[3:] if words[1:2] == ["-m"] else words[2:]


def arguments_ignored(finding: Finding, scene: Scene) -> Story | None:
    """Something was typed, and no file of the submission looks at it."""
    typed = _command(finding)
    is_output = finding.verdict is Verdict.FAILED and finding.expected is not None and not finding.raised
    if not typed or not is_output or any(_reads(scene, path) for path in scene.outline.files):
        return None
    return Story(
        f"{code(' '.join(typed))} was typed behind the name of the program, and no line of the program looks at it.",
        _WHY_LIST,
        "Write `import sys` at the beginning, and take what was typed from `sys.argv[1]`.",
    )


def _reads(scene: Scene, path: str) -> bool:
    return any(word in line for line in source_lines(scene.submission, path) for word in _READERS)


def argument_missing(finding: Finding, scene: Scene) -> Story | None:
    """`sys.argv[1]` where nothing was typed."""
    place = failing_place(finding)
    found = _ITEM.search(_line(scene, place)) if place else None
    raised = finding.raised
    is_program = (finding.asked or "").startswith("python ")
    if raised is None or raised.type != "IndexError" or place is None or found is None or not is_program:
        return None
    typed = len(_command(finding))
    there = "nothing was" if typed == 0 else f"only {typed} word{'s were' if typed > 1 else ' was'}"
    return Story(
        f"{at(*place)} takes {code(f'sys.{found[0]}')}, but {there} typed behind the name of the program.",
        _WHY_LIST,
        f"Ask first whether it is there, with `if len(sys.argv) > {found[1]}:`, and do what the exercise says where it "
        "is not.",
    )


def program_as_argument(finding: Finding, scene: Scene) -> Story | None:
    """`sys.argv[0]`, which is the program and not what was typed behind it."""
    place = failing_place(finding)
    if finding.raised is None or place is None or "argv[0]" not in _line(scene, place) or not _command(finding):
        return None
    return Story(
        f"{at(*place)} takes `sys.argv[0]`, which is the program itself.",
        _WHY_LIST,
        f"Write `sys.argv[1]` in {at(*place)}.",
    )


def argument_is_text(finding: Finding, scene: Scene) -> Story | None:
    """`sys.argv[1]` used as a number."""
    raised = finding.raised
    if raised is None or raised.type != "TypeError" or "str" not in raised.text or not _command(finding):
        return None
    place = next(_taken_as_text(finding, scene), None)
    if place is None:
        return None
    taken = f"sys.{(_ITEM.search(_line(scene, place)) or ['argv[1]'])[0]}"
    return Story(
        f"{at(*place)} takes {code(taken)} as it is, and a number is needed: {code(raised.text)}.",
        "What is typed behind the name of a program is text, even when it looks like a number.",
        f"Write {code(f'int({taken})')} in {at(*place)}.",
    )


def _taken_as_text(finding: Finding, scene: Scene) -> Iterator[tuple[str, int]]:
    """Lines that take an argument without making a number of it, in the files that were running."""
    frames = finding.raised.frames if finding.raised else ()
    for path in dict.fromkeys(frame.path for frame in frames):
        for number, line in enumerate(source_lines(scene.submission, path), start=1):
            item = _ITEM.search(line)
            if item and item[1] != "0" and not _NUMBER.search(line):
                yield path, number


def _line(scene: Scene, place: tuple[str, int]) -> str:
    lines = source_lines(scene.submission, place[0])
    return lines[place[1] - 1] if 0 < place[1] <= len(lines) else ""
