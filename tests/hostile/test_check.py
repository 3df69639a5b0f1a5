"""`grade check` itself, called as a student or a script calls it, for a handful of the cases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from grader.reports.document import json_schema
from tests.hostile.suite.case import Case, all_cases
from tests.hostile.suite.judging import unfair

BY_SLUG = {case.slug: case for case in all_cases()}
REFUSED = (
    "bomb-in-a-zip",
    "climbs-out-of-the-zip",
    "locked-with-a-password",
    "login-page-instead",
    "name-that-is-no-utf-8",
)
GRADED = ("always-equal", "exception-text-is-a-lie", "exit-at-import", "forged-frames", "hangs", "ships-its-own-grader")


def check(case: Case, desk: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Hand the case in and call `grade check --json`."""
    answer = case.hand_in(desk / "answer")
    return subprocess.run(
        [sys.executable, "-m", "grader", "check", str(answer), "-e", str(case.exercise), "--json", *options],
        cwd=desk,
        env={**os.environ, "GRADER_STATE": str(desk / "state")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("slug", REFUSED)
def test_refusal_is_one_sentence_and_one_document(slug: str, tmp_path: Path) -> None:
    """Status 2, the sentence on standard error and in the document, which is all of standard output."""
    case = BY_SLUG[slug]

    done = check(case, tmp_path)

    assert done.returncode == 2
    assert case.spec.rejected
    assert case.spec.rejected in done.stderr
    assert len(done.stderr.splitlines()) == 1
    report = json.loads(done.stdout)
    jsonschema.validate(report, json_schema())
    assert case.spec.rejected in report["rejected"]
    assert report["score"] == 0


@pytest.mark.docker
@pytest.mark.parametrize("slug", GRADED)
def test_report_is_all_of_standard_output(slug: str, tmp_path: Path, docker_image: str) -> None:
    """Status 1, verdicts and score as they must be, and nothing but the document, whatever the submission printed."""
    case = BY_SLUG[slug]

    done = check(case, tmp_path, "--sandbox", "docker", "--image", docker_image)

    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    jsonschema.validate(report, json_schema())
    assert unfair(case, report["checks"]) == []
    assert Decimal(str(report["score"])) in case.spec.score
    assert report["sandbox"]["kind"] == "docker"
