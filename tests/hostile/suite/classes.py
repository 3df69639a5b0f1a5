"""All cases as one class, graded by one real `grade batch`: after each case an honest answer, by the same worker."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.report import Report
from grader.store import Store
from tests.hostile.suite.case import Case, right_answer
from tests.hostile.suite.leftovers import Premises
from tests.hostile.suite.runs import Outcome, exercise_of, shown

GIVE_UP_S = 3600


@dataclass(frozen=True)
class ClassRun:
    """What one `grade batch` gave for all cases of one exercise. Students are named by place and case."""

    cases: tuple[Case, ...]
    status: int
    said: str
    rows: Mapping[str, Mapping[str, str]]
    """student -> row of scores.csv"""
    run: Path
    students: Mapping[str, str]
    """slug of the case -> student"""
    neighbours: Mapping[str, str]
    """slug of the case -> the honest student who was graded right after it"""
    left: tuple[str, ...]
    """what was there after it and not before"""
    reports: Mapping[str, Report]
    """student -> the report as the store keeps it"""

    def outcome(self, case: Case) -> Outcome:
        """What became of a case that was not refused. Whatever the class left may be from this one."""
        report = self.stored(case)
        assert report, self.row(case)
        told = shown(report, exercise_of(case).title)
        return Outcome(report, told, self.left, self.reports[self.neighbours[case.slug]])

    def stored(self, case: Case) -> Report | None:
        """The report in the store, None where there is none."""
        return self.reports.get(self.students[case.slug])

    def row(self, case: Case) -> Mapping[str, str]:
        """The row of the case in scores.csv."""
        return self.rows[self.students[case.slug]]

    def report(self, case: Case) -> dict[str, Any] | None:
        """The student's report, None where there is none."""
        path = self.run / "reports" / f"{self.students[case.slug]}.json"
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else None

    def page(self, case: Case) -> str:
        """The words of the student's page, without the student's own files."""
        text = (self.run / "feedback" / f"{self.students[case.slug]}.html").read_text("utf-8")
        return _words(text.partition('<h2 id="files">')[0])

    def teachers_words(self, case: Case) -> str:
        """What the teacher's page and the report say about the case."""
        text = (self.run / "report.html").read_text("utf-8")
        parts = [match[0] for match in re.finditer(r"<(tr|li)\b.*?</\1>", text, re.DOTALL)]
        mine = [_words(part) for part in parts if self.students[case.slug] in part]
        return "\n".join([*mine, *_texts(self.report(case))])


def grade_class(cases: Sequence[Case], image: str, desk: Path, scratch: Path, *, jobs: int = 1) -> ClassRun:
    """Hand in all these cases of one exercise, grade them with so many workers, and look at what is left."""
    exercise = cases[0].exercise
    desk.mkdir()
    students, neighbours = _hand_in(cases, exercise, desk / "class")
    words = ["batch", desk / "class", "-e", exercise, "-o", desk / "run", "--jobs", jobs, "--image", image]
    with Premises(scratch).watched(docker=True) as left:
        done = subprocess.run(
            [sys.executable, "-m", "grader", *map(str, words)],
            cwd=desk,
            env={**os.environ, "GRADER_STATE": str(desk / "state"), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=GIVE_UP_S,
            check=False,
        )
    with (desk / "run" / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    said, reports = done.stdout + done.stderr, _stored(desk / "run" / "grades.db")
    return ClassRun(tuple(cases), done.returncode, said, rows, desk / "run", students, neighbours, tuple(left), reports)


def _stored(path: Path) -> dict[str, Report]:
    """Student -> report, of all who have one."""
    with Store.open(path) as store:
        rows = store.rows(store.runs()[-1].id)
        found = {row.student: (row, store.finished(row.key)) for row in rows if row.key}
    return {student: replace(report, notes=row.notes) for student, (row, report) in found.items() if report}


def _hand_in(cases: Sequence[Case], exercise: Path, source: Path) -> tuple[dict[str, str], dict[str, str]]:
    """A class in which an honest student follows each case; slug -> student, slug -> honest student."""
    source.mkdir()
    students, neighbours = {}, {}
    for number, case in enumerate(cases):
        students[case.slug] = f"{2 * number:04}-{case.slug}"
        neighbours[case.slug] = f"{2 * number + 1:04}-honest"
        case.hand_in(source / students[case.slug])
        honest = source / neighbours[case.slug]
        shutil.copytree(right_answer(exercise), honest)
        (honest / "notes.txt").write_text(f"{number}", "utf-8")  # or it would be known already, and not graded
    return students, neighbours


def _words(markup: str) -> str:
    """The text of a page without its tags, spaces joined."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def _texts(value: object) -> Iterator[str]:
    """All texts in a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
