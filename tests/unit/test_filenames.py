"""File names for students: safe everywhere, readable, and never shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.filenames import attempt_name, file_name, file_names
from grader.intake.caps import DEFAULT_CAPS
from grader.intake.names import refuse_name


@pytest.mark.parametrize("student", ["8880001", "ann_lee", "a.b-c@x.edu", "Zoë Lee", "李明", "O'Brien (2)", "S1"])
def test_good_ids_are_their_own_names(student: str) -> None:
    """What is a good name on every system stays."""
    assert file_name(student) == student
    assert file_names([student]) == {student: student}


@pytest.mark.parametrize(
    ("student", "start"),
    [
        ("a/b", "a_b-"),
        ("../../etc/passwd", "etc_passwd-"),
        ("<b>Ann</b>", "b_Ann_b-"),
        ("con", "con-"),
        (".hidden", "hidden-"),
        ("~x", "x-"),
        ("x" * 300, "x" * 60 + "-"),
        ("李" * 100, "李" * 60 + "-"),
        ("ann\x1b[31m\u202e", "ann_31m-"),
        ("", "student-"),
        ("ann.", "ann-"),
        ("\udcff", "student-"),
    ],
)
def test_others_are_made_safe_and_stay_recognisable(student: str, start: str) -> None:
    """The readable part comes first, a hash follows."""
    name = file_name(student)

    assert name[:-10] == start


@given(st.lists(st.text(st.characters(), max_size=120), unique=True, max_size=20))
def test_no_two_students_share_a_file(students: list[str]) -> None:
    """All names are safe, and different also where case and Unicode forms are not told apart."""
    names = file_names(students)

    assert set(names) == set(students)
    assert len({name.casefold() for name in names.values()}) == len(students)
    for name in names.values():
        refuse_name(f"{name}.json", DEFAULT_CAPS)
        assert "/" not in name


def test_ids_that_differ_in_case_only() -> None:
    """On many systems these would be one file."""
    names = file_names(["Ann", "ann", "bob"])

    assert names["bob"] == "bob"
    assert len({name.casefold() for name in names.values()}) == 3


def test_an_id_that_looks_like_a_made_name() -> None:
    """Nobody can take another's file by calling themselves like it."""
    made = file_name("a/b")

    assert file_name(made) != made


def test_an_id_that_looks_like_an_attempt() -> None:
    """Nor another's attempt; what only resembles one stays as it is."""
    name = attempt_name("ann", 1)

    assert file_name(name) != name
    assert file_name("ann-attempt-1") == "ann-attempt-1"
