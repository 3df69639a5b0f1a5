"""Mistakes with plug-ins: looked for everywhere, or written down by name."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, listed, rule
from grader.diagnosis.texts import plugin as texts
from grader.diagnosis.tree import last, parent, python_files
from grader.report import Finding, Verdict

_NAMES = re.compile(r"'([\w.]{1,100})'")
_WITHOUT_PATH = re.compile(r"\b(?:iter_modules|walk_packages)\(\s*\)")


def _names(finding: Finding) -> tuple[list[str], list[str]] | None:
    """(expected, actual) where both are lists of names."""
    if finding.verdict is not Verdict.FAILED or finding.raised:
        return None
    expected, actual = finding.expected or "", finding.actual or ""
    is_list = expected.startswith("['") and actual.startswith("['")
    return (_NAMES.findall(expected), _NAMES.findall(actual)) if is_list else None


def _everywhere(finding: Finding, scene: Scene) -> Story | None:
    if _names(finding) is None:
        return None
    numbered = (
        (path, number, line)
        for path in python_files(scene.submission)
        for number, line in enumerate(source_lines(scene.submission, path), 1)
    )
    found = next(((path, number) for path, number, line in numbered if _WITHOUT_PATH.search(line)), None)
    if found is None:
        return None
    return Story(
        f"{at(*found)} does not say where to look, so it lists every module that Python can find.",
        "`pkgutil.iter_modules(path)` goes through a list of folders. Without one it goes through all of `sys.path`, "
        "with Python's own modules and all that is installed.",
        f"Give it the folders of your package in {at(*found)}, for example `plugins.__path__`.",
    )


def _written_down(finding: Finding, scene: Scene) -> Story | None:
    names = _names(finding)
    if names is None or not set(names[1]) < set(names[0]):
        return None
    folders = {parent(path) for path in python_files(scene.submission) if last(path).removesuffix(".py") in names[1]}
    for path in python_files(scene.submission):
        text = "\n".join(source_lines(scene.submission, path))
        if parent(path) not in folders and all(_is_written(text, name) for name in names[1]) and folders - {""}:
            return Story(
                f"{code(path)} names the plug-ins itself: {listed(names[1])}. A new file in "
                f"{code(min(folders - {''}) + '/')} is not found.",
                "A list by hand is right on the day when it is written. Whoever adds a plug-in has to know about it "
                "and change it as well.",
                f"Let {code(path)} look into the package: `pkgutil.iter_modules(plugins.__path__)` gives the names of "
                "all modules there.",
            )
    return None


def _is_written(text: str, name: str) -> bool:
    return re.search(rf"(?:[\"']{re.escape(name)}[\"']|\bimport\b[^\n]*\b{re.escape(name)}\b)", text) is not None


SPECIFIC = (
    rule("plugin/everywhere", "Modules are looked for without a folder", texts.EVERYWHERE, _everywhere),
    rule("plugin/written-down", "The names of the plug-ins are written down", texts.WRITTEN_DOWN, _written_down),
)
