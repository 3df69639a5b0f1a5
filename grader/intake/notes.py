"""The sentences that tell a student what intake dropped, skipped, opened or unwrapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.errors import SubmissionRejected
from grader.intake.names import shown
from grader.intake.noise import Noise
from grader.intake.trees import Tree

_NAMES_SHOWN = 6


def notes_of(tree: Tree, opened: Sequence[str], wrappers: Sequence[str]) -> tuple[str, ...]:
    """What to tell about a tree; `opened` are archives found in a folder, `wrappers` the wrapping folders dropped."""
    notes = []
    if opened:
        noun = "the archive" if len(opened) == 1 else "the archives"
        notes.append(f"Opened {noun} {_some(map(shown, opened))} and read the files as if they lay beside it.")
    notes += [f"Looked inside the folder {shown(name)}, because it only wraps the answer." for name in wrappers]
    if tree.noise:
        notes.append(f"Ignored {_ignored(tree.noise)} no part of the answer ({_some(sorted(_labels(tree.noise)))}).")
    if tree.skipped:
        count = len(tree.skipped)
        what = "1 link or special file, which is" if count == 1 else f"{count} links or special files, which are"
        notes.append(f"Skipped {what} never followed ({_some(map(shown, sorted(tree.skipped)))}).")
    return tuple(notes)


def nothing_left(tree: Tree, name: str) -> SubmissionRejected:
    """The refusal of a folder or archive called `name` that holds no file that counts."""
    return SubmissionRejected(f"{shown(name)} {_why_nothing(tree)}.", "Hand in the folder or .zip with your .py files.")


def _why_nothing(tree: Tree) -> str:
    if tree.noise:
        return f"holds nothing but what is no part of an answer ({_some(sorted(_labels(tree.noise)))})"
    if tree.skipped:
        return "holds nothing but links or special files, which are never followed"
    return "holds nothing but empty folders" if tree.folders else "is empty"


def _ignored(noise: frozenset[Noise]) -> str:
    folders = sum(item.is_folder for item in noise)
    counts = ((len(noise) - folders, "file", "files"), (folders, "folder", "folders"))
    text = " and ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
    return f"{text} that {'is' if len(noise) == 1 else 'are'}"


def _labels(noise: frozenset[Noise]) -> frozenset[str]:
    return frozenset(item.label for item in noise)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_NAMES_SHOWN]) + (", …" if len(listed) > _NAMES_SHOWN else "")
