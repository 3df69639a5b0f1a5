"""What students are told of an exercise: its files and its checks, never a word of what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.check import Visibility
from grader.checks.package import PackageCheck
from grader.exercise import Exercise
from grader.score import written

Branch = dict[str, "Branch"]


@dataclass(frozen=True)
class ToldCheck:
    """A check in words. `points` are 0 where having it earns nothing; hints open one by one."""

    title: str
    points: str
    is_extra: bool
    hints: tuple[str, ...]


def told_checks(exercise: Exercise) -> tuple[ToldCheck, ...]:
    """The checks that students see, in the order of a report."""
    return tuple(
        ToldCheck(check.summary(), written(check.points), check.extra_credit, check.hints)
        for check in (planned.check for planned in exercise.plan)
        if check.visibility is Visibility.PUBLIC
    )


def hidden_count(exercise: Exercise) -> int:
    """How many checks students do not see, or not before the due date."""
    return sum(planned.check.visibility is not Visibility.PUBLIC for planned in exercise.plan)


def given_files(exercise: Exercise) -> Mapping[str, bytes]:
    """The starter's files by path."""
    folder = exercise.folder / "starter"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def file_tree(exercise: Exercise) -> str:
    """The files that are given, which say so, and those that checks look for by name, drawn as a tree.

    An answer may need more: what a command of the project runs may lie in a file of any name.
    """
    given = given_files(exercise).keys()
    asked = set(_asked(exercise))
    marks = dict.fromkeys(given, "given")
    return draw(exercise.id, sorted(given | asked), marks)


def _asked(exercise: Exercise) -> Iterator[str]:
    for planned in exercise.plan:
        check = planned.check
        if check.visibility is Visibility.PUBLIC:
            yield from check.asked_paths()
        if isinstance(check, PackageCheck):
            yield check.path()


def draw(top: str, paths: Iterable[str], marks: Mapping[str, str]) -> str:
    """A tree of paths below a folder; a mark stands behind its path."""
    root: Branch = {}
    for path in paths:
        branch = root
        for part in path.split("/"):
            branch = branch.setdefault(part, {})
    lines = list(_lines(root, "", ""))
    width = max((len(line) for line, _ in lines), default=0) + 2
    drawn = [f"{line:<{width}}{marks[path]}" if path in marks else line for line, path in lines]
    return "\n".join([f"{top}/", *drawn])


def _lines(branch: Branch, prefix: str, path: str) -> Iterator[tuple[str, str]]:
    """(line, path) of everything in a folder."""
    for index, (name, inner) in enumerate(branch.items()):
        is_last = index == len(branch) - 1
        yield f"{prefix}{'└' if is_last else '├'}── {name}{'/' if inner else ''}", path + name
        yield from _lines(inner, prefix + ("    " if is_last else "│   "), f"{path}{name}/")
