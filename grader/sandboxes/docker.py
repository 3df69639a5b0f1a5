"""Containers without privileges as sandboxes: everything goes in and out over the attached standard streams.

One container per sandbox; it is made of the same image (by digest) for the life of the adapter. What a container may
do is in `docker_settings.py`, what the engine must be able to enforce in `docker_abilities.py`.
"""

from __future__ import annotations

import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from grader.errors import SandboxFault, SandboxUnavailable
from grader.sandbox import Ending, EndingKind, Limits, SandboxInfo, SandboxKind
from grader.sandboxes.ability import Ability, insist
from grader.sandboxes.docker_abilities import abilities
from grader.sandboxes.docker_engine import Engine, EngineFacts, EngineRefused, Image
from grader.sandboxes.docker_settings import FIRST_UID, LAST_UID, container
from grader.sandboxes.docker_stream import DockerWire
from grader.sandboxes.images import resolve
from grader.sandboxes.launch import Launcher
from grader.sandboxes.owner import Life, current_owner, parse_owner
from grader.sandboxes.rounds import Rounds
from grader.sandboxes.stream import Stream

OWNER_LABEL = "org.grader.owner"
JOB_LABEL = "org.grader.job"
DEADLINE_LABEL = "org.grader.deadline"
LIFETIME_S = 6 * 3600
"""No submission takes that long. Decides only where one cannot see whether the owner lives: on other machines."""
FAREWELL_S = 1
"""for an agent that nobody talks to any more to end by itself, which is less work for the engine than a kill"""
MOMENT_S = 0.1
"""for the stream to close, which is the first sign of an end"""
ENDING_S = 5.0
"""after the first sign, for the engine to note how it ended"""
PAUSE_S = 0.02
SIGKILL_STATUS = 128 + 9
_RUNNING = Ending(EndingKind.RUNNING)


@dataclass(frozen=True)
class _Ready:
    """What was found out once about engine and image."""

    version: str
    facts: EngineFacts
    name: str
    image: Image


