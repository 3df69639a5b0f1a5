"""The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PYTEST_VARIABLES = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
"""with these a person steers their own pytest; the judge's session must not hear them"""
HOST_VARIABLES = ("CI", "BUILD_NUMBER")
"""by these pytest tells a build server, where it uses other words"""


@dataclass(frozen=True)
class Settings:
    """What a person may set once and for all.

    GRADER_EXERCISES  folders with more exercises, separated as in PATH
    GRADER_IMAGE      container image for submissions
    GRADER_RUNTIME    what runs the containers, by the engine's name for it, such as runsc
    GRADER_STATE      where to keep what `grade` remembers between calls (opened hints)
    DOCKER_HOST       address of the engine, as for the docker command
    """

    exercise_folders: tuple[Path, ...]
    image: str | None
    runtime: str | None
    docker_host: str | None
    state_folder: Path

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """From the process's environment, or from the mapping given."""
        env = os.environ if environment is None else environment
        folders = tuple(Path(part) for part in env.get("GRADER_EXERCISES", "").split(os.pathsep) if part)
        state = env.get("GRADER_STATE") or env.get("XDG_STATE_HOME") or env.get("LOCALAPPDATA")
        return cls(
            exercise_folders=folders,
            image=env.get("GRADER_IMAGE") or None,
            runtime=env.get("GRADER_RUNTIME") or None,
            docker_host=env.get("DOCKER_HOST") or None,
            state_folder=Path(state) / "grader" if state else Path.home() / ".local" / "state" / "grader",
        )


@contextmanager
def without_pytest_variables() -> Iterator[None]:
    """Hide the person's own pytest variables for a while.

    They become empty and stay in place, because another thread that goes through the environment stumbles over one that
    is gone.
    """
    kept = {name: os.environ[name] for name in PYTEST_VARIABLES if name in os.environ}
    os.environ.update(dict.fromkeys(kept, ""))
    try:
        yield
    finally:
        os.environ.update(kept)


def environment_without_pytest() -> dict[str, str]:
    """The environment for a process of ours that runs pytest."""
    hidden = {*PYTEST_VARIABLES, *HOST_VARIABLES}
    return {name: value for name, value in os.environ.items() if name not in hidden}
