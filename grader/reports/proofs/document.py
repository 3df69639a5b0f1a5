"""Proofs as a JSON document, schema `grader/proof/v1`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from grader.proof import Claim, Flaw, Proof, Tally


class Part(BaseModel):
    """What every part shares."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FlawPart(Part):
    """Something that keeps a claim from being proven."""

    claim: Claim
    subject: str
    message: str
    detail: str


class MutantsPart(Part):
    """How many were made, noticed by a check, declared to be equivalent; `rate` is of those that can be noticed."""

    made: int
    killed: int
    equivalent: int
    rate: float


class ProofPart(Part):
    """One exercise. `trials` counts the gradings behind each claim."""

    exercise: str
    proven: bool
    flaws: list[FlawPart]
    warnings: list[FlawPart]
    """what disproves nothing: checks that pass by the word of the student's objects, or that can be forged"""
    trials: dict[Claim, int]
    mutants: MutantsPart
    duration_s: float


class ProofsDocument(Part):
    """All exercises that were asked for."""

    model_config = ConfigDict(title="Proofs", extra="forbid", frozen=True, populate_by_name=True)

    schema_: Annotated[Literal["grader/proof/v1"], Field(alias="schema")] = "grader/proof/v1"
    proven: bool
    exercises: list[ProofPart]
    mutants: MutantsPart

    def to_json(self) -> str:
        """ASCII only, no NaN."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=True, allow_nan=False, indent=2)


def document(proofs: Sequence[Proof]) -> ProofsDocument:
    """The document of these proofs."""
    return ProofsDocument(
        proven=all(proof.is_proven for proof in proofs),
        exercises=[_part(proof) for proof in proofs],
        mutants=_mutants(sum((proof.tally for proof in proofs), Tally())),
    )


def _part(proof: Proof) -> ProofPart:
    return ProofPart(
        exercise=proof.exercise,
        proven=proof.is_proven,
        flaws=[_flaw(flaw) for flaw in proof.flaws],
        warnings=[_flaw(warning) for warning in proof.warnings],
        trials=dict(proof.trials),
        mutants=_mutants(proof.tally),
        duration_s=round(proof.duration_s, 3),
    )


def _flaw(flaw: Flaw) -> FlawPart:
    return FlawPart(claim=flaw.claim, subject=flaw.subject, message=flaw.message, detail=flaw.detail)


def _mutants(tally: Tally) -> MutantsPart:
    return MutantsPart(made=tally.made, killed=tally.killed, equivalent=tally.equivalent, rate=round(tally.rate, 4))
