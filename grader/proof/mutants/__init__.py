"""Mutants: copies of the reference with one small thing changed, as a beginner would get it wrong.

    code         one expression or statement of one file (`edits.py` puts it into the text)
    structure    files, imports between them, what they do when they are imported

Only what a student has to write is changed: files that the starter has just so are left alone. Changes of style are
made where some check asks for that style, for nowhere else could anything notice them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.exercise import Exercise
from grader.proof.mutants.code import code_mutants
from grader.proof.mutants.mutant import Change, Mutant
from grader.proof.mutants.structure import structure_mutants
from grader.submission import Submission

__all__ = ["Mutant", "mutants"]


def mutants(reference: Submission, starter: Submission, exercise: Exercise) -> list[Mutant]:
    """All mutants of a reference, each with a name of its own; what comes out the same is there once."""
    own = {path: data for path, data in reference.files.items() if starter.files.get(path) != data}
    changes = [*code_mutants(own), *structure_mutants(reference, own, exercise)]
    return list(_named(_distinct(changes, reference), reference))


def _distinct(changes: Iterable[Change], reference: Submission) -> Iterator[Change]:
    seen = {_content(dict(reference.files))}
    for change in changes:
        content = _content(change.applied(reference.files))
        if content not in seen:
            seen.add(content)
            yield change


def _content(files: dict[str, bytes]) -> frozenset[tuple[str, bytes]]:
    return frozenset(files.items())


def _named(changes: Iterable[Change], reference: Submission) -> Iterator[Mutant]:
    """With a number where one function has the same line twice."""
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.name] = counts.get(change.name, 0) + 1
        number = counts[change.name]
        name = change.name if number == 1 else f"{change.name} ({number})"
        yield Mutant(name, change.applied(reference.files), reference.folders, change.diff(reference.files))
