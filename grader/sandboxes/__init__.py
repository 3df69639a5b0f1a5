"""The adapters of the port `grader/sandbox.py`: one file and one row in `ADAPTERS` each.

An adapter is imported when it is asked for: the docker SDK alone costs a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from grader.sandbox import Sandbox, SandboxKind
from grader.sandboxes.ability import Ability, Guard


@dataclass(frozen=True)
class SandboxSetup:
    """What the person or the settings chose; adapters take what concerns them.

    `base_url` is the Docker engine's address (None: the usual local socket), `image` the image to use (None: see
    `images.resolve`), `runtime` what runs its containers (None: the engine's own choice). `hash_seed` is that of the
    Python that runs submissions: 0 wherever somebody is graded, others to prove that an exercise does not depend on it.
    """

    base_url: str | None = None
    image: str | None = None
    runtime: str | None = None
    hash_seed: int = 0


@dataclass(frozen=True)
class Adapter:
    """How to make one kind of sandbox, how to ask what it can do on this machine, what it promises to stop there."""

    make: Callable[[SandboxSetup], Sandbox]
    status: Callable[[SandboxSetup], tuple[Ability, ...]]
    promises: Callable[[], frozenset[Guard]]


def _docker(setup: SandboxSetup) -> Sandbox:
    from grader.sandboxes.docker import DockerSandbox

    return DockerSandbox(setup.base_url, setup.image, setup.runtime, setup.hash_seed)


def _docker_status(setup: SandboxSetup) -> tuple[Ability, ...]:
    from grader.sandboxes.docker import status

    return status(setup.base_url, setup.image, setup.runtime)


def _process(setup: SandboxSetup) -> Sandbox:
    from grader.sandboxes.process import ProcessSandbox

    return ProcessSandbox(hash_seed=setup.hash_seed)


def _process_status(_setup: SandboxSetup) -> tuple[Ability, ...]:
    from grader.sandboxes.process_abilities import status

    return status()


def _process_promises() -> frozenset[Guard]:
    from grader.sandboxes.process_abilities import promises

    return promises()


def _fake(_setup: SandboxSetup) -> Sandbox:
    from grader.sandboxes.fake import FakeSandbox

    return FakeSandbox()


ADAPTERS: Mapping[SandboxKind, Adapter] = MappingProxyType(
    {
        SandboxKind.DOCKER: Adapter(_docker, _docker_status, lambda: frozenset(Guard)),
        SandboxKind.PROCESS: Adapter(_process, _process_status, _process_promises),
        SandboxKind.FAKE: Adapter(_fake, lambda _: (), frozenset),
    }
)


def make_sandbox(kind: SandboxKind, setup: SandboxSetup) -> Sandbox:
    """The sandbox of that kind. Makes nothing and asks nobody yet; the first use does."""
    return ADAPTERS[kind].make(setup)


def status(setup: SandboxSetup) -> tuple[Ability, ...]:
    """What this machine can enforce, for every kind of sandbox. Never raises."""
    return tuple(row for adapter in ADAPTERS.values() for row in adapter.status(setup))


def prepare_image(setup: SandboxSetup, say: Callable[[str], None]) -> str:
    """Get the Docker engine an image with Python and try it; the digest. `say` gets one line per step.

    Raises:
        SandboxUnavailable: no engine, or no way to an image; the advice says what to install.
    """
    from grader.sandboxes.image_prepare import prepare

    return prepare(setup.base_url, setup.image, say)
