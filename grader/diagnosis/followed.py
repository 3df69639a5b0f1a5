"""Answers that stay as they were when a check puts something else in the place of what they should come from.

What a check changes is read off its own lines. Whether the code makes use of it is looked up word by word: who names
it anywhere on the way to the answer is not told that it is written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.check import Scene
from grader.diagnosis.origins import asked_line, called_functions
from grader.diagnosis.sourcelines import block, source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import value as texts
from grader.diagnosis.tree import last
from grader.outline import DefinitionKind
from grader.report import Finding, Verdict

_ASSIGNED = re.compile(r"\s{0,40}(?:\w{1,60}\.){1,5}(\w{1,60})(?:\[[^\]]{0,60}\])? = ")
_WRITTEN = re.compile(r"""["']([^"']{1,80})["']\)?\.write_text\(""")
_STARTED = re.compile(r"""run_(?:path|module)\([^)]{0,40}?["']([\w./]{1,80})["']""")
_CALLED = re.compile(r"(?<!\w)(\w{1,60})\(")
_IMPORT = re.compile(r"\s*(?:from|import)\s")
_BY_ANY_NAME = re.compile(
    r"\b(?:importlib|__import__|getattr|globals|vars|runpy|\w{0,20}iter\w{1,20}|listdir|scandir|glob)\b"
)
"""what finds things whose names do not stand in the code"""
_MAX_CHARS = 100_000
_MAX_FUNCTIONS = 50
"""that are looked through on the way to an answer, and how much code; a student decides how much there is"""


@dataclass(frozen=True)
class _Change:
    """Something of the submission in whose place a check puts something else."""

    name: str
    """of the file, or as it is written in code"""
    line: str
    """of the check"""
    is_file: bool = False

    @property
    def word(self) -> str:
        """How code mentions it."""
        return self.name.removesuffix(".py")


def _changes(finding: Finding, scene: Scene) -> Iterator[_Change]:
    """What the check changes, in its own order."""
    defined = {each.name for facts in scene.outline.files.values() for each in facts.definitions}
    for line in (finding.asked or "").splitlines()[:200]:
        written = _WRITTEN.search(line[:300])
        file = last(written[1]) if written else ""
        if any(last(path) == file for path in scene.submission.files) and file != "__init__.py":
            yield _Change(file, line.strip(), is_file=True)
        assigned = _ASSIGNED.match(line[:300])
        if assigned and assigned[1] in defined:
            yield _Change(assigned[1], line.strip())


def _answering(finding: Finding, scene: Scene) -> tuple[str, int | None] | None:
    """The file that gives the answer, and the line of the function in it where it is one."""
    found = next(called_functions(finding, scene), None)
    if found and f"{found[1].name}(" in asked_line(finding):
        return found[0].path, found[1].line
    started = _STARTED.search(finding.asked or "")
    if started is None:
        return None
    name = started[1].replace(".", "/") if not started[1].endswith(".py") else started[1]
    paths = [name, f"{name}.py", f"{name}/__main__.py"]
    return next(((path, None) for path in paths if path in scene.submission.files), None)


@dataclass(frozen=True)
class _Way:
    """The code that leads to an answer: of the function, or the file, and of all that is called from it."""

    code: str
    files: str
    """all of the files in which that code stands"""


def _way(scene: Scene, path: str, line: int | None) -> _Way | None:
    """The way to what stands there; None where it is too long to be looked through."""
    waiting, seen, codes, files = [(path, line)], set[tuple[str, int | None]](), [""], dict[str, str]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        lines = source_lines(scene.submission, here[0])
        files[here[0]] = "\n".join(lines)
        own = lines if here[1] is None else block(lines, here[1]).values()
        codes.append("\n".join(each.partition("#")[0] for each in own if not _IMPORT.match(each)))
        if len(seen) > _MAX_FUNCTIONS or sum(map(len, codes)) + sum(map(len, files.values())) > _MAX_CHARS:
            return None
        called = set(_CALLED.findall(codes[-1]))
        waiting += [
            (facts.path, definition.line)
            for facts in scene.outline.files.values()
            for definition in facts.definitions
            if definition.name in called and definition.kind is not DefinitionKind.VALUE
        ]
    return _Way("\n".join(codes), "\n".join(files.values()))


def _not_followed(finding: Finding, scene: Scene) -> Story | None:
    changes = tuple(_changes(finding, scene)) if finding.verdict in {Verdict.FAILED, Verdict.ERROR} else ()
    place = _answering(finding, scene) if changes and finding.actual else None
    way = _way(scene, *place) if place else None
    if place is None or way is None or _BY_ANY_NAME.search(way.files):
        return None
    for change in changes:
        text = way.files if change.is_file else way.code
        if not any(_mentions(text, name) for name in _names(change, scene)):
            return _told(change, at(*place))
    return None


def _names(change: _Change, scene: Scene) -> set[str]:
    """The word, and the names under which files import it."""
    facts = [fact for file in scene.outline.files.values() for fact in file.imports]
    return {change.word, *(fact.alias for fact in facts if fact.alias and fact.name == change.word)}


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _told(change: _Change, place: str) -> Story:
    what, use = ("file", "Take what is asked for from") if change.is_file else ("name", "Use")
    return Story(
        f"The check put something else in the place of {code(change.name)} (under Asked: {code(change.line)}), and "
        f"your answer does not follow: the code that gives it ({place}) does not mention the {what} "
        f"{code(change.word)}.",
        "A result, a number or a function that was written down once more stays as it is when the original changes. "
        "Only code that asks the original follows.",
        f"{use} {code(change.name)} in {place}, in place of what is written there itself.",
    )


FOLLOWED = (rule("value/not-followed", "The answer does not follow its source", texts.NOT_FOLLOWED, _not_followed),)
