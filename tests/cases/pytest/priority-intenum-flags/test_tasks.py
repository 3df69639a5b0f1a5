from enum import IntEnum

import pytest

from tasks.priority import Permission, Priority
from tasks.queue import most_urgent


def test_priorities_are_numbers():
    assert issubclass(Priority, IntEnum)
    assert Priority.HIGH > Priority.LOW
    assert Priority.LOW == 1
    assert Priority.HIGH != 2
    assert int(Priority.HIGH) == 3


def test_sorted_by_priority():
    found = sorted([Priority.HIGH, Priority.LOW, Priority.MEDIUM])
    assert [p.name for p in found] == ["LOW", "MEDIUM", "HIGH"]


def test_most_urgent():
    jobs = [("sweep", Priority.LOW), ("fire", Priority.HIGH), ("mail", Priority.MEDIUM)]
    assert most_urgent(jobs) == ("fire", Priority.HIGH)


def test_first_of_two_equal():
    assert most_urgent([("a", Priority.LOW), ("b", Priority.LOW)])[0] == "a"


def test_no_jobs():
    with pytest.raises(ValueError):
        most_urgent([])


def test_permissions_combine():
    both = Permission.READ | Permission.WRITE
    assert Permission.READ in both
    assert Permission.EXECUTE not in both
    assert (both & Permission.WRITE) == Permission.WRITE
    assert both.value == 6


def test_label_is_a_property():
    assert Priority.HIGH.label == "High priority"
    assert str(Priority.MEDIUM.label) == "Medium priority"
