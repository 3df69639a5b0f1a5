"""`grade sandbox prepare`: gets an engine an image that works, whatever this machine can reach.

In this order: the image is there; it comes from its registry; it is built from the packages of the distribution.
Whichever it is, it is tried in a real sandbox before we say that it works.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.errors import GraderFault, SandboxFault, SandboxUnavailable, SubjectFault
from grader.sandbox import Limits
from grader.sandboxes.ability import insist
from grader.sandboxes.docker import DockerSandbox, refuse_windows
from grader.sandboxes.docker_abilities import abilities
from grader.sandboxes.docker_engine import Engine
from grader.sandboxes.image_build import build
from grader.sandboxes.images import STANDARD, resolve

Say = Callable[[str], None]
REGISTRY_S = 10.0
"""to find out whether the registry answers; a school's firewall often swallows the question"""
TRIAL_S = 60.0
_TRIAL = """
import sys, os
import ast, asyncio, ctypes, decimal, json, multiprocessing, random, re, sqlite3, threading, unittest
thread = threading.Thread(target=print, kwargs={"file": sys.stderr})
thread.start()
thread.join()
os.write(1, bytes(sys.version_info[:2]))
"""


def prepare(base_url: str | None, image: str | None, say: Say) -> str:
    """Make sure that the engine has `image` (None: one with Python) and that it works; its digest.

    Raises:
        SandboxUnavailable: no engine, no way to an image, or the image does not work.
    """
    refuse_windows()
    with Engine(base_url) as engine:
        insist(abilities(engine.facts()))
        name = _present(engine, image, say) or _fetched(engine, base_url, image, say) or build(engine, say)
        digest = resolve(engine, name)[1].id
    say(f"Trying {name} …")
    major, minor = _try(base_url, digest, name)
    say(f"{name} works: Python {major}.{minor}, {digest}.")
    return digest


def _present(engine: Engine, image: str | None, say: Say) -> str | None:
    try:
        name, _ = resolve(engine, image)
    except SandboxUnavailable:
        return None
    say(f"The image {name} is there already.")
    return name


def _fetched(engine: Engine, base_url: str | None, image: str | None, say: Say) -> str | None:
    """Pull the image; None when the standard one cannot be had, for then there is another way."""
    name = image or STANDARD
    if "@" not in name and ":" not in name.rpartition("/")[2]:
        name += ":latest"
    say(f"Asking the registry for {name} …")
    try:
        with Engine(base_url, engine.version, REGISTRY_S) as impatient:
            impatient.registry_has(name)
        for line in engine.pull(name):
            say(f"  {line}")
    except (SandboxFault, SandboxUnavailable) as error:
        if image:
            raise SandboxUnavailable(
                f"The image {image} is not here and could not be fetched: {error.message}",
                "Check the name and the connection to the registry, or leave --image out.",
            ) from error
        say(f"The registry does not give {name}: {error.message.splitlines()[0][:200]}")
        return None
    return name


def _try(base_url: str | None, digest: str, name: str) -> tuple[int, int]:
    advice = "Choose an image with Python 3.8 or later and its standard library."
    try:
        with DockerSandbox(base_url, digest).start(_TRIAL, Limits()) as channel:
            major, minor = channel.receive(2, TRIAL_S)
    except SubjectFault as fault:
        raise SandboxUnavailable(f"The Python of the image {name} does not work in a sandbox.", advice) from fault
    except GraderFault as fault:
        raise SandboxUnavailable(f"The image {name} does not work: {fault.message}", fault.advice or advice) from fault
    if (major, minor) < (3, 8):
        raise SandboxUnavailable(f"The image {name} has Python {major}.{minor}.", advice)
    return major, minor
