"""What a submission can see while it is graded: what it was asked so far, and nothing else of the exercise or the host.

The exercise `view` marks everything by words that occur nowhere else; the submission `view-looks` searches files,
variables, arguments, /proc, and its memory byte by byte and object by object, at every check.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import grader
from grader.catalog import load_exercise
from grader.grading import grade
from grader.report import Report
from grader.sandbox import SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.settings import Settings
from grader.submission import Submission, read_submission

EXERCISES = Path(__file__).resolve().parent / "exercises"
BEGINS = "qzjx"
SANDBOXES = (
    pytest.param(SandboxKind.PROCESS, id="process", marks=pytest.mark.skipif(sys.platform != "linux", reason="/proc")),
    pytest.param(SandboxKind.DOCKER, id="docker", marks=pytest.mark.docker),
)
ASKED = {
    "one": {f"{BEGINS}one"},
    "drawn": {f"{BEGINS}drawn"},
    "program": {f"{BEGINS}argument", f"{BEGINS}input"},
    "two": {f"{BEGINS}two"},
    "late": {f"{BEGINS}late"},
    "hidden-one": {f"{BEGINS}hiddenone"},
    "hidden-two": {f"{BEGINS}hiddentwo", f"{BEGINS}hiddentoo"},
}
"""the words of each check's questions, in the order in which they are asked"""
OWN = f"{BEGINS}own"
"""in a file of the submission itself: the search is seen to find it"""


@pytest.fixture(params=SANDBOXES)
def report(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report on the submission, graded in folders and with variables of the judge that are marked as well."""
    kind: SandboxKind = request.param
    desk = tmp_path / f"{BEGINS}-desk"
    shutil.copytree(EXERCISES / "view", desk / f"{BEGINS}-exercise")
    shutil.copytree(EXERCISES / "view-looks", desk / f"{BEGINS}-answer")
    monkeypatch.chdir(desk)
    monkeypatch.setenv("GRADER_STATE", str(desk / f"{BEGINS}-state"))
    monkeypatch.setenv(f"{BEGINS}_token".upper(), f"{BEGINS}token")
    image = str(request.getfixturevalue("docker_image")) if kind is SandboxKind.DOCKER else None
    sandbox = make_sandbox(kind, SandboxSetup(Settings.read().docker_host, image))
    return grade(load_exercise(desk / f"{BEGINS}-exercise"), looking(desk / f"{BEGINS}-answer"), sandbox)


def looking(folder: Path) -> Submission:
    """The submission, with the paths of this machine in it as numbers: as text it would find them in itself."""
    numbers = "\n".join(str(path).encode().hex() for path in (EXERCISES, Path(grader.__file__).parent))
    more = {"elsewhere.txt": numbers.encode(), "notes.txt": OWN.encode()}
    return Submission.of({**read_submission(folder).files, **more})


def test_only_what_was_asked_is_seen(report: Report) -> None:
    """No id, title, hint, expected value, reference, input that was not asked yet, or path or variable of the host.

    Checks share a sandbox as long as nobody sees a later one who may not see an earlier one: public ones come first,
    hidden ones last. So a later one may find what an earlier one was asked, or a piece of it, in memory that was used
    before; an earlier one finds nothing of a later one.
    """
    found = {result.id.removeprefix(f"{BEGINS}-"): words(result.finding.stdout) for result in report.results}
    assert [name for name, each in found.items() if OWN not in each] == ["needed"]

    asked: set[str] = {OWN}
    for name, own in ASKED.items():
        asked |= own
        assert own <= found[name]
        assert [word for word in found[name] if not any(each.startswith(word) for each in asked)] == []


def words(text: str) -> frozenset[str]:
    """What the submission found."""
    return frozenset(text.split())
