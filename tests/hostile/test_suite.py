"""The suite itself: it would notice what it looks for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from grader.report import Verdict
from tests.hostile.suite.case import Spec, all_cases
from tests.hostile.suite.judging import forged
from tests.hostile.suite.leftovers import Premises

GOOD = {"ids": ["F1"], "what": "Does something bad.", "score": "4", "verdicts": {"a": "failed"}}
ORPHAN = "import os, time; os.fork() and os._exit(0); os.setsid(); print(os.getpid(), flush=True); time.sleep(600)"


def leave_process() -> None:
    """An orphan in a session of its own."""
    with subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        parent.stdout.readline()
        parent.stdout.close()


def leave_file() -> None:
    """A temporary file, wherever these go at the moment."""
    with tempfile.NamedTemporaryFile(delete=False):
        pass


def touch_canary() -> None:
    """The same content, written anew."""
    canary = Path(tempfile.gettempdir(), "canary")
    canary.write_bytes(canary.read_bytes())
    os.utime(canary, ns=(1, 1))


def do_nothing() -> None:
    """An honest submission."""


@pytest.mark.parametrize(
    ("leave", "starts"),
    [(do_nothing, []), (leave_process, ["process"]), (leave_file, ["file"]), (touch_canary, ["canary"])],
)
def test_leftovers_are_noticed(tmp_path: Path, leave: Callable[[], None], starts: list[str]) -> None:
    """Each kind of thing that is left is in the list, and nothing else."""
    with Premises(tmp_path, patience_s=0).watched(docker=False) as left:
        leave()

    for thing in left:
        if thing.startswith("process"):
            with suppress(ProcessLookupError):
                os.kill(int(thing.split()[1]), signal.SIGKILL)
    assert [thing.split()[0] for thing in left] == starts


@pytest.mark.parametrize(
    "change",
    [
        {"surprise": 1},
        {"ids": ["F35"]},
        {"score": []},
        {"rejected": "no"},
        {"verdicts": {"a": "grader_error"}},
        {"verdicts": {"a": ["failed", "error"]}},
        {"verdicts": {"a": "perfect"}},
        {"sandboxes": ["docker"]},
        {"because": "it is slow"},
    ],
    ids=str,
)
def test_bad_case_is_refused(change: dict[str, Any]) -> None:
    """A case cannot say what makes no sense."""
    Spec.model_validate(GOOD)

    with pytest.raises(ValidationError):
        Spec.model_validate({**GOOD, **change})


def test_forged_pass_is_noticed() -> None:
    """A check that passes and must not is one; a check that fails and must not is none."""
    case = next(case for case in all_cases() if case.slug == "always-equal")

    assert forged(case, {"add-values": Verdict.PASSED, "subtract-values": Verdict.FAILED}) == ["add-values"]
