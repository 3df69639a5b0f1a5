"""What `grade verify` does once its options are parsed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from grader.catalog import Catalogue
from grader.cli.choosing import choose_sandbox, setup
from grader.cli.door import Exit, say
from grader.cli.finding import catalogue
from grader.cli.progress import Counter
from grader.errors import ExerciseInvalid, SandboxUnavailable, UsageError
from grader.proof import Case, Proof, Terms, prove, read_case, unreadable
from grader.sandbox import Sandbox, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.settings import Settings

THOROUGH_ROUNDS = 20


@dataclass(frozen=True)
class VerifyWishes:
    """The options of one call."""

    exercises: tuple[str, ...]
    solutions: Path | None
    mutants: bool
    thorough: bool
    sandboxes: tuple[str, ...]
    image: str | None
    jobs: int | None
    json: bool
    junit: Path | None


@dataclass(frozen=True)
class LocalSandboxes:
    """Sandboxes of this machine."""

    setup: SandboxSetup

    def make(self, kind: SandboxKind, hash_seed: int, image: str | None) -> Sandbox:
        """A sandbox; the image that the person named goes before the exercise's own."""
        return make_sandbox(kind, replace(self.setup, hash_seed=hash_seed, image=self.setup.image or image))


def verify_exercises(wishes: VerifyWishes) -> int:
    """Prove, print, and give the exit status."""
    settings = Settings.read()
    known = catalogue(settings)
    found = {name: _read(known, name, wishes) for name in wishes.exercises or known.ids()}
    cases = [each for each in found.values() if isinstance(each, Case)]
    sandboxes = tuple(_sandboxes(wishes, settings))
    terms = Terms(sandboxes=sandboxes, mutants=wishes.mutants)
    if wishes.thorough:
        terms = replace(terms, rounds=THOROUGH_ROUNDS, other_rounds=THOROUGH_ROUNDS)
    with _progress() as heard:
        made = LocalSandboxes(setup(settings, wishes.image))
        proven = list(prove(cases, terms, made, wishes.jobs or os.cpu_count() or 1, heard))
    proofs = iter(proven)
    return _told([each if isinstance(each, Proof) else next(proofs) for each in found.values()], wishes)


def _read(known: Catalogue, name: str, wishes: VerifyWishes) -> Case | Proof:
    """What is to be proven, or the proof that it cannot be.

    Raises:
        UsageError: nothing goes by that name, or there is no folder of that name with solutions.
    """
    if wishes.solutions and not wishes.solutions.is_dir():
        raise UsageError(f"There is no folder {wishes.solutions}.", "--solutions holds a folder for each exercise.")
    try:
        return read_case(known.load(name), wishes.solutions)
    except ExerciseInvalid as invalid:
        return unreadable(name, invalid)


def _sandboxes(wishes: VerifyWishes, settings: Settings) -> Iterator[SandboxKind]:
    """Those that were asked for; else all that are there, and a word about one that is not."""
    for name in wishes.sandboxes:
        choose_sandbox(name, settings, wishes.image).info()
        yield SandboxKind(name)
    if wishes.sandboxes:
        return
    yield SandboxKind.PROCESS
    try:
        choose_sandbox(SandboxKind.DOCKER.value, settings, wishes.image).info()
        yield SandboxKind.DOCKER
    except SandboxUnavailable as missing:
        say(f"Without Docker: {missing.message}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    with Counter(sys.stderr, "Grading").showing() as counter:
        yield counter.heard


def _told(proofs: Sequence[Proof], wishes: VerifyWishes) -> int:
    """Write and print what was found."""
    if wishes.junit:
        from grader.cli.giving import write_whole
        from grader.reports.proofs.junit import junit_xml

        write_whole(wishes.junit, junit_xml(proofs).encode())
    if wishes.json:
        from grader.reports.proofs.document import document

        typer.echo(document(proofs).to_json())
    else:
        from grader.reports.proofs.table import show_proofs
        from grader.reports.terminal import console

        show_proofs(console(sys.stdout), proofs)
    return Exit.PASSED if all(proof.is_proven for proof in proofs) else Exit.FAILED
