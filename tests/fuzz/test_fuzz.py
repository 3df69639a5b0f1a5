"""A short round of every target, always the same; and that a round finds what there is to be found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.rounds import FOUND, play, watched
from tests.fuzz.targets import TARGETS

posix = pytest.mark.skipif(os.name != "posix", reason="needs signals that a case can be ended by")
KEPT = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@posix
@pytest.mark.parametrize("name", TARGETS)
def test_short_round(root: Path, name: str) -> None:
    """What strangers write is read or refused: no other exception, no hanging, and hardly more memory."""
    rounds = str(TARGETS[name].short_rounds)

    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, "--seed", "0", "--rounds", rounds],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(json.loads(done.stdout)["outcomes"]) > 1


@posix
@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_found_before(path: Path) -> None:
    """What once broke something does not break it any more."""
    with TARGETS[path.parent.name].opened() as target, watched():
        assert list(target.run(path.read_bytes()))


class Fragile:
    """A target that cannot bear an odd case, and never ends at 6."""

    def make(self, random: Random) -> bytes:
        """A digit."""
        return str(random.randrange(10)).encode()

    def run(self, case: bytes) -> list[str]:
        """Break at odd ones."""
        while case == b"6":
            pass
        if int(case) % 2:
            raise RuntimeError(case)
        return ["even"]


@posix
def test_round_goes_on_and_keeps_what_broke(tmp_path: Path) -> None:
    """Each place that breaks is told once, with a file that breaks it again, also where a case never ends."""
    figures = play(Fragile(), "fragile", 0, 40, found=tmp_path, patience_s=0.01)

    kept = {path.read_bytes() for path in (tmp_path / "fragile").iterdir()}
    assert figures.outcomes["even"] > 10
    assert sorted(place.partition(" ")[0] for place in figures.broken) == ["Hanging", "RuntimeError"]
    assert b"6" in kept
    assert len(kept) == 2
