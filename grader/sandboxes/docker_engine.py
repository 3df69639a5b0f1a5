"""The Docker engine in our own words; the only module that knows the docker SDK.

Engine answers that we can act on become `EngineRefused` with the engine's own explanation; an engine that cannot be
reached is SandboxUnavailable; one that stopped answering is a SandboxFault, for it may be there again.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException

import docker
import docker.errors
from requests.exceptions import RequestException, Timeout

from grader.errors import SandboxFault, SandboxUnavailable

TIMEOUT_S = 30.0
"""one call; under load the engine takes seconds to create a container"""
REMOVE_S = 30.0
"""from the first attempt to remove a container to the last"""
REMOVE_PAUSE_S = 0.05
LOCAL = "unix:///var/run/docker.sock"


class EngineRefused(SandboxFault):
    """The engine answered no. `status` is the HTTP status, `explanation` the engine's own words."""

    def __init__(self, doing: str, status: int, explanation: str) -> None:
        super().__init__(f"The Docker engine refused {doing}: {explanation}")
        self.status = status
        self.explanation = explanation


@dataclass(frozen=True)
class EngineFacts:
    """What the engine says of itself. `api_version` is the newest that it speaks, such as (1, 41)."""

    version: str
    api_version: tuple[int, ...]
    os_type: str
    architecture: str
    memory_limit: bool
    swap_limit: bool
    pids_limit: bool
    cpu_limit: bool
    cgroup_version: str
    security: frozenset[str]
    """what it says it has, such as seccomp, apparmor, selinux, userns, rootless"""
    runtimes: frozenset[str]
    """the names of what can run its containers, such as runc"""


@dataclass(frozen=True)
class Image:
    """An image that the engine has.

    `volumes` are the folders that it wants to keep on the host's disk, `variables` the names of its own environment.
    """

    id: str
    volumes: tuple[str, ...]
    variables: tuple[str, ...]


@dataclass(frozen=True)
class ContainerState:
    """A container as `inspect` shows it."""

    running: bool
    exit_code: int
    oom_killed: bool


class _Client(docker.APIClient):
    """Asks the engine itself: through no proxy, with no .netrc, and whatever else changes the environment meanwhile."""

    trust_env = property(lambda _: False, lambda _, __: None)  # the SDK's own first call is made in its constructor


