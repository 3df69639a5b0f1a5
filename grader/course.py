"""The order in which a student meets the exercises: what each one builds on comes before it.

Ties are broken so that the path reads as a course: stay in the chapter, then go on with what builds on the newest
exercise, then by id. Exercises without a chapter come after those that have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from graphlib import CycleError, TopologicalSorter

from grader.defects import did_you_mean
from grader.errors import Defect, ExerciseInvalid
from grader.exercise import Exercise
from grader.yamlfile import read_yaml


def in_order(exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """All exercises as one path, whatever order they come in.

    Raises:
        ExerciseInvalid: an exercise comes after one that is not among them, or some wait for each other in a circle.
    """
    waiting = {exercise.id: exercise for exercise in exercises}
    wrong = (*_unknown(waiting), *_ring(waiting))
    if wrong:
        raise ExerciseInvalid(tuple(sorted(wrong)))
    path: list[Exercise] = []
    while waiting:
        ready = [exercise for exercise in waiting.values() if not waiting.keys() & set(exercise.after)]
        chosen = min(ready, key=lambda exercise: _distance(exercise, path))
        path.append(waiting.pop(chosen.id))
    return tuple(path)


def waits_for(exercise: Exercise, done: Set[str]) -> tuple[str, ...]:
    """The exercises that are still to be done before this one."""
    return tuple(name for name in exercise.after if name not in done)


def next_open(path: Sequence[Exercise], done: Set[str]) -> Exercise | None:
    """The first exercise that is not done and waits for none, None once all are done."""
    return next((each for each in path if each.id not in done and not waits_for(each, done)), None)


def _distance(exercise: Exercise, path: Sequence[Exercise]) -> tuple[bool, bool, int, str]:
    """How far from the end of the path the exercise is, for a reader."""
    chapter = path[-1].chapter if path else ""
    newest = max((index for index, each in enumerate(path) if each.id in exercise.after), default=-1)
    return not chapter or exercise.chapter != chapter, not exercise.chapter, -newest, exercise.id


def _unknown(known: dict[str, Exercise]) -> Iterator[Defect]:
    for exercise in known.values():
        for position, name in enumerate(exercise.after):
            if name not in known:
                message = f"there is no exercise {name!r}.{did_you_mean(name, list(known))} Known: {', '.join(known)}"
                yield _defect(exercise, ("after", position), message)


def _ring(known: dict[str, Exercise]) -> Iterator[Defect]:
    try:
        TopologicalSorter({name: exercise.after for name, exercise in known.items()}).prepare()
    except CycleError as error:
        ring = [str(name) for name in error.args[1]]
        first = known[ring[-1]]
        message = f"the exercises come after each other in a circle: {' → '.join(ring)}"
        yield _defect(first, ("after", first.after.index(ring[-2])), message)


def _defect(exercise: Exercise, loc: tuple[str | int, ...], message: str) -> Defect:
    return read_yaml(exercise.file, str(exercise.file)).defect(loc, message)
