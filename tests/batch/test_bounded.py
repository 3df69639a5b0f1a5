"""A class of 2,000 needs hardly more memory than one of 200, and no more time for each."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.batch.classroom import COMMAND, RIGHT, ROOT, TINY, WRONG, Classroom

MORE_MEMORY = 1.2
MORE_TIME = 1.15
ONE_CHECK = TINY[: TINY.index("  - id: five")]
"""reports are not kept, so that more checks would only take longer"""


@dataclass(frozen=True)
class Cost:
    """What grading a class took: the parent's peak, and processor time of all processes for each submission."""

    peak_kib: int
    cpu_s: float


def graded(folder: Path, scratch: Path, count: int) -> Cost:
    """Grade that many distinct submissions with the scripted agent."""
    room = Classroom(folder / str(count), scratch)
    room.write_exercise(ONE_CHECK)
    kinds = (RIGHT, WRONG, "")
    source = room.hand_in({f"s{number:04}": f"{kinds[number % 3]}# {number}\n" for number in range(count)})
    words = room.command(source, "run", "--jobs", 2, "-q")[len(COMMAND) :]
    done = subprocess.run(
        [sys.executable, "-m", "tests.batch.light_class", *words],
        cwd=ROOT,
        env=room.environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    rows = room.rows()
    assert [row["student"] for row in rows] == [f"s{number:04}" for number in range(count)]
    assert {row["status"] for row in rows} == {"graded"}
    said = json.loads(done.stdout.splitlines()[-1])
    return Cost(said["peak_kib"], said["cpu_s"] / count)


def test_bounded(tmp_path: Path, scratch: Path) -> None:
    """Ten times the class: peak memory of the parent and time per submission stay within the bounds."""
    small, large = graded(tmp_path, scratch, 200), graded(tmp_path, scratch, 2_000)

    assert large.peak_kib <= small.peak_kib * MORE_MEMORY, (small, large)
    assert large.cpu_s <= small.cpu_s * MORE_TIME, (small, large)