class Engine:
    """One connection to an engine. Not to be shared between threads or across a fork.

    `version` is the API version found earlier; None asks the engine, and so finds out whether there is one.

    Raises:
        SandboxUnavailable: on construction, where the engine must be asked and cannot be.
    """

    def __init__(
        self,
        base_url: str | None,
        version: str | None = None,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.address = base_url or LOCAL
        self._clock = clock
        with _translated("for a connection", self.address):
            if version is None:
                _knock(self.address)
            self._api = _Client(base_url=base_url, version=version or "auto", timeout=int(timeout_s))

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *exception: object) -> None:
        self._api.close()

    @property
    def version(self) -> str:
        """The API version that both sides speak, for the next `Engine`."""
        return str(self._api.api_version)

    def facts(self) -> EngineFacts:
        """Ask the engine about itself; takes some tens of milliseconds."""
        with _translated("to describe itself", self.address):
            version, info = self._api.version(), self._api.info()
        return EngineFacts(
            version=str(version.get("Version", "?")),
            api_version=tuple(int(part) for part in str(version.get("ApiVersion", "0")).split(".")),
            os_type=str(info.get("OSType", "")),
            architecture=str(info.get("Architecture", "")),
            memory_limit=bool(info.get("MemoryLimit")),
            swap_limit=bool(info.get("SwapLimit")),
            pids_limit=bool(info.get("PidsLimit")),
            cpu_limit=bool(info.get("CpuCfsQuota")),
            cgroup_version=str(info.get("CgroupVersion", "1")),
            security=frozenset(_security_names(info.get("SecurityOptions") or ())),
            runtimes=frozenset(map(str, info.get("Runtimes") or ())),
        )

    def image(self, reference: str) -> Image | None:
        """The image of that name or digest, None where the engine has none."""
        try:
            with _translated(f"to show the image {reference}", self.address):
                found = self._api.inspect_image(reference)  # type: ignore[no-untyped-call]  # no types in types-docker
        except EngineRefused as refused:
            if refused.status in (400, 404):
                return None
            raise
        config = found.get("Config") or {}
        variables = tuple(str(entry).partition("=")[0] for entry in config.get("Env") or ())
        return Image(str(found["Id"]), tuple(sorted(config.get("Volumes") or ())), variables)

    def tags(self, repository: str) -> tuple[str, ...]:
        """The full names (repository:tag) of the engine's images of one repository, newest first."""
        with _translated("to list its images", self.address):
            rows = self._api.images(name=repository)
        newest_first = sorted(rows, key=lambda row: int(row.get("Created", 0)), reverse=True)
        return tuple(str(tag) for row in newest_first for tag in row.get("RepoTags") or ())

    def create(self, name: str, body: Mapping[str, object]) -> None:
        """Create a container. Raises EngineRefused, also where the engine would drop a limit that we asked for."""
        with _translated("to create a container", self.address):
            answer = self._api.create_container_from_config(dict(body), name)  # type: ignore[no-untyped-call]
        for warning in answer.get("Warnings") or ():
            if "discarded" in str(warning).lower():
                raise EngineRefused("to enforce a limit", 0, str(warning))

    def attach(self, name: str) -> socket.SocketIO | socket.socket:
        """Connect to standard input and output; to be done before the container starts."""
        with _translated("to attach to a container", self.address):
            attached: socket.SocketIO | socket.socket = self._api.attach_socket(
                name, params={"stdin": 1, "stdout": 1, "stream": 1}
            )
            return attached

    def start(self, name: str) -> None:
        """Start a container that was created."""
        with _translated("to start a container", self.address):
            self._api.start(name)

    def state(self, name: str) -> ContainerState | None:
        """How a container is, None where there is none of that name."""
        try:
            with _translated("to show a container", self.address):
                state = self._api.inspect_container(name)["State"]
        except EngineRefused as refused:
            if refused.status == 404:
                return None
            raise
        return ContainerState(bool(state["Running"]), int(state["ExitCode"]), bool(state["OOMKilled"]))

    def wait(self, name: str, timeout_s: int) -> None:
        """Wait until a container has ended, has been removed, or the time is over."""
        with suppress(SandboxFault, SandboxUnavailable), _translated("to wait for a container", self.address):
            self._api.wait(name, timeout=timeout_s)

    def labelled(self, label: str) -> dict[str, dict[str, str]]:
        """All containers that carry the label, in any state: id -> labels."""
        with _translated("to list its containers", self.address):
            rows = self._api.containers(all=True, filters={"label": label})
        return {str(row["Id"]): dict(row.get("Labels") or {}) for row in rows}

    def remove(self, name: str) -> None:
        """Kill and remove a container with its volumes, and see that it is gone; nothing happens if there is none.

        Raises:
            SandboxFault: it is still there after half a minute; this machine should get no further work.
        """
        deadline = self._clock() + REMOVE_S
        while True:
            try:
                with _translated("to remove a container", self.address):
                    self._api.remove_container(name, force=True, v=True)
            except SandboxFault as fault:  # also a removal that takes long: look, and ask again
                if (isinstance(fault, EngineRefused) and fault.status == 404) or self._is_gone(name):
                    return
            else:
                return
            if self._clock() > deadline:
                raise SandboxFault(
                    f"The container {name} could not be removed; the Docker engine does not let go of it."
                )
            time.sleep(REMOVE_PAUSE_S)  # another removal of the same container is under way

    def _is_gone(self, name: str) -> bool:
        """Whether there is no such container; an engine that breaks off does not say so."""
        try:
            return self.state(name) is None
        except SandboxFault:
            return False

    def registry_has(self, reference: str) -> None:
        """Ask the registry, through the engine, for an image. Raises EngineRefused, SandboxFault where it cannot."""
        with _translated(f"to look for {reference} in the registry", self.address):
            self._api.inspect_distribution(reference)  # type: ignore[no-untyped-call]

    def pull(self, reference: str) -> Iterator[str]:
        """Fetch an image from its registry, with a line for each step. Raises EngineRefused."""
        with _translated(f"to pull {reference}", self.address):
            for line in self._api.pull(reference, stream=True, decode=True):
                if "error" in line:
                    raise EngineRefused(f"to pull {reference}", 0, str(line["error"]))
                if not line.get("progressDetail"):
                    yield str(line.get("status", ""))

    def import_archive(self, path: str, repository: str, tag: str) -> None:
        """Make an image of a tar archive on this machine."""
        with _translated("to import an image", self.address):
            self._api.import_image_from_file(path, repository=repository, tag=tag, changes='CMD ["python3"]')


def _security_names(options: Iterable[object]) -> Iterator[str]:
    """`name=seccomp,profile=default` names seccomp. Source: Docker Engine API, "Get system information"."""
    for option in options:
        fields = dict(field.partition("=")[::2] for field in str(option).split(","))
        yield fields.get("name", "")


def _knock(address: str) -> None:
    """See whether anybody listens at a local address; the SDK leaves a socket open when nobody does."""
    if sys.platform != "win32" and address.startswith("unix://"):
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.settimeout(TIMEOUT_S)
            knocking.connect(address.removeprefix("unix://"))


@contextmanager
def _translated(doing: str, address: str) -> Iterator[None]:
    try:
        yield
    except docker.errors.APIError as error:
        status = error.response.status_code if error.response is not None else 0
        raise EngineRefused(doing, status, str(error.explanation or error)) from error
    except (docker.errors.DockerException, RequestException, OSError) as error:
        raise _unreachable(doing, address, error) from error


def _unreachable(doing: str, address: str, error: BaseException) -> SandboxFault | SandboxUnavailable:
    causes = tuple(_causes(error))
    if any(isinstance(cause, (Timeout, TimeoutError)) for cause in causes):
        return SandboxFault(f"The Docker engine at {address} did not answer in time when asked {doing}.")
    if any(isinstance(cause, (HTTPException, ConnectionResetError, BrokenPipeError)) for cause in causes):
        return SandboxFault(f"The Docker engine at {address} broke off when asked {doing}.")
    if any(isinstance(cause, PermissionError) for cause in causes):
        return SandboxUnavailable(
            f"You may not use the Docker engine at {address}.",
            "Add yourself to the group 'docker' and log in again, or use --sandbox process for your own code.",
        )
    return SandboxUnavailable(
        f"No Docker engine answers at {address}.",
        "Install Docker or start it, or use --sandbox process for your own code.",
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made of; the SDK hides the system's error inside arguments of arguments."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop()
        if cause is None or cause in seen:
            continue
        seen.append(cause)
        yield cause
        waiting += [cause.__cause__, cause.__context__, *(arg for arg in cause.args if isinstance(arg, BaseException))]