class DockerSandbox:
    """The docker adapter. Safe to use from several threads; looks for orphans of crashed runs, at first and then often.

    `base_url` is the engine's address (None: the usual local socket), `image` a name or digest (None: the first
    that `images.resolve` finds), `runtime` the name of what runs the containers (None: the engine's own choice),
    `hash_seed` that of the Python in them.
    """

    def __init__(
        self,
        base_url: str | None = None,
        image: str | None = None,
        runtime: str | None = None,
        hash_seed: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base_url = base_url
        self._image = image
        self._runtime = runtime
        self._hash_seed = hash_seed
        self._rounds = Rounds(self.remove_orphans, clock)
        self._lock = threading.Lock()
        self._ready: _Ready | None = None
        self._launcher = Launcher()
        self._next_uid = FIRST_UID + secrets.randbelow(LAST_UID - FIRST_UID + 1)

    @contextmanager
    def start(self, agent: str, limits: Limits) -> Iterator[DockerChannel]:
        """A fresh container that runs `agent`. Raises SandboxUnavailable, SandboxFault."""
        ready = self._prepared()
        job = secrets.token_hex(8)
        name = f"grader-{job}"
        with ExitStack() as stack:
            engine = stack.enter_context(Engine(self._base_url, ready.version))
            stack.callback(engine.remove, name)  # before it exists: a create that times out may still happen
            with _explained(ready.name):
                engine.create(name, self._settings(ready, job, limits))
                stack.callback(engine.wait, name, FAREWELL_S)
                wire = DockerWire(engine.attach(name))
                stack.callback(wire.close)
                engine.start(name)
            channel = DockerChannel(Stream(wire), engine, name)
            self._launcher.launch(channel, agent)
            yield channel

    def info(self) -> SandboxInfo:
        """The kind and the image's digest. Raises SandboxUnavailable."""
        return SandboxInfo(SandboxKind.DOCKER, self._prepared().image.id)

    def remove_orphans(self) -> int:
        """Remove the containers of runs that crashed, on this machine or long ago; how many there were."""
        with Engine(self._base_url, self._ready.version if self._ready else None) as engine:
            return remove_orphans(engine, time.time())

    def _prepared(self) -> _Ready:
        with self._lock:
            ready = self._ready = self._ready or self._prepare()
        self._rounds.go_if_due()
        return ready

    def _prepare(self) -> _Ready:
        refuse_windows()
        with Engine(self._base_url) as engine:
            facts = engine.facts()
            insist(abilities(facts, self._runtime))
            name, image = resolve(engine, self._image)
            return _Ready(engine.version, facts, name, image)

    def _settings(self, ready: _Ready, job: str, limits: Limits) -> dict[str, object]:
        labels = {
            OWNER_LABEL: str(current_owner()),
            JOB_LABEL: job,
            DEADLINE_LABEL: str(int(time.time()) + LIFETIME_S),
        }
        return container(
            ready.image,
            limits,
            uid=self._uid(),
            labels=labels,
            cpu=ready.facts.cpu_limit,
            runtime=self._runtime,
            hash_seed=self._hash_seed,
        )

    def _uid(self) -> int:
        with self._lock:
            self._next_uid = self._next_uid + 1 if self._next_uid < LAST_UID else FIRST_UID
            return self._next_uid


class DockerChannel:
    """The attached streams of one container."""

    def __init__(self, stream: Stream, engine: Engine, name: str) -> None:
        self._stream = stream
        self._engine = engine
        self._name = name

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`. Raises SubjectGone, SubjectSilent."""
        self._stream.send(data, timeout_s)

    def receive(self, size: int, timeout_s: float) -> bytes:
        """Read exactly `size` bytes. Raises SubjectGone, SubjectSilent."""
        return self._stream.receive(size, timeout_s)

    def ending(self) -> Ending:
        """What the engine saw of the end; drains the stream meanwhile, or the engine would wait for us.

        OOMKilled alone does not say that it was the agent: it is set as well when only a child was killed. And nobody
        inside can kill it, as it is process 1 there, or cut its connection: an engine that is started again kills it.
        """
        is_closed = self._stream.discard(MOMENT_S)
        deadline = time.monotonic() + (ENDING_S if is_closed else 0)
        while True:
            state = self._engine.state(self._name)
            if state is None:
                return Ending(EndingKind.LOST, "its container was removed")
            if not state.running:
                return _ending(state.exit_code, state.oom_killed)
            if time.monotonic() >= deadline:
                return Ending(EndingKind.LOST, "the engine cut the connection") if is_closed else _RUNNING
            time.sleep(PAUSE_S)  # the stream closes a moment before the engine notes the end


def remove_orphans(engine: Engine, now: float) -> int:
    """Remove containers whose owner is dead, or unknown and past its deadline (`now` in seconds since 1970)."""
    orphans = [key for key, labels in engine.labelled(OWNER_LABEL).items() if _is_orphan(labels, now)]
    for orphan in orphans:
        with suppress(SandboxFault):  # another run is cleaning up as well, or the engine is in trouble: not ours
            engine.remove(orphan)
    return len(orphans)


def refuse_windows() -> None:
    """Raise SandboxUnavailable on Windows, where the engine's named pipe knows no deadlines."""
    if sys.platform == "win32":
        raise SandboxUnavailable(
            "The Docker sandbox does not run on Windows itself.",
            "Use it inside WSL 2, or use --sandbox process for your own code.",
        )


def status(base_url: str | None, image: str | None, runtime: str | None) -> tuple[Ability, ...]:
    """What the docker sandbox can do on this machine; never raises."""
    try:
        refuse_windows()
        with Engine(base_url) as engine:
            rows = abilities(engine.facts(), runtime)
            return (*rows, _image_ability(engine, image))
    except (SandboxUnavailable, SandboxFault) as error:
        return (Ability(SandboxKind.DOCKER, "engine", False, error.message, error.advice),)


def _image_ability(engine: Engine, image: str | None) -> Ability:
    try:
        name, found = resolve(engine, image)
    except SandboxUnavailable as missing:
        return Ability(SandboxKind.DOCKER, "image", False, missing.message, missing.advice)
    return Ability(SandboxKind.DOCKER, "image", True, f"The image is {name} ({found.id[:19]}).")


def _is_orphan(labels: dict[str, str], now: float) -> bool:
    owner = parse_owner(labels.get(OWNER_LABEL, ""))
    life = owner.life if owner else Life.UNKNOWN
    deadline = labels.get(DEADLINE_LABEL, "")
    is_late = deadline.isascii() and deadline.isdigit() and int(deadline) < now
    return life is Life.DEAD or (life is Life.UNKNOWN and is_late)


def _ending(status: int, oom_killed: bool) -> Ending:
    if oom_killed and status == SIGKILL_STATUS:
        return Ending(EndingKind.MEMORY, "the kernel ended it because the sandbox's memory was used up")
    if status == SIGKILL_STATUS:
        return Ending(EndingKind.LOST, "it was killed from outside")
    if 128 < status <= 128 + 64:
        return Ending(EndingKind.KILLED, f"signal {status - 128}")
    return Ending(EndingKind.EXITED, f"exit status {status}")


@contextmanager
def _explained(image: str) -> Iterator[None]:
    """Turn the engine's refusals into what they mean for the image."""
    try:
        yield
    except EngineRefused as refused:
        if "python3" in refused.explanation:
            raise SandboxUnavailable(
                f"The image {image} has no python3 on its path.",
                "Choose an image with Python 3.8 or later, or run `grade sandbox prepare` for one that works.",
            ) from refused
        if "No such image" in refused.explanation:
            raise SandboxUnavailable(
                f"The image {image} was removed while it was in use.", "Run `grade sandbox prepare`."
            ) from refused
        if refused.status in (0, 400):
            raise SandboxUnavailable(refused.message, "Look at `grade sandbox status`.") from refused
        raise
