"""A class that means harm, by its names and files: a row for everything, and nothing that runs or lies anywhere."""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.batch.classroom import RIGHT, Classroom, Ran, files_in
from tests.lms.packings import zipped

NAMES = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)<",
    "&lt;b&gt;",
    "\u202egnp.exe",
    "a\tb",
    "two\nlines",
    "esc\x1b[31mred",
    "back\x08space",
    "c1\x9b2J",
    "CON",
    "ann.",
    " blank",
    "[bold]markup[/nothing]",
    'quote"comma,',
    "Ann",
    "ann",
    "李明",
    "é" * 60,
)
LOUD = "import sys\nprint('\\x1b[2J\\u202e\\x00')\nraise ValueError('\\x1b]0;owned\\x07 <script>alert(2)</script>')\n"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def source(room: Classroom) -> Path:
    """The class: every name with a right answer, and odd things beside."""
    folder = room.hand_in({name: f"{RIGHT}# {place}\n" for place, name in enumerate(NAMES)})
    room.hand_in({"loud": LOUD, "<img src=x onerror=alert(3)>": LOUD})
    (folder / "empty.zip").write_bytes(b"")
    (folder / "letter.txt").write_bytes(b"Dear teacher\n")
    (folder / "packed.zip").write_bytes(zipped({"answer.py": RIGHT.encode()}))
    (folder / "evil.zip").write_bytes(zipped({"../../answer.py": RIGHT.encode()}))
    (folder / "nothing").mkdir()
    (folder / "link").symlink_to("/etc")
    (folder / "inner").mkdir()
    (folder / "inner" / "answer.py").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    return folder


def test_everything_has_a_row_and_nothing_runs(room: Classroom, source: Path) -> None:
    """Rows, cells, names of files, what is printed and what is left: all as harmless as the contract says."""
    before = {path: path.lstat().st_mtime_ns for path in source.rglob("*")}

    ran = room.batch(source)

    assert ran.status == 0, ran.said
    rows = room.rows()
    assert len(rows) == len(list(source.iterdir()))
    assert len({row["student"] for row in rows}) == len(rows)
    assert {row["status"] for row in rows} == {"graded", "rejected"}
    assert {row["student"] for row in rows} >= {"loud", "empty", "letter", "packed", "evil", "nothing", "link", "pipe"}
    assert_harmless(room, ran)
    assert_scores_agree(room, rows)
    assert {path: path.lstat().st_mtime_ns for path in source.rglob("*")} == before
    assert files_in(room.scratch) == set()


def assert_harmless(room: Classroom, ran: Ran) -> None:
    """No control character anywhere, no formula in a cell, no line that a student begins, no markup that is alive."""
    text = (room.folder / "run/scores.csv").read_bytes().decode("utf-8")
    assert not CONTROL.search(text.replace("\r\n", "\n"))
    assert not any(row["student"].startswith(("=", "+", "-", "@", "\t", "\r")) for row in room.rows())
    assert not CONTROL.search(ran.said)
    assert not CONTROL.search(ran.out)
    starts = ("grade: ", "rejected: ", "grader_error: ", "Results: ")
    odd = [line for line in (ran.said + ran.out).splitlines() if not line.startswith(starts)]
    assert [line for line in odd if not re.match(r"\d+/\d+ ", line)] == []
    for path in (room.folder / "run").rglob("*"):
        assert not CONTROL.search(path.name)
        if path.suffix == ".html":
            page = path.read_text("utf-8")
            assert not re.search(r"<script>alert|<img src=x|\x1b|\x00|\x9b|[\u202a-\u202e]", page), path


def assert_scores_agree(room: Classroom, rows: list[dict[str, str]]) -> None:
    """Each graded row has one report with its score; each row has one page; no two share one."""
    run = room.folder / "run"
    reports = [json.loads(path.read_text("utf-8"), parse_constant=pytest.fail) for path in run.glob("reports/*.json")]
    graded = [row for row in rows if row["status"] == "graded"]
    assert sorted((each["submission"]["sha256"], Decimal(str(each["score"]))) for each in reports) == sorted(
        (row["submission_sha256"], Decimal(row["score"])) for row in graded
    )
    assert len(list(run.glob("feedback/*.html"))) == len(rows)
    names = [path.name.casefold() for path in run.glob("feedback/*")]
    assert len(set(names)) == len(names)
