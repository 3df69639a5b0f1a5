"""Which sandbox a person asked for, by option, exercise or setting."""

from __future__ import annotations

from enum import StrEnum

from grader.errors import UsageError
from grader.sandbox import Sandbox, SandboxKind
from grader.sandboxes import SandboxSetup, make_sandbox
from grader.settings import Settings


class Choice(StrEnum):
    """The sandboxes that a person may ask for."""

    PROCESS = "process"
    DOCKER = "docker"


def setup(settings: Settings, *images: str | None, runtime: str | None = None) -> SandboxSetup:
    """The engine that the settings name, the first image that is named at all, and what runs its containers."""
    image = next((image for image in (*images, settings.image) if image), None)
    return SandboxSetup(base_url=settings.docker_host, image=image, runtime=runtime or settings.runtime)


def choose_sandbox(kind: str, settings: Settings, *images: str | None, runtime: str | None = None) -> Sandbox:
    """The sandbox of that kind; `images` from the most to the least specific wish.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in set(Choice):
        raise UsageError(f"There is no sandbox {kind!r}.", f"There are: {', '.join(Choice)}.")
    return make_sandbox(SandboxKind(kind), setup(settings, *images, runtime=runtime))
