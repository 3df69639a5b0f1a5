"""The course: what comes after what, and what is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalog import Catalogue, builtin_folder
from grader.course import in_order, next_open, waits_for
from grader.errors import ExerciseInvalid
from grader.exercise import Exercise


def catalogue(folder: Path, rows: dict[str, str]) -> Catalogue:
    """Exercises that ask for one file; the text of a row goes into the exercise.yaml as it is."""
    for name, text in rows.items():
        (folder / name).mkdir()
        content = f"id: {name}\ntitle: T\n{text}\nchecks: [{{id: a, kind: file, path: a.py}}]\n"
        (folder / name / "exercise.yaml").write_text(content, encoding="utf-8")
    return Catalogue((folder,))


def ids(path: tuple[Exercise, ...]) -> str:
    """Their ids in order."""
    return " ".join(exercise.id for exercise in path)


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        pytest.param({"a": "after: [b]", "b": ""}, "b a", id="after"),
        pytest.param({"c": "", "a": "", "b": ""}, "a b c", id="by id"),
        pytest.param(
            {"a": "chapter: One", "b": "chapter: Two\nafter: [a]", "c": "chapter: One"},
            "a c b",
            id="stays in the chapter",
        ),
        pytest.param({"a": "", "b": "", "y": "after: [b]", "z": "after: [a]"}, "a z b y", id="goes on with the newest"),
        pytest.param({"a": "", "b": "chapter: One"}, "b a", id="without a chapter last"),
        pytest.param({"d": "after: [b, c]", "b": "after: [a]", "c": "after: [a]", "a": ""}, "a b c d", id="diamond"),
    ],
)
def test_course_is_a_path(tmp_path: Path, rows: dict[str, str], path: str) -> None:
    """Each exercise after those it builds on; ties read as a course."""
    course = catalogue(tmp_path, rows).course()

    assert ids(course) == path
    assert ids(in_order(reversed(course))) == path


@pytest.mark.parametrize(
    ("rows", "defects"),
    [
        pytest.param(
            {"alpha": "", "b": "after:\n  - alpha\n  - alpa"},
            ["b/exercise.yaml:5:5: there is no exercise 'alpa'. Did you mean 'alpha'? Known: alpha, b"],
            id="unknown",
        ),
        pytest.param(
            {"a": "after: [b]", "b": "after: [a]"},
            ["a/exercise.yaml:3:9: the exercises come after each other in a circle: a → b → a"],
            id="ring",
        ),
        pytest.param(
            {"a": "after: [a]"},
            ["a/exercise.yaml:3:9: the exercises come after each other in a circle: a → a"],
            id="itself",
        ),
        pytest.param(
            {"a": "after: [x]", "b": "after: [y]"},
            [
                "a/exercise.yaml:3:9: there is no exercise 'x'. Known: a, b",
                "b/exercise.yaml:3:9: there is no exercise 'y'. Known: a, b",
            ],
            id="two",
        ),
    ],
)
def test_order_that_does_not_work_out_is_a_defect(tmp_path: Path, rows: dict[str, str], defects: list[str]) -> None:
    """Every defect is named with its file, line and column."""
    known = catalogue(tmp_path, rows)

    with pytest.raises(ExerciseInvalid) as caught:
        known.course()

    assert [str(defect).removeprefix(f"{tmp_path}/") for defect in caught.value.defects] == defects


def test_what_is_open(tmp_path: Path) -> None:
    """The first that is not done and whose prerequisites are."""
    course = catalogue(tmp_path, {"a": "", "b": "after: [a]", "c": "after: [a]"}).course()

    found = [next_open(course, done) for done in (set[str](), {"a"}, {"a", "b"}, {"c"}, {"a", "b", "c"})]

    assert [each and each.id for each in found] == ["a", "b", "c", "a", None]
    assert waits_for(course[1], {"c"}) == ("a",)
    assert waits_for(course[1], {"a"}) == ()


def test_our_own_course_begins_with_a_module() -> None:
    """The path of the catalogue works out, every exercise has a chapter, and modules come before packages."""
    course = Catalogue((builtin_folder(),)).course()

    assert course[0].id == "math-utils"
    assert [exercise.id for exercise in course if not exercise.chapter] == []
    path = ids(course).split()
    four = ("math-utils", "import-forms", "mypackage", "import-from-package")
    assert sorted(four, key=path.index) == list(four)
