"""What the process sandbox can enforce on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from grader.errors import GraderFault
from grader.sandbox import SandboxKind
from grader.sandboxes.ability import Ability, Guard
from grader.sandboxes.process import ProcessSandbox
from grader.sandboxes.process_user import is_root


def status() -> tuple[Ability, ...]:
    """All rows, most basic first; never raises."""
    return (_python(), _user(), _limits(), _ending(), _network())


def promises() -> frozenset[Guard]:
    """What is stopped: anywhere by our own clock and count, on Linux by the kernel, for root by being another user."""
    anywhere = {Guard.OUTPUT, Guard.CLOCK}
    on_linux = {Guard.MEMORY, Guard.PROCESSES, Guard.ENDING} if sys.platform == "linux" else set()
    as_root = {Guard.READING, Guard.SIGNALS} if on_linux and is_root() else set()
    return frozenset(anywhere | on_linux | as_root)


def _row(name: str, ok: bool, good: str, bad: str, advice: str = "") -> Ability:
    return Ability(SandboxKind.PROCESS, name, ok, good if ok else bad, "" if ok else advice, required=False)


def _python() -> Ability:
    try:
        ProcessSandbox().info()
    except GraderFault as fault:
        return Ability(SandboxKind.PROCESS, "python", False, fault.message, fault.advice)
    return Ability(SandboxKind.PROCESS, "python", True, "Submissions can be run with a Python of this machine.")


def _user() -> Ability:
    return _row(
        "user",
        is_root(),
        "Started as root: a submission runs as a user of its own without any rights.",
        "A submission runs as you and can do what you can do.",
        "Use it for your own code only; use --sandbox docker for the code of others.",
    )


def _limits() -> Ability:
    return _row(
        "limits",
        os.name == "posix",
        "Memory, processes and files of a submission are limited.",
        "Memory, processes and files of a submission are not limited on this system; only the clock is.",
        "Use --sandbox docker inside WSL 2 for limits.",
    )


def _ending() -> Ability:
    return _row(
        "ending",
        sys.platform != "win32" and (is_root() or Path("/proc/self/environ").exists()),
        "Everything that a submission starts is ended with it.",
        "A process that a submission detaches on purpose may outlive it.",
        "Use --sandbox docker for the code of others.",
    )


def _network() -> Ability:
    sentence = "The network, and files that everybody may read, stay within a submission's reach."
    return _row("network", False, sentence, sentence, "Use --sandbox docker for the code of others.")
