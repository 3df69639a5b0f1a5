"""Grading again: what is served, what is graded anew, and what attempts, due dates and policies make of the scores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from grader.store import Store
from tests.batch.classroom import HALF, RIGHT, TINY, WRONG, Classroom
from tests.batch.scripted import scripted_sandboxes
from tests.lms.packings import zipped

CLASS = {"ann": RIGHT, "ben": HALF, "cid": WRONG}
NEWER = TINY.replace("f(5) gives 6", "five").replace("equals: 6", "equals: 0")
"""another version, in which the half-right answer gets two points more and the right one two less"""
NEWEST = NEWER.replace("equals: 0", "equals: 1")
"""a third one, in which nobody gets these two points"""
KEPT = "An earlier grading gave more; that counts."


@pytest.fixture(autouse=True)
def no_sandboxes() -> Iterator[None]:
    """What becomes of grades does not depend on how a submission ran."""
    with scripted_sandboxes():
        yield


def download(room: Classroom, *attempts: tuple[str, str, str]) -> Path:
    """A Blackboard download of (username, time, answer): the host that knows attempts and times."""
    files = {}
    for username, stamp, answer in attempts:
        prefix = f"HW_{username}_attempt_{stamp}"
        files[f"{prefix}.txt"] = f"Name: Student ({username})\r\nAssignment: HW\r\n".encode()
        files[f"{prefix}_answer.py"] = answer.encode()
    path = room.folder / "blackboard.zip"
    path.write_bytes(zipped(files))
    return path


def test_second_run_grades_nothing(room: Classroom) -> None:
    """What is finished is served from the store, and the files are the same; the finished run stays as it is."""
    source = room.hand_in(CLASS)
    first = room.graded(source)
    starts, report = room.starts(), (room.folder / "run/reports/ann.json").read_bytes()

    assert room.graded(source) == first
    assert {student: row["score"] for student, row in first.items()} == {"ann": "10", "ben": "6", "cid": "0"}
    assert room.starts() == starts == {"ann": 1, "ben": 1, "cid": 1}
    assert (room.folder / "run/reports/ann.json").read_bytes() == report
    with Store.open(room.folder / "run/grades.db") as store:
        first_rows, second_rows = (store.rows(run.id) for run in store.runs())
        assert first_rows == second_rows


def test_what_intake_dropped_is_told_to_whom_it_belongs(room: Classroom) -> None:
    """Two hand in the same answer, one of them with a folder of Git beside it: only that report speaks of it."""
    source = room.hand_in({"ann": RIGHT, "ben": RIGHT})
    (source / "ben" / ".git").mkdir()
    (source / "ben" / ".git" / "config").write_text("[core]\n")

    rows = room.graded(source)

    assert rows["ann"]["submission_sha256"] == rows["ben"]["submission_sha256"]
    reports = {name: json.loads((room.folder / f"run/reports/{name}.json").read_text()) for name in rows}
    assert reports["ann"]["submission"]["notes"] == []
    assert "Ignored" in " ".join(reports["ben"]["submission"]["notes"])
    assert all(row["status"] == "graded" for row in rows.values())


def test_files_are_made_anew(room: Classroom) -> None:
    """A page that was deleted comes back, and pages of people who left the class go."""
    source = room.hand_in(CLASS)
    room.graded(source)
    (room.folder / "run/feedback/ann.html").unlink()
    (source / "cid").rename(room.folder / "cid")

    assert list(room.graded(source)) == ["ann", "ben"]
    assert {path.name for path in (room.folder / "run/feedback").iterdir()} == {"ann.html", "ben.html"}
    assert {path.name for path in (room.folder / "run/reports").iterdir()} == {"ann.json", "ben.json"}


def test_only_what_changed_is_graded(room: Classroom) -> None:
    """A student who hands in again gets a new grade; the others keep theirs without running."""
    room.graded(room.hand_in(CLASS))

    assert room.scores(room.hand_in({"cid": HALF + "# again\n"})) == {"ann": "10", "ben": "6", "cid": "6"}
    assert room.starts() == {"ann": 1, "ben": 1, "cid": 1}


def test_fresh_grades_anew(room: Classroom) -> None:
    """--fresh makes another run, in which everything was graded again; afterwards that one is served."""
    source = room.hand_in(CLASS)
    first = room.graded(source)

    assert room.graded(source, "--fresh") == first
    with Store.open(room.folder / "run/grades.db") as store:
        assert len(store.runs()) == 2
        assert {row.key.edition for row in store.rows(2) if row.key} == {2}
        assert store.attempts_started(next(row.key for row in store.rows(2) if row.key)) == 1


def test_a_newer_exercise_makes_a_new_run(room: Classroom) -> None:
    """The same store, another run; the old one's rows stay as they were."""
    source = room.hand_in(CLASS)
    room.graded(source)
    room.write_exercise(NEWER)

    assert room.scores(source) == {"ann": "8", "ben": "8", "cid": "0"}
    with Store.open(room.folder / "run/grades.db") as store:
        old, new = store.runs()
        assert old.exercise_version != new.exercise_version
        assert [row.key.exercise_version for row in store.rows(1) if row.key] == [old.exercise_version] * 3


