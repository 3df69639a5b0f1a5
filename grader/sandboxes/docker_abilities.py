"""What an engine must be able to enforce before it may run student code, and what would make it stronger still."""

from __future__ import annotations

from grader.sandbox import SandboxKind
from grader.sandboxes.ability import Ability
from grader.sandboxes.docker_engine import EngineFacts

MINIMUM_API = (1, 41)
"""Engine 20.10 of December 2020, the oldest that the adapter was run against."""
OWN_KERNELS = ("runsc", "kata")
"""how the names of runtimes begin under which containers have a kernel of their own (gVisor, Kata Containers)"""


def abilities(facts: EngineFacts, runtime: str | None = None) -> tuple[Ability, ...]:
    """All that the engine's own description tells, most basic first. `runtime` is the one that was asked for, if any.

    Without a limit on swap the limit on memory means nothing on a machine with swap, hence it is required too.
    """
    basic = (_engine(facts), _linux(facts), *_limits(facts), _seccomp(facts), _cpu(facts), _cgroups(facts))
    return (*basic, _chosen_runtime(facts, runtime) if runtime else _kernel(facts), _users(facts), _confinement(facts))


def _row(name: str, ok: bool, good: str, bad: str, advice: str = "", required: bool = True) -> Ability:
    return Ability(SandboxKind.DOCKER, name, ok, good if ok else bad, "" if ok else advice, required)


def _engine(facts: EngineFacts) -> Ability:
    have = ".".join(map(str, facts.api_version))
    return _row(
        "engine",
        facts.api_version >= MINIMUM_API,
        f"Docker engine {facts.version} answers (API {have}).",
        f"The Docker engine {facts.version} is too old: it speaks API {have}, at least 1.41 is needed.",
        "Install Docker 20.10 or later.",
    )


def _linux(facts: EngineFacts) -> Ability:
    return _row(
        "containers",
        facts.os_type == "linux",
        f"It runs Linux containers ({facts.architecture}).",
        f"The Docker engine runs {facts.os_type or 'unknown'} containers, not Linux ones.",
        "Switch Docker to Linux containers.",
    )


def _limits(facts: EngineFacts) -> tuple[Ability, ...]:
    advice = "Enable the cgroup controllers 'memory' and 'pids'; rootless engines need cgroup v2 with delegation."
    return (
        _row("memory", facts.memory_limit, "Memory is limited.", "The Docker engine cannot limit memory here.", advice),
        _row(
            "swap",
            facts.swap_limit,
            "Swap is closed.",
            "The Docker engine cannot keep containers from swapping, so that a memory limit would not hold.",
            "Boot the machine with the kernel option swapaccount=1, or with cgroup v2.",
        ),
        _row(
            "processes",
            facts.pids_limit,
            "The number of processes is limited.",
            "The Docker engine cannot limit the number of processes here.",
            advice,
        ),
    )


def _seccomp(facts: EngineFacts) -> Ability:
    return _row(
        "seccomp",
        "seccomp" in facts.security,
        "System calls are limited to an allow-list.",
        "The Docker engine cannot filter system calls (seccomp) here.",
        "Use a kernel and an engine with seccomp.",
    )


def _cpu(facts: EngineFacts) -> Ability:
    return _row(
        "processor",
        facts.cpu_limit,
        "A sandbox gets at most one processor.",
        "Processor time is not limited; only the clock is.",
        required=False,
    )


def _cgroups(facts: EngineFacts) -> Ability:
    sentence = f"Limits are enforced by cgroups, version {facts.cgroup_version}."
    return _row("cgroups", True, sentence, sentence, required=False)


def _chosen_runtime(facts: EngineFacts, runtime: str) -> Ability:
    return _row(
        "runtime",
        runtime in facts.runtimes,
        f"Containers run under {runtime}.",
        f"The Docker engine has no runtime {runtime!r}.",
        f"It has: {', '.join(sorted(facts.runtimes))}. Choose one of these, or install {runtime} and tell the engine.",
    )


def _kernel(facts: EngineFacts) -> Ability:
    strong = next((name for name in sorted(facts.runtimes) if name.startswith(OWN_KERNELS)), "")
    return _row(
        "kernel",
        bool(strong),
        f"Containers can have a kernel of their own: use --runtime {strong}.",
        "Containers share this machine's kernel: a hole in it is a hole in the sandbox.",
        "Keep it up to date, or install gVisor and use --runtime runsc.",
        required=False,
    )


def _users(facts: EngineFacts) -> Ability:
    return _row(
        "users",
        bool(facts.security & {"userns", "rootless"}),
        "Root in a container would be an unprivileged user on this machine.",
        "Root in a container would be root on this machine; submissions are not root, but this would be one more wall.",
        "Turn on the engine's userns-remap, or use a rootless engine.",
        required=False,
    )


def _confinement(facts: EngineFacts) -> Ability:
    found = " and ".join(sorted(facts.security & {"apparmor", "selinux"}))
    return _row(
        "confinement",
        bool(found),
        f"The kernel confines containers by {found}, too.",
        "Neither AppArmor nor SELinux confines containers here.",
        "Use a distribution whose kernel has one of them.",
        required=False,
    )
