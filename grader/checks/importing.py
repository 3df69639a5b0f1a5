"""Importing a module of the submission in a fresh interpreter, and what may go wrong with it."""

from __future__ import annotations

from grader.check import Scene
from grader.checks.findings import exception, no_answer, output
from grader.report import PASSED, Finding, Verdict
from grader.requests import Import, Imported, Reply


def ask_import(
    scene: Scene, statement: str, timeout_s: float, *, inspect: tuple[str, ...] = (), target: str | None = None
) -> tuple[Imported, Reply] | Finding:
    """Run one import statement; a Finding where it did not come to an end or raised."""
    reply = scene.subject.perform(Import(statement, inspect, timeout_s))
    trouble = no_answer(reply, scene.submission, asked=statement, target=target)
    if trouble:
        return trouble
    if not isinstance(reply.body, Imported):
        return Finding(Verdict.ERROR, "Your code prevented the import from being looked at.", statement, target=target)
    if reply.body.raised:
        return exception(reply.body.raised, scene.submission, asked=statement, stdout=reply.stdout, target=target)
    return reply.body, reply


def clean_import(scene: Scene, module: str, timeout_s: float) -> Finding:
    """Settle that `import module` works, prints nothing and leaves `sys.path` alone."""
    statement = f"import {module}"
    outcome = ask_import(scene, statement, timeout_s, target=module)
    if isinstance(outcome, Finding):
        return outcome
    return side_effects(*outcome, asked=statement, target=module) or PASSED


def side_effects(imported: Imported, reply: Reply, *, asked: str, target: str) -> Finding | None:
    """The finding for an import that worked but left traces. It costs its own points and blocks nothing."""
    printed = reply.stdout + reply.stderr
    if printed:
        return Finding(
            Verdict.FAILED,
            f"`{asked}` prints something; an import should be silent.",
            asked,
            expected="no output",
            actual=output(printed),
            stdout=output(printed),
            target=target,
            blocks=False,
        )
    if imported.path_changed:
        return Finding(
            Verdict.FAILED,
            f"`{asked}` changes sys.path; an import should leave it alone.",
            asked,
            expected="sys.path unchanged",
            actual="sys.path changed",
            target=target,
            blocks=False,
        )
    return None
