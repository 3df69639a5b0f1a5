"""What a test's result means for the student: a finding, in the same words as for every other kind of check."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from grader.checks.findings import exception, no_answer, output
from grader.errors import ProtocolError
from grader.replies import read_raised
from grader.report import PASSED, Evidence, Finding, Verdict
from grader.requests import End, Frame, Reply
from grader.submission import Submission

LEFT_OUT = Finding(Verdict.PASSED, "The teacher's own condition leaves this test out.", counts=False)
_STRAINS = {"memory": End.MEMORY, "processes": End.PROCESSES}
_ADVICE = re.compile(r"(, use '?-vv?'? to show|Use -v to get more diff)$", re.MULTILINE)
"""what pytest tells a person at its own command line"""
SKIPPED = "The test was skipped, and a test that did not run is not passed."


def conclude(told: Mapping[str, Any], submission: Submission) -> Finding:
    """The finding for a `running.Result`, given as a mapping."""
    finding = _conclude(told, submission)
    return replace(finding, evidence=Evidence.STUDENT_WORD) if told["words"] else finding


def _conclude(told: Mapping[str, Any], submission: Submission) -> Finding:
    how, asked = told["how"], told["asked"] or None
    if how in ("passed", "left_out"):
        return PASSED if how == "passed" else LEFT_OUT
    if how == "skipped":
        return Finding(Verdict.FAILED, SKIPPED, asked)
    if how == "broken":
        return Finding(Verdict.GRADER_ERROR, f"The test file itself does not work: {told['message']}")
    if how == "ended":
        return _ended(told["cue"], submission, asked)
    if how == "raised":
        return _raised(told, submission, asked)
    return Finding(
        Verdict.FAILED,
        _sentence(told),
        asked,
        expected=told["expected"] or None,
        actual=told["actual"] or None,
        stdout=output(told["printed"]),
    )


def _raised(told: Mapping[str, Any], submission: Submission, asked: str | None) -> Finding:
    if told["strain"] in _STRAINS:
        finding = no_answer(Reply(_STRAINS[told["strain"]], "the limit was reached"), submission, asked=asked or "")
        return finding or _garbled("no answer was in it", submission, asked)
    try:
        raised = read_raised(json.loads(told["facts"]), submission.files)
    except ProtocolError as error:
        return _garbled(error.message, submission, asked)
    return exception(raised, submission, asked=asked or "", stdout=told["printed"])


def _ended(cue: Mapping[str, Any], submission: Submission, asked: str | None) -> Finding:
    stuck = tuple(Frame(path, line, function) for path, line, function in cue["stuck"])
    reply = Reply(End(cue["end"]), cue["detail"], cue["status"], stuck_at=stuck)
    return no_answer(reply, submission, asked=asked or "") or _garbled("no answer was in it", submission, asked)


def _garbled(detail: str, submission: Submission, asked: str | None) -> Finding:
    finding = no_answer(Reply(End.GARBLED, detail), submission, asked=asked or "")
    return finding or Finding(Verdict.ERROR, "Your code gave no answer.", asked)


def _sentence(told: Mapping[str, Any]) -> str:
    text = " ".join(_ADVICE.sub("", told["message"]).split()) or "The test failed."
    case = f" (case {told['case']})" if told["case"] else ""
    many = f" {told['failed_cases']} of {told['cases']} cases fail." if told["cases"] > 1 else ""
    if text.startswith("assert ") and told["asked"]:
        return f"`{told['asked']}` does not hold{case}: {text.removeprefix('assert ')}.{many}"
    return f"{text[:1].upper()}{text[1:]}{case}{'' if text.endswith(('.', '!', '?')) else '.'}{many}"


def absent(test: str) -> Finding:
    """For a test that stands in the file but is not there when it runs."""
    return Finding(Verdict.GRADER_ERROR, f"The test file has no test {test} any more when it runs.")


def unreached(first: str) -> Finding:
    """For a test that was not reached, because the file's own first lines fail; the file's first test tells how."""
    return Finding(Verdict.NOT_CHECKED, f"Not checked: the test file stops before its first test, {first}.")


def stopped(test: str, file: str, *, in_time: bool) -> Finding:
    """For a test that took the process down that it ran in, or never came to its end there."""
    asked = f"{test} in {file}"
    if in_time:
        return Finding(Verdict.ERROR, "The test could not go on with what your code answered.", asked)
    return Finding(Verdict.TIMEOUT, "The test did not come to an end in time with what your code answered.", asked)
