"""Mutants: copies of the reference with one small thing changed, as a beginner would get it wrong.

    code         one expression or statement of one file (`edits.py` puts it into the text)
    structure    files, imports between them, what they do when they are imported

Only what a student has to write is changed: files that the starter has just so are left alone. Changes of style, and
of what exceptions say, are made where some check asks for it, for nowhere else could anything notice them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.checks.running import RunCheck
from grader.checks.value import ValueCheck
from grader.exercise import Exercise
from grader.proof.mutants.code import code_mutants
from grader.proof.mutants.mutant import Change, Mutant
from grader.proof.mutants.structure import structure_mutants
from grader.submission import Submission

__all__ = ["Mutant", "mutants"]


def mutants(reference: Submission, starter: Submission, exercise: Exercise) -> list[Mutant]:
    """All mutants of a reference, each with a name of its own; what comes out the same is there once."""
    own = {path: data for path, data in reference.files.items() if starter.files.get(path) != data}
    changes = [*code_mutants(own, messages=_reads_messages(exercise)), *structure_mutants(reference, own, exercise)]
    return list(_named(_distinct(changes, reference), reference))


def _reads_messages(exercise: Exercise) -> bool:
    """Whether some check looks at what an exception says: by `says`, or on the error output of a program."""
    checks = [planned.check for planned in exercise.plan]
    asked = [case for check in checks if isinstance(check, ValueCheck) for case in (check, *check.cases)]
    programs = [check for check in checks if isinstance(check, RunCheck)]
    return any(case.says for case in asked) or any(check.stderr for check in programs)


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
