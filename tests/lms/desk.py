"""A teacher's desk for tests: a download written from a few names, read with or without a roster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from grader.errors import SubmissionRejected
from grader.handin import Handin, Handins
from grader.lms import Attempts, read_class, read_roster
from tests.lms.packings import zipped

ASKED = frozenset({"math_utils.py", "mypackage"})
PY = b"x = 1\n"


class Desk:
    """A teacher's desk: a download and perhaps a roster, read together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(
        self, files: Mapping[str, bytes], roster: str = "", layout: str = "auto", due: datetime | None = None
    ) -> Handins:
        """The class, with all attempts."""
        (self.folder / "class.zip").write_bytes(zipped(files))
        (self.folder / "roster.csv").write_text(roster, "utf-8")
        people = read_roster(self.folder / "roster.csv") if roster else None
        return read_class(self.folder / "class.zip", layout, people, Attempts.ALL, due)


def who(handins: Handins) -> list[tuple[str, bool]]:
    """Ids in order, and whether each is in the roster."""
    return [(each.student, each.in_roster) for each in handins.handins]


def paths(handin: Handin) -> list[str]:
    """The kept paths of a hand-in."""
    return list(handin.origin.read(ASKED).files)


def refusal(handin: Handin) -> str:
    """Why a hand-in is rejected."""
    with pytest.raises(SubmissionRejected) as caught:
        handin.origin.read(ASKED)
    return str(caught.value)