def test_keep_better(room: Classroom) -> None:
    """With --keep-better nobody loses by a regrade, and the page says why."""
    source = room.hand_in(CLASS)
    room.graded(source)
    room.write_exercise(NEWER)

    assert room.scores(source, "--keep-better") == {"ann": "10", "ben": "8", "cid": "0"}
    assert "An earlier grading gave more" in (room.folder / "run/feedback/ann.html").read_text("utf-8")


def test_keep_better_of_all_runs(room: Classroom) -> None:
    """What an earlier run gave or kept is not lost in the third, whichever run it was."""
    source = room.hand_in(CLASS)
    room.graded(source)
    room.write_exercise(NEWER)
    room.graded(source, "--keep-better")
    room.write_exercise(NEWEST)

    assert room.scores(source, "--keep-better") == {"ann": "10", "ben": "8", "cid": "0"}
    assert room.scores(source) == {"ann": "8", "ben": "6", "cid": "0"}


def test_keep_better_of_other_points(room: Classroom) -> None:
    """Where the newer version gives other points, what a student has reached of all counts, and of which all."""
    source = room.hand_in(CLASS)
    room.graded(source)
    room.write_exercise(NEWER.replace("points: 6", "points: 26"))

    rows = room.graded(source, "--keep-better")

    assert {student: (row["score"], row["max_score"]) for student, row in rows.items()} == {
        "ann": ("10", "10"),
        "ben": ("28", "30"),
        "cid": ("0", "30"),
    }


def test_keep_better_where_there_is_no_score_now(room: Classroom) -> None:
    """Who is rejected or missing now keeps what an earlier run gave, also when the class has grown meanwhile."""
    source = room.hand_in(CLASS)
    (room.folder / "roster.csv").write_text("student,name,email,sid\nann,,,\nben,,,\ncid,,,\ndan,,,\n", "utf-8")
    room.graded(source, "--roster", room.folder / "roster.csv")
    (source / "ann" / "answer.py").unlink()
    (source / "ben").rename(room.folder / "ben")
    room.hand_in({"dan": RIGHT, "eve": HALF})

    rows = room.graded(source, "--keep-better", "--roster", room.folder / "roster.csv")

    assert {student: (row["status"], row["score"]) for student, row in rows.items()} == {
        "ann": ("rejected", "10"),
        "ben": ("missing", "6"),
        "cid": ("graded", "0"),
        "dan": ("graded", "10"),
        "eve": ("graded", "6"),
    }
    for student in ("ann", "ben"):
        assert KEPT in (room.folder / "run/feedback" / f"{student}.html").read_text("utf-8")


def test_keep_better_by_the_policy_of_now(room: Classroom) -> None:
    """An earlier grading counts with the penalty that holds today: a policy is no regrade."""
    source = download(room, ("later", "2026-06-03-11-00-00", RIGHT))
    room.graded(source)
    (room.folder / "policy.yaml").write_text(f"{POLICY}late: {{per_day: 10}}\n", "utf-8")
    room.write_exercise(NEWER)

    assert room.scores(source, "--keep-better", "--policy", room.folder / "policy.yaml") == {"later": "8"}


def test_keep_better_of_attempts(room: Classroom) -> None:
    """Where the best attempt counted in an earlier run, it is the one to beat; where the last one did, that."""
    source = download(room, ("u1", "2026-06-01-10-00-00", RIGHT), ("u1", "2026-06-02-10-00-00", HALF))
    room.graded(source, "--attempt", "all")
    last_counted = room.scores(source, "--keep-better")
    room.graded(source, "--attempt", "best")
    best_counted = room.scores(source, "--keep-better")

    assert (last_counted, best_counted) == ({"u1": "6"}, {"u1": "10"})


def test_keep_better_is_not_over_what_was_set_by_hand(room: Classroom) -> None:
    """A teacher's lower score stays."""
    source = room.hand_in(CLASS)
    room.graded(source)
    assert room.grade("adjust", room.folder / "run", "ann", "--score", "3", "--why", "copied").status == 0
    (source / "ann" / "answer.py").unlink()

    assert room.scores(source, "--keep-better")["ann"] == "3"
    assert KEPT not in (room.folder / "run/feedback/ann.html").read_text("utf-8")


def test_keep_better_goes_on_where_it_was_stopped(room: Classroom) -> None:
    """A run without its files is gone on with, a finished one stays as it is."""
    source = room.hand_in(CLASS)
    room.graded(source, "--keep-better")
    (room.folder / "run/run.json").unlink()
    room.graded(source, "--keep-better")
    with Store.open(room.folder / "run/grades.db") as store:
        before = len(store.runs())
    room.graded(source, "--keep-better")

    with Store.open(room.folder / "run/grades.db") as store:
        assert (before, len(store.runs())) == (1, 2)
    assert room.starts() == {"ann": 1, "ben": 1, "cid": 1}


