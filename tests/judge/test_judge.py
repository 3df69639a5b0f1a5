"""The judge's session: order, dependencies, visibility, faults of ours, and the teacher's own pytest."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from grader.catalog import load_exercise
from grader.check import Scene
from grader.errors import GraderFault, SandboxFault, SandboxUnavailable
from grader.grading import grade
from grader.judge.items import Judging
from grader.judge.session import Court, convene
from grader.outline import Outline
from grader.report import Report, Verdict
from grader.reports.document import document
from grader.requests import Answer, End, Evaluate, Evaluated, Reply
from grader.sandboxes.fake import FakeSandbox
from grader.score import Score, total
from grader.settings import without_pytest_variables
from grader.submission import Submission

Grading = Callable[[str, dict[str, str]], Report]

MODULE = "requires: {modules: [{name: m, functions: [{name: f, params: [a]}, {name: g, params: [a]}]}]}\n"
ASKS = """checks:
- {id: ask-f, kind: value, given: from m import f, ask: f(2), equals: 2, points: 2}
- {id: ask-g, kind: value, given: from m import g, ask: g(2), equals: 4, points: 3}
"""


def verdicts(report: Report) -> dict[str, str]:
    """Verdict by id."""
    return {result.id: result.verdict.value for result in report.results}


def test_dependents_name_the_root_cause(grading: Grading) -> None:
    """One failure, not five: what depends on a missing module is not checked and says why."""
    report = grading(MODULE + ASKS, {"other.py": ""})
    assert [r.id for r in report.results if r.verdict is Verdict.FAILED] == ["layout:m"]
    assert {r.cause for r in report.results if r.verdict is Verdict.NOT_CHECKED} == {"layout:m"}


def test_marks_of_other_checks_are_kept(grading: Grading) -> None:
    """A function that kills its interpreter costs its own points only."""
    report = grading(MODULE + ASKS, {"m.py": "import os\ndef f(a): os._exit(0)\ndef g(a): return a * 2\n"})
    assert (verdicts(report)["ask-f"], verdicts(report)["ask-g"]) == ("error", "passed")


def test_failure_that_blocks_nothing_lets_the_rest_run(grading: Grading) -> None:
    """Printing at import fails the import check and nothing else."""
    report = grading(MODULE + ASKS, {"m.py": "print('hi')\ndef f(a): return a\ndef g(a): return a * 2\n"})
    assert [name for name, verdict in verdicts(report).items() if verdict != "passed"] == ["import:m"]


def test_score_sums_points_and_keeps_extra_credit_out_of_the_maximum(grading: Grading) -> None:
    """Extra credit lifts the score above what is asked."""
    extra = "- {id: more, kind: file, path: m.py, extra_credit: true, points: 0.5}\n"
    report = grading(MODULE + ASKS + extra, {"m.py": "def f(a): return a\ndef g(a): return a * 2\n"})
    score = total(report.results)
    assert score
    assert (str(score.points), str(score.maximum)) == ("9.5", "9")


def test_percent_stays_within_bounds() -> None:
    """Extra credit does not lift it over 100; an exercise without points is 100."""
    from decimal import Decimal

    assert Score(Decimal(3), Decimal(2)).percent == 100
    assert Score(Decimal(1), Decimal(3)).percent == Decimal("33.33")
    assert Score(Decimal(0), Decimal(0)).percent == 100


HIDDEN = """checks:
- {id: shown, kind: value, given: from m import f, ask: f(2), equals: 2, needs: [secret]}
- {id: secret, kind: value, given: from m import f, ask: "f(12345)", equals: 12345, visibility: hidden, points: 4}
"""


def test_hidden_checks_count_but_do_not_show(grading: Grading) -> None:
    """Neither their inputs, nor expected values, nor their title; their number does."""
    report = grading(HIDDEN, {"m.py": "def f(a): return 'leak' if a > 9 else a\n"})
    shown = document(report)
    assert shown.hidden_checks == 1
    assert (shown.score, shown.max_score) == (0, 5)
    assert [check.verdict for check in shown.checks] == [Verdict.NOT_CHECKED]
    assert not any(secret in shown.to_json() for secret in ("12345", "leak", "secret"))


def test_hidden_points_are_in_the_score(grading: Grading) -> None:
    """A right answer earns what it cannot see."""
    shown = document(grading(HIDDEN, {"m.py": "def f(a): return a\n"}))
    assert (shown.score, shown.max_score, len(shown.checks)) == (5, 5, 1)


MIXED = """checks:
- {id: secret, kind: value, ask: "1", equals: 1, visibility: hidden}
- {id: shown, kind: value, ask: "2", equals: 2}
- {id: later, kind: value, ask: "3", equals: 3, visibility: after_due}
- {id: shown-too, kind: value, ask: "4", equals: 4}
- {id: needs-secret, kind: value, ask: "5", equals: 5, needs: [secret]}
- {id: secret-too, kind: value, ask: "6", equals: 6, visibility: hidden}
"""


class Counting:
    """A subject that answers each question with the next number, and notes what it is asked."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def perform(self, request: Evaluate) -> Reply:
        """Take the question for a number, which it is."""
        self.heard.append(request.asks[0])
        return Reply(End.REPLIED, body=Evaluated(None, (Answer(int(request.asks[0])),)))

    def renew(self) -> None:
        """Note it."""
        self.heard.append("renewed")


