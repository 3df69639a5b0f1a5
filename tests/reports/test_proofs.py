"""Proofs as their authors read them: table, JSON, JUnit; whatever an exercise is called."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import pytest

from grader.proof import Claim, Flaw, Proof, Tally
from grader.reports.proofs.document import document
from grader.reports.proofs.junit import junit_xml
from grader.reports.proofs.table import DETAIL_LINES, show_proofs
from grader.reports.terminal import console

RIGHT = Proof("right", (), {Claim.REFERENCE: 6, Claim.WRONG: 5}, Tally(20, 19, 1), 1.25)
FLAWS = (
    Flaw(Claim.WRONG, "bad\u202ename", "It does not get what it should.", "\n".join(f"line {n}" for n in range(99))),
    Flaw(Claim.MUTANTS, "off-by-one", "No check notices this change.", "-a\n+b"),
)
WRONG = Proof("wrong", FLAWS, {Claim.REFERENCE: 6, Claim.WRONG: 5}, Tally(10, 9, 0), 0.5)
INVALID = Proof("invalid", (Flaw(Claim.VALID, "exercise.yaml:1:1", "is empty"),))


def shown(*proofs: Proof) -> str:
    """What the terminal gets where it is none."""
    stream = io.StringIO()
    show_proofs(console(stream), proofs)
    return stream.getvalue()


def test_table_has_a_row_for_each_exercise() -> None:
    """Marks, counts, and the sum with the rate of those that could be noticed."""
    lines = shown(RIGHT, WRONG, INVALID).splitlines()

    assert lines[0].split() == ["exercise", *(claim.value for claim in Claim if claim is not Claim.VALID)]
    assert lines[1].split() == ["right", "✓", "✓", "6", "✓", "0", "✓", "✓", "✓", "5", "✓", "0", "✓", "✓", "20/20"]
    assert lines[2].split() == ["wrong", "✓", "✓", "6", "✓", "0", "✓", "✓", "✗", "5", "✓", "0", "✓", "✗", "9/10"]
    assert lines[3].split() == ["invalid", "invalid"]
    assert lines[-1] == "1 of 3 exercises proven; 30 mutants, 28 noticed, 1 equivalent: 96.6%."
    assert max(map(len, lines)) <= 100


def test_every_flaw_is_told() -> None:
    """Its exercise, claim and subject, the message, the start of long details; nothing that rewrites a terminal."""
    text = shown(WRONG, INVALID)

    assert "wrong, wrong: bad\\u202ename\n  It does not get what it should.\n    line 0\n" in text
    assert f"    line {DETAIL_LINES - 1}\n    … and {99 - DETAIL_LINES} lines more\n" in text
    assert "invalid, valid: exercise.yaml:1:1\n  is empty\n" in text


def test_document_has_all_of_it() -> None:
    """What the table shows, and every detail whole."""
    data = json.loads(document([RIGHT, WRONG]).to_json())

    assert (data["schema"], data["proven"]) == ("grader/proof/v1", False)
    assert data["mutants"] == {"made": 30, "killed": 28, "equivalent": 1, "rate": 0.9655}
    assert [each["proven"] for each in data["exercises"]] == [True, False]
    assert data["exercises"][1]["flaws"][0]["detail"].endswith("line 98")
    assert data["exercises"][0]["trials"] == {"reference": 6, "wrong": 5}


@pytest.mark.parametrize(("proof", "failed"), [(RIGHT, []), (WRONG, ["wrong", "mutants"]), (INVALID, ["valid"])])
def test_junit_has_a_case_for_each_claim(proof: Proof, failed: list[str]) -> None:
    """A claim that is not proven is a failure; mutants that were not tried are no case."""
    [suite] = ET.fromstring(junit_xml([proof]))  # noqa: S314 - ours

    cases = {case.get("name"): len(case) for case in suite}
    assert [name for name, failures in cases.items() if failures] == failed
    assert suite.get("failures") == str(len(failed))
    assert ("mutants" in cases) is bool(proof.tally.made)


def test_warnings_are_told_and_disprove_nothing() -> None:
    """In the table and in the document; the exercise stays proven."""
    proof = Proof("right", (), {Claim.REFERENCE: 6}, warnings=(Flaw(Claim.REFERENCE, "suite:test_a", "It may pass."),))

    assert "right, warning: suite:test_a\n  It may pass.\n" in shown(proof)
    assert "1 of 1 exercise proven" in shown(proof)
    data = json.loads(document([proof]).to_json())
    assert data["proven"] is True
    assert [each["subject"] for each in data["exercises"][0]["warnings"]] == ["suite:test_a"]