def test_adjusted_scores_survive(room: Classroom) -> None:
    """A score set by hand stays through resuming and regrading, with its reason, in file and report."""
    source = room.hand_in(CLASS)
    room.graded(source)
    with Store.open(room.folder / "run/grades.db") as store:
        store.adjust("tiny", "cid", Decimal("4.5"), "was ill", "the teacher")

    assert room.scores(source) == {"ann": "10", "ben": "6", "cid": "4.5"}
    room.write_exercise(NEWER)
    assert room.scores(source, "--fresh")["cid"] == "4.5"
    assert "was ill" in (room.folder / "run/feedback/cid.html").read_text("utf-8")
    assert json.loads((room.folder / "run/reports/cid.json").read_text("utf-8"))["score"] == 4.5


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        ("latest", [("u1", "3", "0"), ("u2", "1", "6")]),
        ("best", [("u1", "2", "10"), ("u2", "1", "6")]),
        ("all", [("u1", "1", "6"), ("u1", "2", "10"), ("u1", "3", "0"), ("u2", "1", "6")]),
    ],
)
def test_attempts(room: Classroom, attempt: str, expected: list[tuple[str, str, str]]) -> None:
    """Which attempts have a row; each has files of its own, and the last one is called by the student's name."""
    source = download(
        room,
        ("u1", "2026-06-01-10-00-00", HALF),
        ("u1", "2026-06-02-10-00-00", RIGHT),
        ("u1", "2026-06-03-10-00-00", WRONG),
        ("u2", "2026-06-01-10-00-00", HALF),
    )

    ran = room.batch(source, "--attempt", attempt)

    assert ran.status == 0, ran.said
    assert [(row["student"], row["attempt"], row["score"]) for row in room.rows()] == expected
    reports = {path.stem for path in (room.folder / "run/reports").iterdir()}
    assert {"u1", "u2"} <= reports
    assert len(reports) == len(expected)


POLICY = "due: 2026-06-01T12:00:00+00:00\n"
STAMPS = (("on-time", "2026-06-01-11-00-00"), ("grace", "2026-06-01-12-05-00"), ("later", "2026-06-03-11-00-00"))


@pytest.mark.parametrize(
    ("policy", "scores"),
    [
        pytest.param("late: {per_day: 10}", ("10", "9", "8"), id="per-day"),
        pytest.param("late: {per_day: 10, cap: 15}", ("10", "9", "8.5"), id="cap"),
        pytest.param("late: {per_day: 10}\ngrace_minutes: 10", ("10", "10", "8"), id="grace"),
        pytest.param(
            "late: {steps: [{after_hours: 0, percent: 5}, {after_hours: 24, percent: 50}]}",
            ("10", "9.5", "5"),
            id="steps",
        ),
        pytest.param("scale_to: 25\nlate: {per_day: 10}", ("25", "22.5", "20"), id="scale"),
        pytest.param("drop_hidden_until_due: true", ("10", "10", "10"), id="after-the-due-date"),
    ],
)
def test_policy(room: Classroom, policy: str, scores: tuple[str, str, str]) -> None:
    """Late, capped, forgiven, scaled: the score and the page's reasoning agree, and nothing is graded again for it."""
    source = download(room, *((who, stamp, RIGHT) for who, stamp in STAMPS))
    (room.folder / "policy.yaml").write_text(f"{POLICY}{policy}\n", "utf-8")

    rows = room.graded(source, "--policy", room.folder / "policy.yaml")

    assert tuple(rows[who]["score"] for who, _ in STAMPS) == scores
    maximum = "25" if "scale_to" in policy else "10"
    assert {row["max_score"] for row in rows.values()} == {maximum}
    assert [rows[who]["late"] for who, _ in STAMPS] == ["false", "false" if "grace" in policy else "true", "true"]
    assert_reports_agree(room)


def test_hidden_checks_wait_for_the_due_date(room: Classroom) -> None:
    """Before the due date only what students can see counts."""
    (room.folder / "policy.yaml").write_text("due: 2999-01-01T00:00:00+00:00\ndrop_hidden_until_due: true\n", "utf-8")

    rows = room.graded(room.hand_in(CLASS), "--policy", room.folder / "policy.yaml")

    assert {student: (row["score"], row["max_score"]) for student, row in rows.items()} == {
        "ann": ("8", "8"),
        "ben": ("6", "8"),
        "cid": ("0", "8"),
    }
    assert_reports_agree(room)


def test_due_decides_where_the_host_does_not(room: Classroom) -> None:
    """--due makes late what came after it, and without a policy lateness costs nothing."""
    source = download(room, *((who, stamp, RIGHT) for who, stamp in STAMPS))

    rows = room.graded(source, "--due", "2026-06-01T12:04:00+00:00")

    assert {who: row["late"] for who, row in rows.items()} == {"on-time": "false", "grace": "true", "later": "true"}
    assert {row["score"] for row in rows.values()} == {"10"}


def assert_reports_agree(room: Classroom) -> None:
    """The report's score is the one in scores.csv."""
    for row in room.rows():
        report = json.loads((room.folder / "run/reports" / f"{row['student']}.json").read_text("utf-8"))
        assert (Decimal(str(report["score"])), Decimal(str(report["max_score"]))) == (
            Decimal(row["score"]),
            Decimal(row["max_score"]),
        )
