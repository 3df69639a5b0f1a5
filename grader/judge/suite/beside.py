"""`run: beside-student`: the whole test file runs in the sandbox, in one process with the submission.

For suites that need it: those that look into frames, the garbage collector or the submission's own objects. The
submission can forge such a result, and each finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from grader.check import Scene, SuiteOrder
from grader.checks.findings import exception, no_answer, output
from grader.dialogue import subject_text
from grader.judge.suite.conclusions import LEFT_OUT, SKIPPED
from grader.report import PASSED, Evidence, Finding, Verdict
from grader.requests import Evaluate, Evaluated, Reply
from grader.values import Value

MAX_TOTAL_S = 600.0
MAX_MESSAGE_CHARS = 2_000


def findings_beside(order: SuiteOrder, scene: Scene) -> Iterator[tuple[str, Finding]]:
    """A finding for each test, all of them forgeable. Raises GraderFault."""
    found = dict(_found(order, scene))
    for test in order.tests:
        yield test, replace(found.get(test, _missing(test)), evidence=Evidence.FORGEABLE)


def _found(order: SuiteOrder, scene: Scene) -> Iterator[tuple[str, Finding]]:
    ask = "results(files, name)"
    bindings: dict[str, Value] = {"files": _files(order.file.parent), "name": order.file.name}
    timeout_s = min(MAX_TOTAL_S, order.timeout_s * max(1, len(order.tests)))
    reply = scene.subject.perform(Evaluate(subject_text("beside.py"), (ask,), (bindings,), timeout_s))
    trouble = no_answer(reply, scene.submission, asked=f"pytest {order.file.name}") or _raised(reply, order, scene)
    if trouble:
        yield from ((test, trouble) for test in order.tests)
        return
    told = reply.body.answers[0].value if isinstance(reply.body, Evaluated) and reply.body.answers else None
    for entry in told if isinstance(told, list) else []:
        if isinstance(entry, list) and len(entry) == 3 and all(isinstance(part, str) for part in entry):
            yield str(entry[0]), _finding(str(entry[1]), str(entry[2]), reply)


def _raised(reply: Reply, order: SuiteOrder, scene: Scene) -> Finding | None:
    answers = reply.body.answers if isinstance(reply.body, Evaluated) else ()
    raised = answers[0].raised if answers else None
    if raised is None:
        return None
    if raised.is_a("ImportError") and raised.name == "pytest" and not raised.frames:
        words = "The sandbox has no pytest, which `run: beside-student` needs: choose an image that has it."
        return Finding(Verdict.GRADER_ERROR, words)
    return exception(raised, scene.submission, asked=f"pytest {order.file.name}", stdout=reply.stdout)


def _finding(how: str, message: str, reply: Reply) -> Finding:
    if how == "passed":
        return PASSED
    if how == "left_out":
        return LEFT_OUT
    if how == "skipped":
        return Finding(Verdict.FAILED, SKIPPED)
    last = [line[1:].strip() for line in message.splitlines() if line.startswith("E ")]
    words = " ".join(last) or message.strip().rpartition("\n")[2] or "The test failed."
    return Finding(Verdict.FAILED, words[:MAX_MESSAGE_CHARS], stdout=output(reply.stdout))


def _missing(test: str) -> Finding:
    return Finding(Verdict.FAILED, f"The test {test} did not run to its end.")


def _files(folder: Path) -> Value:
    """What lies beside the test file, by path from there."""
    kept = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(kept)}
