"""Starts bare pytest over answers and suites: many of them in few processes, or one in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from tests.judge.corpus import Beaten

WORKERS = 2
LONGEST_S = 600.0
"""far more than it takes, also on a busy machine"""
SUMMARY = re.compile(r"(\d+) (passed|failed|skipped|xfailed|error)")

Job = tuple[str, Sequence[str]]
"""a folder with answer and suite, and the tests to leave out"""


class Outcome(BaseModel):
    """What bare pytest made of one suite and one answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ran: frozenset[str]
    failed: frozenset[str]
    failed_alone: frozenset[str]
    """in a process of its own; otherwise all tests share one, as usual"""
    broken: bool
    """whether a test file could not be imported"""
    log: str = ""


def run_all(jobs: Sequence[Job]) -> None:
    """Let a few processes of `bare.py` do the jobs, which leaves the outcome beside each folder."""
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(_run_some, (jobs[number::WORKERS] for number in range(WORKERS))))


def read_outcome(folder: Path) -> Outcome:
    """What `bare.py` wrote beside a folder."""
    log = folder.with_suffix(".log").read_text("utf-8", "replace")
    if not folder.with_suffix(".json").exists():
        pytest.fail(f"bare pytest did not end in {folder}:\n{log}", pytrace=False)
    return Outcome(**json.loads(folder.with_suffix(".json").read_text("utf-8")), log=log)


def fate(folder: Path) -> tuple[Beaten | None, str]:
    """How bare pytest in a process of its own fares, started as courses start it, and what it printed.

    None where it says that a test failed.
    """
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=folder,
        env=_environment() | {"PYTHONPATH": "."},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_S,
        check=False,
    )
    last = (ran.stdout.strip().splitlines() or [""])[-1]
    return _fate(ran.returncode, {kind for _, kind in SUMMARY.findall(last)}), ran.stdout + ran.stderr


def _fate(status: int, counted: set[str]) -> Beaten | None:
    if status:
        return None if counted & {"failed", "error"} else Beaten.ABORTS
    if counted == {"passed"}:
        return Beaten.PASSES
    return Beaten.SKIPS if counted and counted <= {"skipped", "xfailed"} else Beaten.EXIT_0


def _run_some(jobs: Sequence[Job]) -> None:
    subprocess.run(
        [sys.executable, "-I", str(Path(__file__).with_name("bare.py"))],
        input=json.dumps(jobs),
        text=True,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=LONGEST_S,
    )


def _environment() -> dict[str, str]:
    """Ours without any wish of ours to pytest."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
