"""Mistakes with data files of a package: opened by a path that leads elsewhere, or named like a module."""

from __future__ import annotations

import re

from grader.check import Scene
from grader.diagnosis.messages import missing_module, text_of
from grader.diagnosis.origins import failing_place
from grader.diagnosis.sourcelines import source_lines
from grader.diagnosis.story import Story, at, code, rule
from grader.diagnosis.texts import data as texts
from grader.diagnosis.tree import everything, last, parent, python_files
from grader.report import Finding
from grader.submission import Submission

_QUOTED = re.compile(r"'([^'\n]{1,300})'")
_READS_RESOURCE = re.compile(r"\b(?:files|read_text|read_binary|open_text|open_binary|path|contents)\(")


def _opened(finding: Finding) -> str | None:
    """The path that was opened and is not there, with `/`."""
    raised = finding.raised
    found = _QUOTED.search(raised.text) if raised and raised.is_a("FileNotFoundError") else None
    return found[1].replace("\\", "/") if found else None


def _by_path(finding: Finding, scene: Scene) -> Story | None:
    opened, place = _opened(finding), failing_place(finding)
    if opened is None or place is None or opened.startswith("/") or opened[1:2] == ":":
        return None
    name = last(opened.rstrip("/"))
    found = next((path for path in everything(scene.submission) if last(path) == name), None)
    if found is None:
        return None
    what = "the folder" if found in scene.submission.folders else "the file"
    return Story(
        f"{at(*place)} looks for {code(opened)} in the folder in which Python was started, and it is not there. There "
        f"is {what} {code(found)} in what you handed in.",
        "A path such as this one counts from the folder in which Python was started, and not from the folder of the "
        "code. So it works on the day when somebody starts Python in just the right place.",
        _by_package(scene.submission, found),
    )


def _by_package(submission: Submission, path: str) -> str:
    """How one gets to a file or folder of the submission by the name of the package."""
    if path in submission.folders:
        return f"Import {code(path.replace('/', '.'))} and ask it where it is: its `__path__` lists its folders."
    package = parent(path).replace("/", ".")
    if not package:
        return f"Put {code(path)} into the folder of the package that reads it, and read it with `importlib.resources`."
    return (
        f'Write `files("{package}").joinpath("{last(path)}").read_text(encoding="utf-8")`, and above it '
        "`from importlib.resources import files`."
    )


def _path_in_zip(finding: Finding, scene: Scene) -> Story | None:
    raised = finding.raised
    is_missing = raised is not None and (raised.is_a("NotADirectoryError") or raised.is_a("FileNotFoundError"))
    if not is_missing or ".zip/" not in text_of(finding).replace("\\", "/"):
        return None
    numbered = (
        (path, number, line)
        for path in python_files(scene.submission)
        for number, line in enumerate(source_lines(scene.submission, path), 1)
    )
    found = next(((path, number) for path, number, line in numbered if "__file__" in line), None)
    if found is None:
        return None
    return Story(
        f"{at(*found)} makes a path from `__file__`, and here the package was imported out of a zip file.",
        "Inside a zip file there are no folders and files that `open` could find. Only the importer that found the "
        "package knows how to read what lies beside it.",
        f"Read the file in {code(found[0])} with `importlib.resources.files`, and leave out `__file__`.",
    )


def _named_like_module(finding: Finding, scene: Scene) -> Story | None:
    module, place = missing_module(finding), failing_place(finding)
    lines = source_lines(scene.submission, place[0]) if place else []
    line = lines[place[1] - 1] if place and 0 < place[1] <= len(lines) else ""
    if module is None or place is None or not _READS_RESOURCE.search(line):
        return None
    found = next(
        (path for path in scene.submission.files if f"{path.replace('/', '.')}.".startswith(f"{module}.")), None
    )
    if found is None or found.endswith(".py") or not parent(found):
        return None
    package = parent(found).replace("/", ".")
    return Story(
        f"{at(*place)} asks for {code(module)} as if it were a package, and {code(found)} is a data file.",
        "`files(...)` takes the name of a package, with dots. A data file in it is no module and has no such name; one "
        "goes to it with `joinpath`.",
        f'Write `files("{package}").joinpath("{last(found)}")` in {at(*place)}.',
    )


SPECIFIC = (
    rule("data/named-like-module", "A data file is asked for like a module", texts.LIKE_MODULE, _named_like_module),
)
GENERAL = (
    rule("data/by-path", "A data file is opened by a path from the wrong folder", texts.BY_PATH, _by_path),
    rule("data/path-in-zip", "A path from `__file__` into a zip file", texts.IN_ZIP, _path_in_zip),
)
