"""The proof that an exercise is right, before any student meets it.

    statements    what the statement promises and what the checks need are the same
    session       the example sessions in it are true (`examples.py` reads them, `subject/prompt.py` types them)
    answers       the reference, other right answers, the starter, no answer at all, one that equals everything
    mistakes      every typical wrong answer gets exactly the verdicts and diagnoses that `expected.yaml` names
    strangers     the references of other exercises get nothing here
    secrets       what a student reads tells nothing of a hidden check (`leaks.py`: nor does what is given)
    worth         what the passes of the reference rest on; this warns and disproves nothing
    mutation      small changes of the reference are noticed (`mutants/`)

Each of them is a row of `CLAIMS`: it names the trials that it needs, which are gradings like any other, and says what
they show. `crew.py` carries out the trials of all exercises, several at a time; `kept.py` spares most of them a start
of Python.
"""

from __future__ import annotations

from grader.proof.case import Case, read_case
from grader.proof.claim import Claim, Flaw, Terms
from grader.proof.crew import Sandboxes
from grader.proof.expected import Expected, ExpectedFile, read_expected
from grader.proof.mutation import Tally
from grader.proof.proving import Proof, prove, unreadable

__all__ = [
    "Case",
    "Claim",
    "Expected",
    "ExpectedFile",
    "Flaw",
    "Proof",
    "Sandboxes",
    "Tally",
    "Terms",
    "prove",
    "read_case",
    "read_expected",
    "unreadable",
]