def judged(tmp_path: Path, only: frozenset[str] | None = None) -> tuple[list[str], list[str]]:
    """What the subject of MIXED hears, and the ids of the results."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MIXED}", encoding="utf-8")
    exercise, subject = load_exercise(tmp_path), Counting()
    scene = Scene(Submission.of({}), subject, exercise.requires, Counting)  # type: ignore[arg-type]  # no outline
    results = convene(lambda court: court.judge(Judging(exercise, lambda: scene, only=only)))
    assert {result.verdict for result in results} == {Verdict.PASSED}
    return subject.heard, [result.id for result in results]


def test_hidden_checks_come_last(tmp_path: Path) -> None:
    """A sandbox that was asked a hidden check is asked no visible one; results are told in the exercise's order."""
    heard, ids = judged(tmp_path)

    assert " ".join(heard) == "2 4 3 1 renewed 5 6"
    assert ids == ["secret", "shown", "later", "shown-too", "needs-secret", "secret-too"]


def test_no_sandbox_is_renewed_for_nothing(tmp_path: Path) -> None:
    """Where all that is asked for has the same readers, one sandbox serves it."""
    assert judged(tmp_path, frozenset({"secret", "secret-too"}))[0] == ["1", "6"]


def test_total_time_is_a_verdict(grading: Grading) -> None:
    """Who lets every check run into its limit is not asked for ever; the rest gets a verdict, and no diagnosis."""
    limits = "limits: {timeout_s: 0.5, total_s: 0.6}\n"
    checks = "".join(
        f"- {{id: ask-{number}, kind: value, given: import m, ask: m.f({number}), equals: {number}}}\n"
        for number in range(4)
    )
    report = grading(f"{limits}checks:\n{checks}", {"m.py": "def f(a):\n    while True: pass\n"})

    assert list(verdicts(report).values()) == ["timeout", "timeout", "limit", "limit"]
    finding = report.results[-1].finding
    assert finding.message == "Your code was not run any more: all checks together had taken 0.6 s."
    assert (finding.asked, report.results[-1].diagnosis) == (None, None)
    assert total(report.results) is not None


def test_broken_sandboxes_are_a_verdict(grading: Grading) -> None:
    """Who breaks every sandbox gets a few fresh ones, then a verdict that says so, and never a fault of ours."""
    checks = "".join(
        f"- {{id: ask-{number}, kind: value, given: import m, ask: m.f({number}), equals: {number}}}\n"
        for number in range(8)
    )
    report = grading(f"checks:\n{checks}", {"m.py": "import os\ndef f(a): os.kill(os.getppid(), 9)\n"})

    assert list(verdicts(report).values()) == ["error"] * 6 + ["limit"] * 2
    assert "it had broken its sandbox 6 times" in report.results[-1].finding.message


