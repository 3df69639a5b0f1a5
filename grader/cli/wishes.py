"""What one call of `grade batch` was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BatchWishes:
    """The options of one call."""

    source: Path
    exercise: str
    run: Path
    roster: Path | None
    layout: str
    attempt: str
    due: str | None
    policy: Path | None
    jobs: int
    sandbox: str
    image: str | None
    runtime: str | None
    fresh: bool
    keep_better: bool
    quiet: bool
