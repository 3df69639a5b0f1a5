"""Near misses: what in the tree looks like the thing that was asked for."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import PurePosixPath

from grader.submission import Submission

CUTOFF = 0.75
"""similarity from which a name counts as a slip of the same name; lower ones name unrelated files"""


def near_path(submission: Submission, wanted: str) -> str | None:
    """An existing path that is probably meant for `wanted`: other case, a doubled ending, a slip, another folder."""
    existing = sorted(set(submission.files) | submission.folders)
    parent, name = PurePosixPath(wanted).parent, PurePosixPath(wanted).name
    siblings = [path for path in existing if PurePosixPath(path).parent == parent]
    return (
        _same_folded(siblings, name)
        or _doubled_ending(siblings, name)
        or _slip(siblings, name)
        or _elsewhere(existing, wanted)
    )


def near_name(wanted: str, names: tuple[str, ...]) -> str | None:
    """The name among `names` that is probably meant: other case first, then the closest spelling."""
    folded = {name.casefold(): name for name in names}
    if wanted.casefold() in folded:
        return folded[wanted.casefold()]
    return next(iter(get_close_matches(wanted, names, n=1, cutoff=CUTOFF)), None)


def _same_folded(siblings: list[str], name: str) -> str | None:
    def fold(text: str) -> str:
        return text.casefold().replace("-", "_").replace(" ", "_")

    return next((path for path in siblings if fold(PurePosixPath(path).name) == fold(name)), None)


def _doubled_ending(siblings: list[str], name: str) -> str | None:
    endings = (f"{name}.txt", f"{name}.py", f"{name}.docx", f"{name}.rtf", name.removesuffix(".py") + ".txt")
    return next((path for path in siblings if PurePosixPath(path).name.casefold() in endings), None)


def _slip(siblings: list[str], name: str) -> str | None:
    """An `__init__.py` is meant as one, although `__main__.py` is much like it."""
    by_name = {PurePosixPath(path).name: path for path in siblings if PurePosixPath(path).name != "__init__.py"}
    match = get_close_matches(name, by_name, n=1, cutoff=CUTOFF)
    return by_name[match[0]] if match else None


def _elsewhere(existing: list[str], wanted: str) -> str | None:
    name = PurePosixPath(wanted).name
    if name == "__init__.py":
        return None
    return next((path for path in existing if PurePosixPath(path).name == name), None)
