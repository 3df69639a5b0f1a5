"""What a container may do: the body of the engine's "create a container" call, for a container without privileges.

Why it is so:
- No mount, no volume, no file copied in: everything comes over standard input, so the root can be read-only.
- No init process in front of the agent: as process 1 of its namespace the agent cannot be killed from inside, and
  when it ends the kernel ends everything else.
- Writable places count as memory. The limit on memory is therefore the sum of one process of the submission, the
  agent's reserve and all writable places; a full disk can then never kill the agent.
- A user of its own per container, because the kernel counts processes per user across containers.
- `StopSignal`: process 1 does not hear the usual one, and an engine that finds the container running when it starts
  (after it was killed) or ends would wait ten seconds for it.
- `NetworkDisabled` beside network mode `none`: the container has a network namespace of its own in both cases, with
  nothing but loopback in it, but without the first the engine sets it up itself, in two processes of its own, which
  takes as long as all the rest of the start.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from grader.sandbox import MIB, Limits
from grader.sandboxes.docker_engine import Image
from grader.sandboxes.environment import environment
from grader.sandboxes.launch import flags

FOLDER = "/tmp"  # noqa: S108 (a path inside the container, private to it)
FIRST_UID, LAST_UID = 60706, 61099
"""Used by nobody: between the ranges that distributions and systemd give out (systemd, "Users, Groups, UIDs, GIDs")."""
AGENT_MEMORY_MIB = 128
AGENT_PROCESSES = 16
SUBMISSION_MIB = 16
"""room for the submission's own files beside those that it writes"""
SHARED_MEMORY_MIB = 1
"""in the shared memory folder: enough for the semaphores of multiprocessing"""
OPEN_FILES = 256
INODES = 4096
SHARED_MEMORY_INODES = 256


def memory_bytes(limits: Limits) -> int:
    """What the whole container may use, writable places included."""
    disk = limits.disk_mib + SUBMISSION_MIB + SHARED_MEMORY_MIB
    return (limits.memory_mib + AGENT_MEMORY_MIB + disk) * MIB


@cache
def seccomp_profile() -> str:
    """Our allow-list of system calls, as JSON text; the engine's API takes the text, not a path."""
    text = files("grader.sandboxes").joinpath("seccomp.json").read_text(encoding="utf-8")
    return json.dumps(json.loads(text), separators=(",", ":"))


def container(
    image: Image,
    limits: Limits,
    *,
    uid: int,
    labels: dict[str, str],
    cpu: bool,
    runtime: str | None = None,
    hash_seed: int = 0,
) -> dict[str, object]:
    """The create call's body for one sandbox.

    The folders that the image wants on the host's disk become empty and read-only. `cpu` says whether the engine can
    limit processor time; `runtime` is what runs the container, None the engine's own choice; `hash_seed` is that of its
    Python.
    """
    chosen = {"Runtime": runtime} if runtime else {}
    return {
        "Image": image.id,
        "Entrypoint": ["python3", *flags()],
        "Cmd": [],
        "User": f"{uid}:{uid}",
        "Env": _variables(image, hash_seed),
        "WorkingDir": FOLDER,
        "StopSignal": "SIGKILL",
        "Hostname": "sandbox",
        "NetworkDisabled": True,
        "Labels": labels,
        "Tty": False,
        "OpenStdin": True,
        "StdinOnce": True,
        "AttachStdin": True,
        "AttachStdout": True,
        "AttachStderr": False,
        "Healthcheck": {"Test": ["NONE"]},
        "HostConfig": _privileges() | _resources(limits, uid, image.volumes, cpu) | chosen,
    }


def _variables(image: Image, hash_seed: int) -> list[str]:
    """Ours, and none of the image's that steer Python: a name without a value takes the image's away."""
    ours = environment(FOLDER, hash_seed)
    steering = [name for name in image.variables if name.startswith("PYTHON") and name not in ours]
    return [*(f"{name}={value}" for name, value in ours.items()), *steering]


def _privileges() -> dict[str, object]:
    return {
        "CapDrop": ["ALL"],
        "CapAdd": [],
        "SecurityOpt": ["no-new-privileges:true", f"seccomp={seccomp_profile()}"],
        "Privileged": False,
        "ReadonlyRootfs": True,
        "NetworkMode": "none",
        "IpcMode": "private",
        "Init": False,
        "AutoRemove": False,
        "RestartPolicy": {"Name": "no"},
        "LogConfig": {"Type": "none", "Config": {}},
    }


def _resources(limits: Limits, uid: int, volumes: tuple[str, ...], cpu: bool) -> dict[str, object]:
    memory = memory_bytes(limits)
    return {
        "Memory": memory,
        "MemorySwap": memory,  # equal to Memory: no swap
        "PidsLimit": limits.processes + AGENT_PROCESSES,
        "NanoCpus": 1_000_000_000 if cpu else 0,
        "ShmSize": SHARED_MEMORY_MIB * MIB,
        "Tmpfs": _writable(limits, uid) | dict.fromkeys(volumes, "ro,noexec,nosuid,nodev,size=4k,nr_inodes=1"),
        "Ulimits": [
            _ulimit("core", 0),
            _ulimit("nofile", OPEN_FILES),
            _ulimit("fsize", (limits.disk_mib + SUBMISSION_MIB) * MIB),
            _ulimit("msgqueue", 0),
        ],
    }


def _writable(limits: Limits, uid: int) -> dict[str, str]:
    common = f"rw,noexec,nosuid,nodev,uid={uid},gid={uid},mode=700"
    return {
        FOLDER: f"{common},size={limits.disk_mib + SUBMISSION_MIB}m,nr_inodes={INODES}",
        "/dev/shm": f"{common},size={SHARED_MEMORY_MIB}m,nr_inodes={SHARED_MEMORY_INODES}",  # noqa: S108
    }


def _ulimit(name: str, value: int) -> dict[str, object]:
    return {"Name": name, "Soft": value, "Hard": value}
