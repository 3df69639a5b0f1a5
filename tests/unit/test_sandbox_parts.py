"""The parts of the sandbox adapters that need neither an engine nor a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox import MIB, Limits, SandboxKind
from grader.sandboxes import ADAPTERS, SandboxSetup, make_sandbox
from grader.sandboxes.ability import insist
from grader.sandboxes.docker_abilities import abilities
from grader.sandboxes.docker_engine import EngineFacts, Image
from grader.sandboxes.docker_settings import container, memory_bytes, seccomp_profile
from grader.sandboxes.owner import Life, current_owner, parse_owner

# ---------------------------------------------------------------- the table of kinds


def test_every_kind_has_an_adapter() -> None:
    """A kind that can be named can be made; making one asks nobody yet."""
    kinds = [kind for kind in SandboxKind if kind is not SandboxKind.NONE]
    made = [make_sandbox(kind, SandboxSetup("unix:///nowhere")) for kind in kinds]

    assert [type(sandbox).__name__ for sandbox in made] == ["DockerSandbox", "ProcessSandbox", "FakeSandbox"]


def test_every_adapter_has_a_kind(root: Path) -> None:
    """A file with an adapter in it has its row in the table."""
    folder = root / "grader" / "sandboxes"
    adapters = {path.stem for path in folder.glob("*.py") if "def start(self, agent: str" in path.read_text("utf-8")}

    assert adapters - {"ahead"} == {kind.value for kind in ADAPTERS}  # that one starts any of the others early


def test_docker_is_imported_only_when_used(root: Path) -> None:
    """Choosing the process sandbox does not cost the time that the docker SDK takes to import."""
    code = (
        "import sys; from grader.sandboxes import *; from grader.sandbox import SandboxKind as K;"
        "make_sandbox(K.PROCESS, SandboxSetup()).info(); print('docker' in sys.modules, 'requests' in sys.modules)"
    )
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]


# ---------------------------------------------------------------- owners


def test_owner_survives_being_written_down() -> None:
    """What a label says is read back as the same process, which lives."""
    owner = current_owner()

    assert parse_owner(str(owner)) == owner
    assert owner.life is not Life.DEAD


def test_owner_that_has_ended_is_dead() -> None:
    """A process that has ended and was waited for is known to be dead."""
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        pass

    assert replace(current_owner(), pid=str(process.pid), start="1").life is Life.DEAD


def test_owner_of_another_start_is_dead() -> None:
    """A number that came round again is not the process that had it before."""
    assert replace(current_owner(), start="1").life is Life.DEAD


@pytest.mark.parametrize("changes", [{"machine": "elsewhere"}, {"namespace": "pid:[1]"}], ids=["machine", "container"])
def test_owner_out_of_sight_is_unknown(changes: dict[str, str]) -> None:
    """Nothing can be said of processes on other machines or in other containers."""
    assert replace(current_owner(), pid="1", **changes).life is Life.UNKNOWN


@pytest.mark.parametrize("text", ["", "a/b/c", "m/b/n/none/1", "m/b/n/-1/1", "m/b/n/1/2/3"])
def test_other_texts_are_no_owner(text: str) -> None:
    """A label that somebody else wrote names nobody."""
    assert parse_owner(text) is None


# ---------------------------------------------------------------- what an engine must be able to do


GOOD = EngineFacts(
    version="20.10.24",
    api_version=(1, 41),
    os_type="linux",
    architecture="x86_64",
    memory_limit=True,
    swap_limit=True,
    pids_limit=True,
    cpu_limit=True,
    cgroup_version="2",
    security=frozenset({"seccomp", "apparmor"}),
    runtimes=frozenset({"runc", "io.containerd.runc.v2"}),
)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param(replace(GOOD, api_version=(1, 40)), "too old: it speaks API 1.40", id="api"),
        pytest.param(replace(GOOD, os_type="windows"), "runs windows containers", id="windows"),
        pytest.param(replace(GOOD, memory_limit=False), "cannot limit memory", id="memory"),
        pytest.param(replace(GOOD, swap_limit=False), "swapping", id="swap"),
        pytest.param(replace(GOOD, pids_limit=False), "number of processes", id="processes"),
        pytest.param(replace(GOOD, security=frozenset({"apparmor"})), "cannot filter system calls", id="seccomp"),
    ],
)
def test_engine_without_a_limit_is_refused(facts: EngineFacts, words: str) -> None:
    """Each required ability that is missing is refused with its own sentence and advice."""
    with pytest.raises(SandboxUnavailable, match=words) as caught:
        insist(abilities(facts))

    assert caught.value.advice


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(GOOD, id="oldest"),
        pytest.param(replace(GOOD, api_version=(1, 52)), id="newer"),
        pytest.param(replace(GOOD, cpu_limit=False), id="no-limit-on-processor-time"),
    ],
)
def test_engine_with_all_limits_is_accepted(facts: EngineFacts) -> None:
    """An engine that enforces what is required will do, also without a limit on processor time."""
    insist(abilities(facts))


@pytest.mark.parametrize(
    ("facts", "runtime", "name", "ok"),
    [
        pytest.param(GOOD, None, "kernel", False, id="shared-kernel"),
        pytest.param(replace(GOOD, runtimes=frozenset({"runc", "runsc"})), None, "kernel", True, id="gvisor"),
        pytest.param(replace(GOOD, runtimes=frozenset({"runc", "runsc"})), "runsc", "runtime", True, id="chosen"),
        pytest.param(GOOD, None, "users", False, id="root-is-root"),
        pytest.param(replace(GOOD, security=frozenset({"seccomp", "userns"})), None, "users", True, id="userns-remap"),
        pytest.param(replace(GOOD, security=frozenset({"seccomp", "rootless"})), None, "users", True, id="rootless"),
        pytest.param(GOOD, None, "confinement", True, id="apparmor"),
        pytest.param(replace(GOOD, security=frozenset({"seccomp"})), None, "confinement", False, id="unconfined"),
    ],
)
def test_engine_that_is_stronger_still(facts: EngineFacts, runtime: str | None, name: str, ok: bool) -> None:
    """What would harden the host is told, with what to do, and refuses nobody."""
    (row,) = [row for row in abilities(facts, runtime) if row.name == name]

    assert row.ok is ok
    assert bool(row.advice) is not ok
    insist(abilities(facts, runtime))


def test_engine_without_the_chosen_runtime_is_refused() -> None:
    """Who asks for a stronger wall never gets a weaker one instead."""
    with pytest.raises(SandboxUnavailable, match="has no runtime 'runsc'") as caught:
        insist(abilities(GOOD, "runsc"))

    assert "It has: io.containerd.runc.v2, runc." in caught.value.advice


# ---------------------------------------------------------------- what a container gets


def test_writable_places_count_as_memory() -> None:
    """A full disk leaves the submission its memory and the agent its reserve."""
    limits = Limits(memory_mib=100, disk_mib=50)

    assert memory_bytes(limits) >= (100 + 50 + 128) * MIB


def test_body_of_the_create_call_is_plain(root: Path) -> None:
    """The whole body is JSON, and nothing in it points to this machine."""
    image = Image("sha256:1", ("/data",), ("PATH", "PYTHONPATH"))
    body = container(image, Limits(), uid=61000, labels={}, cpu=True)
    text = json.dumps(body)

    assert "Binds" not in text
    assert "Mounts" not in text
    assert str(root) not in text


@pytest.mark.parametrize("runtime", [None, "runsc"])
def test_runtime_is_the_engines_choice_unless_chosen(runtime: str | None) -> None:
    """Only a runtime that was asked for is named."""
    body = container(Image("sha256:1", (), ()), Limits(), uid=61000, labels={}, cpu=True, runtime=runtime)
    host = body["HostConfig"]

    assert isinstance(host, dict)
    assert host.get("Runtime") == runtime


def test_container_ends_at_once() -> None:
    """Process 1 hears no other signal; an engine that ends, or finds it running when it starts, would wait for it."""
    assert container(Image("sha256:1", (), ()), Limits(), uid=61000, labels={}, cpu=True)["StopSignal"] == "SIGKILL"


def test_variables_of_an_image_do_not_steer_python() -> None:
    """A name without a value takes the image's variable away; those that are not Python's stay."""
    image = Image("sha256:1", (), ("PATH", "PYTHONPATH", "PYTHONHASHSEED"))
    variables = container(image, Limits(), uid=61000, labels={}, cpu=True)["Env"]

    assert isinstance(variables, list)
    assert "PYTHONPATH" in variables
    assert "PYTHONHASHSEED=0" in variables
    assert not {"PATH", "PYTHONHASHSEED"} & set(variables)


def test_hash_seed_can_be_chosen() -> None:
    """Nobody is graded with another one than 0; proofs try others."""
    variables = container(Image("sha256:1", (), ()), Limits(), uid=61000, labels={}, cpu=True, hash_seed=5)["Env"]

    assert isinstance(variables, list)
    assert "PYTHONHASHSEED=5" in variables


def test_system_calls_are_an_allow_list() -> None:
    """What is not named is refused, and what gives power over others is not named."""
    profile = json.loads(seccomp_profile())
    allowed = {name for rule in profile["syscalls"] if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]}
    unconditional = {
        name
        for rule in profile["syscalls"]
        if rule["action"] == "SCMP_ACT_ALLOW" and "args" not in rule
        for name in rule["names"]
    }

    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    assert not allowed & {"ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp", "bpf", "keyctl"}
    assert not allowed & {"mount", "unshare", "setns", "chroot", "pivot_root", "io_uring_setup", "userfaultfd"}
    assert not unconditional & {"socket", "socketpair", "clone", "clone3", "prctl", "personality"}
