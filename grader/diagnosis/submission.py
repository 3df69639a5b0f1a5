"""Mistakes with the submission as a whole: packed too deep, packed twice, nothing of Python in it."""

from __future__ import annotations

from grader.check import Scene
from grader.diagnosis.story import Story, code, listed, rule
from grader.diagnosis.texts import submission as texts
from grader.diagnosis.tree import folder_above, inside, is_python, last, missing_path, python_files
from grader.report import Finding

_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")


def _nested_folder(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    folder = folder_above(scene.submission, wanted, scene.requires) if wanted else None
    if wanted is None or folder is None:
        return None
    return Story(
        f"Your answer lies too deep: {code(wanted)} is expected at the top of what you hand in, but it lies at "
        f"{code(f'{folder}/{wanted}')}.",
        "Python looks for modules and packages directly in the folder where it starts; it does not search through "
        "the folders below it.",
        _move_up(scene, folder, wanted.split("/")[0]),
    )


def _move_up(scene: Scene, folder: str, top: str) -> str:
    if last(folder) == top:
        return f"Move everything in {code(f'{folder}/{top}/')} up into {code(f'{folder}/')}."
    content = [last(path) for path in inside(scene.submission, folder)]
    return f"Move {listed(content)} out of {code(f'{folder}/')}, so that it lies at the top."


def _archive_inside(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    archives = [path for path in scene.submission.files if path.casefold().endswith(_ARCHIVES)]
    if wanted is None or not archives:
        return None
    return Story(
        f"{code(wanted)} is not there, but there is the archive {code(archives[0])}.",
        "An archive inside your submission stays a closed file: nothing in it is looked at.",
        f"Unpack {code(archives[0])} and hand in the files that were in it.",
    )


def _no_python_file(finding: Finding, scene: Scene) -> Story | None:
    wanted = missing_path(finding, scene)
    if wanted is None or not is_python(wanted) or python_files(scene.submission) or not scene.submission.files:
        return None
    return Story(
        f"There is no Python file in your submission, only {listed(list(scene.submission.files), 'others')}.",
        "Python reads modules from text files whose name ends in `.py`; it does not look at anything else.",
        f"Put your code into {code(wanted)} and hand that in.",
    )


SPECIFIC = (
    rule("submission/nested-folder", "The answer lies one folder too deep", texts.NESTED_FOLDER, _nested_folder),
)
GENERAL = (
    rule(
        "submission/archive-inside",
        "The answer is packed inside another archive",
        texts.ARCHIVE_INSIDE,
        _archive_inside,
    ),
    rule(
        "submission/no-python-file",
        "Nothing that was handed in is a Python file",
        texts.NO_PYTHON_FILE,
        _no_python_file,
    ),
)
