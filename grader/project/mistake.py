"""One thing that is wrong in a TOML file or in the tree that it describes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """A named mistake; nothing further can be told before it is mended."""

    name: str
    """that of its diagnosis, `family/name`"""
    message: str
    """one sentence: what is seen, naming keys and files of this tree"""
    step: str
    """one sentence: what to do next"""
    line: int | None = None
    """in the TOML file, from 1"""
