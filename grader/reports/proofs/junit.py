"""Proofs as JUnit XML for an author's CI: a suite for each exercise, a case for each claim.

Format: the schema that Jenkins' JUnit plugin accepts.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from grader.proof import Claim, Flaw, Proof
from grader.showing import printable, printable_lines


def junit_xml(proofs: Sequence[Proof]) -> str:
    """The whole document. A claim that was not tried is not listed."""
    root = ET.Element("testsuites")
    for proof in proofs:
        claims = [claim for claim in Claim if claim is not Claim.MUTANTS or proof.tally.made]
        flawed = [claim for claim in claims if proof.flaws_of(claim)]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=proof.exercise,
            tests=str(len(claims)),
            failures=str(len(flawed)),
            errors="0",
            skipped="0",
            time=f"{proof.duration_s:.3f}",
        )
        for claim in claims:
            case = ET.SubElement(suite, "testcase", classname=proof.exercise, name=claim.value)
            if claim in flawed:
                _failure(case, proof.flaws_of(claim))
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _failure(case: ET.Element, flaws: Sequence[Flaw]) -> None:
    message = f"{flaws[0].subject}: {flaws[0].message}"
    more = f" (and {len(flaws) - 1} more)" if len(flaws) > 1 else ""
    failure = ET.SubElement(case, "failure", type=flaws[0].claim.value, message=printable(message) + more)
    failure.text = "\n\n".join("\n".join(_lines(flaw)) for flaw in flaws)


def _lines(flaw: Flaw) -> list[str]:
    detail = printable_lines(flaw.detail) if flaw.detail else []
    return [f"{printable(flaw.subject)}: {printable(flaw.message)}", *detail]
