"""Whole classes in each host's download, with every trap at once: each student gets the row that is theirs."""

from __future__ import annotations

import pickle
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected
from grader.handin import Handin, Handins
from grader.lms import Attempts, read_class, read_roster
from grader.submission import Submission
from tests.lms.generate import ANSWER, FORMATS, Class, build

COUNT = 62
"""every packing twice"""
ASKED = frozenset({"mypackage"})


@pytest.fixture(scope="module", params=FORMATS)
def school(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class in one format."""
    return build(request.param, tmp_path_factory.mktemp(request.param), COUNT)


def unpacked(school: Class, folder: Path) -> Path:
    """The download as a teacher unpacks it."""
    with zipfile.ZipFile(school.source) as archive:
        archive.extractall(folder)
    return folder


def read(school: Class, source: Path | None = None, attempts: Attempts = Attempts.LATEST) -> Handins:
    """The class, matched with its roster."""
    roster = read_roster(school.roster)
    return read_class(source or school.source, roster=roster, attempts=attempts, due=datetime.fromisoformat(school.due))


def outcome(handin: Handin) -> Submission | str:
    """The submission, or the sentence with which it was rejected; through a worker's pickle."""
    try:
        return pickle.loads(pickle.dumps(handin.origin)).read(ASKED)  # type: ignore[no-any-return]  # noqa: S301  # ours
    except SubmissionRejected as rejection:
        return str(rejection)


def test_everyone_has_their_row(school: Class) -> None:
    """Ids, lateness and who is missing or unmatched are those of the class, whatever was packed."""
    handins = read(school)

    expected = [row for row in school.rows if not row.missing]
    assert handins.layout == school.layout
    assert {(each.student, each.late, each.in_roster) for each in handins.handins} == {
        (row.student, row.late, row.in_roster) for row in expected
    }
    assert len(handins.handins) == len(expected)
    assert {each.student for each in handins.missing} == {row.student for row in school.rows if row.missing}


def test_everyone_hands_in_their_own(school: Class) -> None:
    """Each hand-in gives the answer whole, or a rejection with a sentence."""
    accepted = {row.student: row.accepted for row in school.rows}

    for handin in read(school).handins:
        result = outcome(handin)
        if not accepted[handin.student]:
            assert isinstance(result, str), (handin.student, result)
        else:
            assert isinstance(result, Submission), (handin.student, result)
            assert {path: result.files[path] for path in ANSWER} == ANSWER


def test_zip_and_unpacked_folder_agree(school: Class, tmp_path: Path) -> None:
    """The download gives the same class and the same submissions when it was unpacked."""
    folder = unpacked(school, tmp_path / "class")

    packed, loose = read(school), read(school, folder)

    assert [described(each) for each in packed.handins] == [described(each) for each in loose.handins]
    assert packed.missing == loose.missing


def described(handin: Handin) -> tuple[object, ...]:
    """All that does not depend on where the download lies."""
    result = outcome(handin)
    content = result.sha256 if isinstance(result, Submission) else "rejected"
    return handin.student, handin.name, handin.attempt, handin.submitted_at, handin.late, handin.in_roster, content


def test_all_attempts(school: Class) -> None:
    """Attempts are counted from 1 in the order of their times, and the last one is the latest."""
    every = read(school, attempts=Attempts.ALL).handins

    counts = Counter(each.student for each in every)
    assert counts == {row.student: row.attempts for row in school.rows if not row.missing}
    latest = {each.student: each for each in every}
    assert list(latest.values()) == list(read(school).handins)
    assert all(each.attempt == counts[each.student] for each in latest.values())
    assert read(school, attempts=Attempts.BEST).handins == every


def test_source_is_left_alone(school: Class, tmp_path: Path) -> None:
    """Reading a class changes nothing in it and writes nothing beside it."""
    folder = unpacked(school, tmp_path / "class")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    for handin in read(school, folder).handins:
        outcome(handin)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_without_a_roster(school: Class) -> None:
    """Nobody is missing or unmatched, and the host's own id names the row."""
    handins = read_class(school.source)

    assert len(handins.handins) == sum(not row.missing for row in school.rows)
    assert all(each.in_roster for each in handins.handins)
    assert not handins.missing


def test_the_same_class_twice(school: Class, tmp_path: Path) -> None:
    """The generator is deterministic, and the order of the rows is stable."""
    again = build(school.format, tmp_path, COUNT)

    assert again.source.read_bytes() == school.source.read_bytes()
    assert [each.student for each in read(again).handins] == [each.student for each in read(school).handins]
