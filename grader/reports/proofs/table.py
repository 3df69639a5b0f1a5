"""Proofs in a terminal: one row per exercise, then every flaw with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.proof import Claim, Flaw, Proof, Tally
from grader.reports.terminal import show_indented
from grader.showing import printable, printable_lines

DETAIL_LINES = 40
SHOWN = tuple(claim for claim in Claim if claim is not Claim.VALID)
COUNTED = frozenset({Claim.REFERENCE, Claim.RIGHT, Claim.WRONG, Claim.STRANGERS})
"""claims of which the number of gradings says something"""


def show_proofs(out: Console, proofs: Sequence[Proof]) -> None:
    """Print the table, the flaws and the sum."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("exercise", no_wrap=True)
    for claim in SHOWN:
        table.add_column(claim.value, justify="right")
    for proof in proofs:
        table.add_row(printable(proof.exercise), *(_cell(out, proof, claim) for claim in SHOWN))
    out.print(table)
    for proof in proofs:
        for flaw in proof.flaws:
            _show_flaw(out, proof.exercise, flaw)
        for warning in proof.warnings:
            _show_flaw(out, proof.exercise, warning, kind="warning", style="bold yellow")
    _show_sum(out, proofs)


def _cell(out: Console, proof: Proof, claim: Claim) -> Text:
    flaws = len(proof.flaws_of(claim))
    if proof.flaws_of(Claim.VALID) and not proof.trials:
        return Text("invalid" if claim is SHOWN[0] else "", style="red")
    if claim is Claim.MUTANTS and not proof.tally.made:
        return Text("-", style="dim")
    mark = Text(_mark(out, is_right=not flaws), style="red" if flaws else "green")
    if claim is Claim.MUTANTS:
        return mark.append(f" {proof.tally.killed + proof.tally.equivalent}/{proof.tally.made}")
    if claim in COUNTED:
        return mark.append(f" {proof.trials.get(claim, 0)}")
    return mark.append(f" {flaws}" if flaws else "")


def _mark(out: Console, *, is_right: bool) -> str:
    fancy = out.encoding.lower().startswith("utf")
    return ("✓" if fancy else "+") if is_right else ("✗" if fancy else "x")


def _show_flaw(out: Console, exercise: str, flaw: Flaw, kind: str = "", style: str = "bold red") -> None:
    out.print()
    head = f"{printable(exercise)}, {kind or flaw.claim.value}: "
    out.print(Text.assemble((head, style), (printable(flaw.subject), "bold")))
    show_indented(out, printable_lines(flaw.message), indent=2)
    lines = printable_lines(flaw.detail) if flaw.detail else []
    more = [f"… and {len(lines) - DETAIL_LINES} lines more"] * (len(lines) > DETAIL_LINES)
    show_indented(out, [*lines[:DETAIL_LINES], *more], indent=4, style="dim")


def _show_sum(out: Console, proofs: Sequence[Proof]) -> None:
    proven = sum(proof.is_proven for proof in proofs)
    line = f"{proven} of {len(proofs)} exercise{'s' if len(proofs) != 1 else ''} proven"
    out.print()
    out.print(Text(f"{line}{_mutants(proofs)}.", style="bold green" if proven == len(proofs) else "bold red"))


def _mutants(proofs: Sequence[Proof]) -> str:
    tally = sum((proof.tally for proof in proofs), Tally())
    if not tally.made:
        return ""
    equivalent = f", {tally.equivalent} equivalent" if tally.equivalent else ""
    return f"; {tally.made} mutants, {tally.killed} noticed{equivalent}: {tally.rate:.1%}"