@pytest.mark.parametrize(
    ("limits", "total_s"),
    [
        ("", 120),
        ("limits: {timeout_s: 20}", 200),
        ("limits: {timeout_s: 20, total_s: 30}", 30),
        ("checks: [{id: slow, kind: program, file: m.py, timeout_s: 60}]", 600),
    ],
    ids=["default", "long checks", "its own", "one long check"],
)
def test_total_time_of_an_exercise(tmp_path: Path, limits: str, total_s: float) -> None:
    """What the exercise says, else enough for the longest check many times over."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MODULE}{limits}\n", encoding="utf-8")

    assert load_exercise(tmp_path).total_s == total_s


def test_fault_of_the_sandbox_is_retried_and_then_no_zero(tmp_path: Path) -> None:
    """A sandbox that breaks in our hands gives a grader error and no score."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MODULE}", encoding="utf-8")
    calls: list[str] = []

    class Broken:
        def outline(self) -> object:
            calls.append("outline")
            raise SandboxFault("The sandbox broke.")

        def perform(self, request: object) -> object:
            raise SandboxFault("The sandbox broke.")

    exercise = load_exercise(tmp_path)
    submission = Submission.of({"m.py": b"def f(a): pass"})
    scene = Scene(submission, Broken(), exercise.requires, Broken)  # type: ignore[arg-type]  # a subject that only breaks
    results = convene(lambda court: court.judge(Judging(exercise, lambda: scene)))
    assert results[0].verdict is Verdict.GRADER_ERROR
    assert calls[:2] == ["outline", "outline"]
    assert total(results) is None


def test_sandbox_that_cannot_be_had_is_an_error_and_no_report(tmp_path: Path) -> None:
    """Nothing is known about the submission then."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MODULE}", encoding="utf-8")

    def refuse(_agent: str) -> Callable[[bytes], bytes]:
        raise SandboxUnavailable("No engine.")

    with pytest.raises(SandboxUnavailable):
        grade(load_exercise(tmp_path), Submission.of({"m.py": b""}), FakeSandbox(refuse))


def test_mistake_of_a_check_itself_is_a_grader_error(tmp_path: Path) -> None:
    """An exception that we did not foresee never becomes a wrong answer."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MODULE}", encoding="utf-8")

    class Odd:
        def outline(self) -> object:
            raise ZeroDivisionError

    exercise = load_exercise(tmp_path)
    scene = Scene(Submission.of({"m.py": b""}), Odd(), exercise.requires, Odd)  # type: ignore[arg-type]  # raises only
    results = convene(lambda court: court.judge(Judging(exercise, lambda: scene)))
    assert results[0].verdict is Verdict.GRADER_ERROR
    assert "ZeroDivisionError" in results[0].finding.message


