"""What a machine can enforce, as rows for `grade sandbox status` and as reasons to refuse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grader.errors import SandboxUnavailable
from grader.sandbox import SandboxKind


@dataclass(frozen=True)
class Ability:
    """One thing that a sandbox can or cannot do on this machine.

    `sentence` says what is the case, `advice` what to do where it is not good. Without a `required` one the
    sandbox refuses to start; the others only weaken it.
    """

    sandbox: SandboxKind
    name: str
    ok: bool
    sentence: str
    advice: str = ""
    required: bool = True


class Guard(StrEnum):
    """What a sandbox may promise to stop; `grade sandbox selftest` tries each."""

    MEMORY = "memory"
    TOGETHER = "together"
    """memory of many processes"""
    PROCESSES = "processes"
    OUTPUT = "output"
    CLOCK = "clock"
    DISK = "disk"
    FILES = "files"
    """their number"""
    NETWORK = "network"
    WRITING = "writing"
    """outside of the submission's own folder"""
    READING = "reading"
    """of what belongs to whoever runs the grader"""
    SIGNALS = "signals"
    PRIVILEGES = "privileges"
    ENDING = "ending"
    """of all that was started, with the request"""


def insist(abilities: tuple[Ability, ...]) -> None:
    """Let only a machine pass that has everything required.

    Raises:
        SandboxUnavailable: with the sentence and advice of the first required ability that is missing.
    """
    for ability in abilities:
        if ability.required and not ability.ok:
            raise SandboxUnavailable(ability.sentence, ability.advice)
