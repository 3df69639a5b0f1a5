"""Questions about the tree of files: what is asked for and not there, and what lies where instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from pathlib import PurePosixPath

from grader.check import Scene
from grader.diagnosis.messages import missing_module
from grader.report import Finding, Verdict
from grader.requirement import Package, Requirements
from grader.submission import Submission

CUTOFF = 0.75
"""similarity from which a name counts as a slip of another; lower ones name unrelated files"""

_MAX_NAMES = 1_000
_MAX_CHARS = 100
"""names that are compared, and how long they may be: comparing takes time, and a student decides how many there are"""


def exists(submission: Submission, path: str) -> bool:
    """Whether there is a file or folder of exactly this path."""
    return path in submission.files or path in submission.folders


def missing_path(finding: Finding, scene: Scene) -> str | None:
    """The file or folder that the exercise asks for and the tree lacks; None where the finding is about something else.

    A target is a path or a dotted name. It is a name where it looks like one and its module is there.
    """
    target = finding.target
    if not target or finding.verdict is not Verdict.FAILED or finding.raised or finding.location:
        return None
    if exists(scene.submission, target):
        return None
    if target.endswith(".py") or "/" in target:
        return target
    is_name = "." in target and target.rpartition(".")[0] in scene.outline.modules
    return None if is_name or finding.asked or finding.expected else target


def wanted_paths(finding: Finding, scene: Scene) -> tuple[str, ...]:
    """The missing path, or the paths at which Python would have found the module that an import did not find."""
    path = missing_path(finding, scene)
    if path:
        return (path,)
    module = missing_module(finding)
    if not module:
        return ()
    place = module.replace(".", "/")
    return tuple(path for path in (f"{place}.py", f"{place}/__init__.py") if not exists(scene.submission, path))


def required_files(requires: Requirements) -> tuple[str, ...]:
    """The files of all modules and packages that the exercise asks for."""
    return tuple(
        name.replace(".", "/") + ("/__init__.py" if isinstance(module, Package) else ".py")
        for name, module in requires.walk()
    )


def is_python(path: str) -> bool:
    """Whether a path is that of a module or of a folder, and not of another file."""
    return path.endswith(".py") or "." not in last(path)


def parent(path: str) -> str:
    """The folder that a path lies in, "" for the top."""
    return path.rpartition("/")[0]


def last(path: str) -> str:
    """The file or folder name at the end of a path."""
    return path.rpartition("/")[2]


def everything(submission: Submission) -> list[str]:
    """All files and folders, sorted, those at the top first."""
    return sorted({*submission.files, *submission.folders}, key=lambda path: (path.count("/"), path))


def inside(submission: Submission, folder: str) -> list[str]:
    """Paths of the files and folders directly in a folder; "" is the top."""
    return [path for path in everything(submission) if parent(path) == folder and path]


def python_files(submission: Submission, folder: str | None = None) -> list[str]:
    """All `.py` files, or those directly in one folder."""
    return [path for path in submission.files if path.endswith(".py") and folder in {None, parent(path)}]


def folder_above(submission: Submission, wanted: str, requires: Requirements) -> str | None:
    """The folder in which the whole answer lies, where the exercise expects it at the top.

    Whole: what is asked for is there and not at the top, and no Python file lies outside of the outermost folder,
    unless that is a second one of the same name. A `pyproject.toml` marks the top of a project: where it lies at the
    top, nothing lies too deep.
    """
    if "pyproject.toml" in submission.files:
        return None
    needed = {*required_files(requires), wanted}
    for path in everything(submission):
        if not path.endswith(f"/{wanted}"):
            continue
        folder = path.removesuffix(f"/{wanted}")
        deep = sum(exists(submission, f"{folder}/{need}") for need in needed)
        outermost = folder.split("/")[0] + "/"
        all_in_it = all(file.startswith(outermost) for file in python_files(submission))
        is_doubled = last(folder) == wanted.partition("/")[0]
        if (all_in_it or is_doubled) and deep > sum(exists(submission, need) for need in needed):
            return folder
    return None


def other_spelling(submission: Submission, wanted: str) -> tuple[str, str] | None:
    """(as it is, as it should be) for the first part of the path that differs only in upper and lower case."""
    folded = {path.casefold(): path for path in everything(submission)}
    steps = [*reversed(PurePosixPath(wanted).parents), PurePosixPath(wanted)]
    for step in (str(step) for step in steps[1:]):
        found = folded.get(step.casefold())
        if found is None:
            return None
        if found != step:
            return found, step
    return None


def with_hyphen(submission: Submission, wanted: str) -> tuple[str, str] | None:
    """(as it is, as it should be) for the first part of the path that has hyphens or spaces it must not have."""
    steps = [*reversed(PurePosixPath(wanted).parents), PurePosixPath(wanted)]
    for step in (str(step) for step in steps[1:]):
        if exists(submission, step):
            continue
        for path in inside(submission, parent(step)):
            if path != step and set("- ") & set(last(path)) and _bare(last(path)) == _bare(last(step)):
                return path, step
        return None
    return None


def _bare(name: str) -> str:
    return name.casefold().replace("-", "").replace(" ", "").replace("_", "")


def elsewhere(submission: Submission, wanted: str) -> str | None:
    """The file or folder of the same name in another place, the one nearest to the top; never an `__init__.py`."""
    if last(wanted) == "__init__.py":
        return None
    return next((path for path in everything(submission) if last(path) == last(wanted) and path != wanted), None)


def near(wanted: str, names: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """The name that is probably meant: other case first, then the closest spelling."""
    known = [name for name in dict.fromkeys(islice(names, _MAX_NAMES)) if name != wanted and len(name) <= _MAX_CHARS]
    folded = {name.casefold(): name for name in known}
    if wanted.casefold() in folded:
        return folded[wanted.casefold()]
    return next(iter(get_close_matches(wanted, known, n=1, cutoff=cutoff)), None)
