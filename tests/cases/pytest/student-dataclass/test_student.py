from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass

import pytest

from school.models import Grade, Student


def test_is_a_dataclass():
    assert is_dataclass(Student)
    assert is_dataclass(Grade)


def test_fields():
    assert [field.name for field in fields(Student)] == ["name", "year", "grades"]


def test_defaults():
    student = Student("Ada")
    assert student.year == 1
    assert student.grades == []


def test_lists_are_not_shared():
    a, b = Student("Ada"), Student("Bob")
    a.grades.append(Grade("math", 1))
    assert len(a.grades) == 1
    assert b.grades == []


def test_equality():
    assert Student("Ada", 2) == Student("Ada", 2)
    assert Student("Ada", 2) != Student("Ada", 3)


def test_repr():
    assert repr(Student("Ada")) == "Student(name='Ada', year=1, grades=[])"


def test_asdict():
    student = Student("Ada", grades=[Grade("math", 2)])
    assert asdict(student) == {"name": "Ada", "year": 1, "grades": [{"subject": "math", "mark": 2}]}


def test_grade_is_frozen():
    grade = Grade("math", 2)
    with pytest.raises(FrozenInstanceError):
        grade.mark = 1
    assert grade.mark == 2
