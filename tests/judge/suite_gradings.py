"""Grades answers to the suites of the corpus through Grader: each test file is one check of kind `pytest`.

A few processes share the work, each with one `Suites`, because every grading mostly waits for its sandbox.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from grader.catalog import load_exercise
from grader.errors import GraderError
from grader.exercise import Exercise
from grader.grading import grade
from grader.judge.suite.host import Suites
from grader.report import CheckResult, Verdict
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.submission import read_submission
from tests.judge.corpus import Suite

WORKERS = 2


@dataclass(frozen=True)
class Job:
    """One answer to be graded against one suite."""

    slug: str
    answer: str
    """`right` or `wrong/<name>`"""
    exercise: Path
    folder: Path


@dataclass(frozen=True)
class Graded:
    """What Grader makes of one answer."""

    results: tuple[CheckResult, ...] = ()
    trouble: str = ""
    """why there are no results"""

    def tests(self, *verdicts: Verdict) -> list[str]:
        """The tests with one of these verdicts, as pytest names them."""
        return sorted(test_name(result) for result in self.results if result.verdict in verdicts)

    def failed(self) -> list[str]:
        """The tests that are not passed."""
        return self.tests(*(verdict for verdict in Verdict if verdict is not Verdict.PASSED))

    def __str__(self) -> str:
        lines = (f"{each.id}: {each.verdict.value}: {each.finding.message}" for each in self.results)
        return self.trouble or "\n".join(lines)


def test_name(result: CheckResult) -> str:
    """`TestShop::test_add` for the check `suite:TestShop.test_add`."""
    return result.id.partition(":")[2].replace(".", "::")


test_name.__test__ = False  # type: ignore[attr-defined]


def make_exercise(suite: Suite, folder: Path, scope: str = "test") -> Path:
    """An exercise with nothing but the teacher's files in `checks/`; its folder."""
    checks = folder / "checks"
    checks.mkdir(parents=True)
    for path in suite.files:
        if path.is_dir():
            shutil.copytree(path, checks / path.name)
        else:
            shutil.copyfile(path, checks / path.name)
    found = [
        {"id": path.stem.replace("_", "-"), "kind": "pytest", "file": f"checks/{path.name}", "scope": scope}
        for path in sorted(checks.glob("*.py"))
        if path.match("test_*.py") or path.match("*_test.py")
    ]
    written = {"id": suite.slug, "title": "A suite of the corpus", "checks": found}
    (folder / "exercise.yaml").write_text(json.dumps(written), encoding="utf-8")
    return folder


def grade_all(jobs: Sequence[Job], kind: SandboxKind, image: str | None = None) -> Mapping[tuple[str, str], Graded]:
    """What Grader makes of each answer, by slug and answer."""
    shares = [jobs[number::WORKERS] for number in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as pool:
        graded = pool.map(_grade_share, shares, [kind] * WORKERS, [image] * WORKERS)
        return {
            (job.slug, job.answer): found
            for share, founds in zip(shares, graded, strict=True)
            for job, found in zip(share, founds, strict=True)
        }


def _grade_share(jobs: Sequence[Job], kind: SandboxKind, image: str | None) -> list[Graded]:
    with Suites() as suites:
        return [_graded(job, kind, image, suites) for job in jobs]


def _graded(job: Job, kind: SandboxKind, image: str | None, suites: Suites) -> Graded:
    try:
        exercise: Exercise = load_exercise(job.exercise)
        sandbox = make_sandbox(kind, SandboxSetup(image=image))
        report = grade(exercise, read_submission(job.folder), sandbox, suites=suites)
        return Graded(tuple(report.results))
    except GraderError as error:
        return Graded(trouble=f"{type(error).__name__}: {error}")
