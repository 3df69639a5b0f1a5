"""The port to a place where student code may run, in our own words.

An adapter (`sandboxes/`) starts one isolated process tree per submission with the agent in it and hands back a
`Channel`: bytes in, bytes out, and at the end the evidence of how it ended. What the bytes mean is the business of
`dialogue.py`; adapters never look inside.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import Field

from grader.requirement import Model

MIB = 1024 * 1024


class Limits(Model):
    """What a submission may use. An exercise may set any of them; the defaults suit beginners' modules."""

    timeout_s: Annotated[float, Field(gt=0, le=600)] = 5.0
    """one check, wall clock"""
    total_s: Annotated[float | None, Field(gt=0, le=36000)] = None
    """all checks of a submission together; if left out, ten times the longest one, at least two minutes. A check that
    begins in time may use its own time to the end."""
    memory_mib: Annotated[int, Field(ge=64, le=16384)] = 256
    """one process of the submission; the whole sandbox gets this and a reserve for the agent"""
    processes: Annotated[int, Field(ge=1, le=1024)] = 32
    output_kib: Annotated[int, Field(ge=1, le=16384)] = 256
    """standard output and standard error of one check together"""
    disk_mib: Annotated[int, Field(ge=1, le=4096)] = 32
    """files written by the submission, kept in memory"""


class SandboxKind(StrEnum):
    """The adapters."""

    DOCKER = "docker"
    PROCESS = "process"
    FAKE = "fake"
    NONE = "none"
    """nothing ran"""


@dataclass(frozen=True)
class SandboxInfo:
    """Which sandbox gave a verdict. `image` is the image's digest, None outside Docker."""

    kind: SandboxKind
    image: str | None


class EndingKind(StrEnum):
    """How a sandbox ended, told apart by evidence and not by guess."""

    RUNNING = "running"
    EXITED = "exited"
    KILLED = "killed"
    """by a signal that neither we nor the kernel's memory guard sent"""
    MEMORY = "memory"
    """the kernel's memory guard killed the agent itself"""
    LOST = "lost"
    """by nothing that a submission could have done: its engine died, or somebody on this machine ended it"""


@dataclass(frozen=True)
class Ending:
    """How the sandbox's first process ended; `detail` is a clause for a sentence such as "signal 9"."""

    kind: EndingKind
    detail: str = ""


class Channel(Protocol):
    """Bytes to and from the agent in one running sandbox."""

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`.

        Raises:
            SubjectGone: the other side closed. SubjectSilent: it did not take the data in time.
        """

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Read exactly `size` bytes.

        Raises:
            SubjectGone: the other side closed first. SubjectSilent: the bytes did not come in time.
        """

    def ending(self) -> Ending:
        """How the sandbox ended, waiting a moment for an end that is under way; RUNNING if it did not."""


class Sandbox(Protocol):
    """Starts sandboxes of one kind."""

    def start(self, agent: str, limits: Limits) -> AbstractContextManager[Channel]:
        """Start a fresh sandbox that runs `agent` (Python source text) and talks over the channel.

        On leaving the context everything that ran in it is dead and everything that it wrote is gone, also when
        entering failed half-way.

        Raises:
            SandboxUnavailable: this machine cannot give one. SandboxFault: it broke while starting; retry once.
        """

    def info(self) -> SandboxInfo:
        """What to write into a report. Raises SandboxUnavailable as `start` does."""
