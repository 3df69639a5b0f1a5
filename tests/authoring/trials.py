"""A model answer that is believed, for drafts of which nothing has to run."""

from __future__ import annotations

from collections.abc import Mapping

from grader.requests import Run


class Believed:
    """A trial in which every check is passed, and `main.py` prints 6."""

    def printed(self, run: Run) -> str | None:
        """What every program prints here."""
        return "6\n" if run.argv == ("main.py",) else None

    def passes(self, check: Mapping[str, object]) -> bool:
        """The answer is believed to be right."""
        return True
