"""The table of all targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType

from tests.fuzz.agents import requests, sources
from tests.fuzz.archives import archives
from tests.fuzz.authors import exercise_files
from tests.fuzz.classes import downloads, tables
from tests.fuzz.gradings import gradings
from tests.fuzz.replies import replies
from tests.fuzz.rounds import Target
from tests.fuzz.stages import stages
from tests.fuzz.wires import values


@dataclass(frozen=True)
class Row:
    """One target and how many cases of it are played: while all tests run, and in a long round."""

    opened: Callable[[], AbstractContextManager[Target]]
    short_rounds: int
    long_rounds: int


TARGETS: Mapping[str, Row] = MappingProxyType(
    {
        "values": Row(values, 400, 20_000),
        "replies": Row(replies, 300, 20_000),
        "gradings": Row(gradings, 40, 3_000),
        "stages": Row(stages, 25, 3_000),
        "requests": Row(requests, 10, 500),
        "sources": Row(sources, 10, 500),
        "archives": Row(archives, 300, 10_000),
        "exercise-files": Row(exercise_files, 60, 3_000),
        "tables": Row(tables, 100, 5_000),
        "downloads": Row(downloads, 20, 500),
    }
)