def test_a_session_judges_one_after_the_other_whatever_the_one_before_was(tmp_path: Path) -> None:
    """Neither wrong answers nor a sandbox that could not be had nor a mistake of ours is left for the next."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MIXED}", encoding="utf-8")
    exercise = load_exercise(tmp_path)

    class Wrong(Counting):
        def outline(self) -> Outline:
            return Outline(())

        def perform(self, request: Evaluate) -> Reply:
            return Reply(End.REPLIED, body=Evaluated(None, (Answer(0),)))

    class Odd(Counting):
        def perform(self, request: Evaluate) -> Reply:
            raise ZeroDivisionError

    def verdicts_of(court: Court, subject: Counting) -> set[Verdict]:
        scene = Scene(Submission.of({}), subject, exercise.requires, Counting)  # type: ignore[arg-type]  # no outline
        return {result.verdict for result in court.judge(Judging(exercise, lambda: scene))}

    def refuse() -> Scene:
        raise SandboxUnavailable("No engine.")

    def session(court: Court) -> list[set[Verdict]]:
        found = [verdicts_of(court, Wrong())]
        with pytest.raises(SandboxUnavailable):
            court.judge(Judging(exercise, refuse))
        found.append(verdicts_of(court, Odd()))
        return [*found, verdicts_of(court, Counting())]

    wrong, odd, right = convene(session)
    assert wrong == {Verdict.FAILED, Verdict.NOT_CHECKED}
    assert odd == {Verdict.GRADER_ERROR}
    assert right == {Verdict.PASSED}


def test_a_session_does_not_grow(tmp_path: Path) -> None:
    """However large the class is: nothing of a submission stays behind."""
    (tmp_path / "exercise.yaml").write_text(f"id: demo\ntitle: A demo\n{MIXED}", encoding="utf-8")
    exercise = load_exercise(tmp_path)

    def objects_after(court: Court) -> int:
        for _ in range(100):
            scene = Scene(Submission.of({}), Counting(), exercise.requires, Counting)  # type: ignore[arg-type]  # no outline
            court.judge(Judging(exercise, lambda scene=scene: scene))  # type: ignore[misc]  # a default
        gc.collect()
        return len(gc.get_objects())

    first, second, third = convene(lambda court: [objects_after(court) for _ in range(3)])
    assert third - second < 100, (first, second, third)


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError, SystemExit])
def test_what_ends_the_work_ends_the_session(error: type[BaseException]) -> None:
    """As it is: pytest makes nothing of it."""

    def work(_court: Court) -> NoReturn:
        raise error

    with pytest.raises(error):
        convene(work)


def test_an_interruption_while_the_session_opens_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no fault of ours: Ctrl-C can come at any moment."""

    def interrupted(_clerk: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("grader.judge.session._Clerk.pytest_collection", interrupted)
    with pytest.raises(KeyboardInterrupt):
        convene(lambda court: court)


def test_no_session_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is said: no work is done, and none is passed over."""
    monkeypatch.setattr(pytest, "main", lambda *_, **__: 3)
    with pytest.raises(GraderFault, match="did not open"):
        convene(lambda court: court)


def test_results_are_heard_one_by_one(grading: Grading, tmp_path: Path) -> None:
    """Each result is made known before the next check starts."""
    from grader.sandbox import SandboxKind
    from grader.sandboxes import SandboxSetup, make_sandbox

    grading(MODULE, {"m.py": ""})
    heard: list[str] = []
    sandbox = make_sandbox(SandboxKind.PROCESS, SandboxSetup())
    submission = Submission.of({"m.py": b""})
    report = grade(load_exercise(tmp_path), submission, sandbox, on_result=lambda result: heard.append(result.id))
    assert heard == [result.id for result in report.results]


def test_settings_of_the_person_do_not_reach_the_judge(grading: Grading, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTEST_ADDOPTS of the shell changes nothing, and is there again afterwards."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-x --collect-only")
    report = grading(MODULE + ASKS, {"m.py": "def g(a): return a * 2\n"})
    assert verdicts(report)["ask-g"] == "passed"
    assert os.environ["PYTEST_ADDOPTS"] == "-x --collect-only"


def test_hiding_settings_disturbs_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who goes through the environment meanwhile finds the same names in it."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-x")
    before = set(os.environ)
    with without_pytest_variables():
        within = dict(os.environ)
    assert within.keys() == before
    assert not within["PYTEST_ADDOPTS"]
    assert os.environ["PYTEST_ADDOPTS"] == "-x"


def run_pytest(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A teacher's own pytest, in a process of its own."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_pytest_shows_each_check_as_an_item(root: Path) -> None:
    """-v names the checks, -k chooses among them."""
    paths = ("--exercise", "exercises/mypackage", "--submission", "solutions/mypackage/reference")
    done = run_pytest(root, *paths, "-v", "-k", "layout")
    assert done.returncode == 0, done.stdout
    assert "::layout:mypackage PASSED" in done.stdout.replace("%", "")
    assert "deselected" in done.stdout


def test_pytest_tells_the_story_of_a_failure(root: Path, tmp_path: Path) -> None:
    """With the diagnosis, in the JUnit file too, and with pytest's usual exit status."""
    (tmp_path / "mypackage").mkdir()
    (tmp_path / "mypackage" / "math_utils.py").write_text("def add(a, b): return a + b\n", encoding="utf-8")
    junit = tmp_path / "junit.xml"
    paths = ("--exercise", "exercises/mypackage", "--submission", str(tmp_path))
    done = run_pytest(root, *paths, f"--junitxml={junit}")
    assert done.returncode == 1
    assert "__init__.py" in done.stdout
    assert "__init__.py" in junit.read_text(encoding="utf-8")
    assert "Traceback" not in done.stdout


def test_pytest_without_submission_is_a_usage_error(root: Path) -> None:
    """One sentence, exit status 4."""
    done = run_pytest(root, "--exercise", "mypackage")
    assert done.returncode == 4
    assert "--submission" in done.stderr
