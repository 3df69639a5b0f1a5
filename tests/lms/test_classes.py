"""Whole classes in each host's download, with every trap at once: each student gets the row that is theirs.

With GRADER_CLASS_SIZE=200 in the environment they are as large as a whole year's.
"""

from __future__ import annotations

import pickle
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected
from grader.handin import Handin, Handins
from grader.ledger import Status
from grader.lms import Attempts, read_class, read_roster
from grader.lms.gradebooks import GivenGrade, fill
from grader.submission import Submission
from tests.lms.generate import ANSWER, FORMATS, SIZE, Class, Row, build, gradebook, graded
from tests.lms.packings import PACKINGS
from tests.lms.people import people

ASKED = frozenset({"mypackage"})
COMMENT = "13 of 16 points."
"""only Moodle's worksheet has a column for it"""


@pytest.fixture(scope="module", params=FORMATS)
def school(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A class in one format."""
    return build(request.param, tmp_path_factory.mktemp(request.param))


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


def test_no_way_to_pack_is_left_out() -> None:
    """The class is large enough for every way to pack; in teams, where one of three hands in, one of 200 is."""
    used = {person.packing.name for person in people(SIZE) if person.hands_in and not person.typed_only}

    assert used == {packing.name for packing in PACKINGS}


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

    assert len(handins.handins) == len({row.submission for row in school.rows if not row.missing})
    assert all(each.in_roster for each in handins.handins)
    assert not handins.missing


def test_gradebook_comes_back_byte_for_byte(school: Class) -> None:
    """The roster with the grades in it, and not one other byte changed; only who dropped the course has no row."""
    grades = [given(row, ids) for row, ids in zip(school.rows, ids_of(school), strict=True)]
    before, expected = school.roster.read_bytes(), graded(school, Decimal(13), Decimal(16), COMMENT)

    filled = fill(school.host, before, grades, "mypackage", "My package")

    assert filled.data == gradebook(school, expected)
    assert filled.nobody == (school.unmatched,)
    assert not filled.notes
    assert fill(school.host, filled.data, grades, "mypackage", "My package").data == filled.data


def test_gradebook_without_a_roster(school: Class) -> None:
    """The ids of the download find the rows; a team's number is that of nobody in it, though it is someone's."""
    accepted = {row.submission: row.accepted for row in school.rows}
    handins = {handin.student: handin for handin in read_class(school.source).handins}
    grades = [
        GivenGrade(each.student, each.name, Decimal(13), Decimal(16), Status.GRADED, COMMENT, each.ids)
        for each in handins.values()
        if isinstance(outcome(each), Submission)
    ]

    filled = fill(school.host, school.roster.read_bytes(), grades, "mypackage", "My package")

    assert len(grades) == sum(accepted.values())
    known = {} if school.format == "moodle-teams" else graded(school, Decimal(13), Decimal(16), COMMENT)
    assert filled.data == gradebook(school, known)


def given(row: Row, ids: Mapping[str, str]) -> GivenGrade:
    """A row once it is graded."""
    points = Decimal(13) if row.accepted else None
    return GivenGrade(row.student, "", points, Decimal(16), status(row), COMMENT, ids)


def ids_of(school: Class) -> list[Mapping[str, str]]:
    """By what a gradebook may know each row's student."""
    known = {person.student: person.ids for person in read(school).people}
    return [known[row.student] for row in school.rows]


def status(row: Row) -> Status:
    """What became of a row once it is graded."""
    return Status.MISSING if row.missing else Status.GRADED if row.accepted else Status.REJECTED


def test_the_same_class_twice(school: Class, tmp_path: Path) -> None:
    """The generator is deterministic, and the order of the rows is stable."""
    again = build(school.format, tmp_path)

    assert again.source.read_bytes() == school.source.read_bytes()
    assert [each.student for each in read(again).handins] == [each.student for each in read(school).handins]
