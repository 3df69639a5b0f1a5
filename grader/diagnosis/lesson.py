"""Mistakes that are told alike wherever they are seen: what stands in `grade explain`, and why it is so."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill


@dataclass(frozen=True)
class Lesson:
    """One named mistake without the tree in which it was made."""

    code: str
    title: str
    what: str
    why: str
    wrong: str
    right: str
    language: str = "toml"
    """of the two examples"""

    @property
    def text(self) -> str:
        """What `grade explain` prints."""
        wrong, right = (
            f"{word}:\n\n```{self.language}\n{example.strip()}\n```"
            for word, example in (("Wrong", self.wrong), ("Right", self.right))
        )
        what, why = (fill(words, 110, break_on_hyphens=False) for words in (self.what, self.why))
        return f"{what}\n\n{why}\n\n{wrong}\n\n{right}"
