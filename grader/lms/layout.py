"""What a format of download is, and what it gives: hand-ins with the ids the format knows, before anyone is matched.

A format is one file with one `LAYOUT`, and one row in the table of `grader.lms`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum

from grader.handin import Origin
from grader.lms.sources import Source
from grader.lms.students import Roster


class Attempts(StrEnum):
    """Which of a student's attempts the caller wants to see. Which one is best shows only after grading."""

    LATEST = "latest"
    BEST = "best"
    ALL = "all"


class Id(Enum):
    """What kind of id a format gives for a student."""

    HOST = "the host's own"
    SID = "student number"
    EMAIL = "e-mail address"


@dataclass(frozen=True)
class Found:
    """One attempt of one student as the download holds it."""

    key: str
    """the host's id: it names the row when nobody in the roster is meant"""
    origin: Origin
    label: str
    """what the teacher sees in the download; orders attempts that have no time"""
    name: str = ""
    ids: Mapping[Id, str] = field(default_factory=dict)
    """only ids that the format vouches for; the first one counts most"""
    submitted: datetime | None = None
    """naive where the host writes its wall clock without a zone"""
    late: bool | None = None
    address: str = ""
    """where the host takes feedback files back, "" where it takes none"""


@dataclass(frozen=True)
class Reading:
    """Everything in a download. `notes` are sentences for the teacher."""

    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


def spelled_as_is(name: str) -> frozenset[str]:
    """The forms of a person's name in a format that leaves names as they are."""
    return frozenset({" ".join(name.casefold().split())} - {""})


HOST = "host"
"""the kind of an id that may be any host's own"""


@dataclass(frozen=True)
class Layout:
    """One format of download."""

    name: str
    title: str
    """for sentences"""
    looks_like: str
    """what there is to see in such a download, for the sentence that refuses another"""
    fits: Callable[[Source], bool]
    """whether the names in the source are those of this format"""
    read: Callable[[Source, Roster | None], Reading]
    spelled: Callable[[str], frozenset[str]] = spelled_as_is
    """how a person's name would stand in this format; names are equal when they share a form"""
    own_kind: str = HOST
    """the kind of what it gives as `Id.HOST` (`grader.lms.kinds`)"""
