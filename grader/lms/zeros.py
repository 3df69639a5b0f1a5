"""Ids that lost their leading zeros: a spreadsheet that opens a CSV takes `00123` for the number 123 and saves that.

Such ids are not the same id, so nobody is matched by them (CONTRACTS 3.2); but the teacher is told what happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_NAMED = 10
"""pairs named in a note"""
_MOST_DIGITS = 32
"""of an id"""


def note_of_lost_zeros(here: Iterable[str], place: str, there: Iterable[str], other_place: str) -> tuple[str, ...]:
    """A sentence that names all ids of two places that differ by leading zeros only, or none."""
    known = defaultdict(list)
    for id_ in dict.fromkeys(there):
        known[_bare(id_)].append(id_)
    pairs = [(id_, other) for id_ in dict.fromkeys(here) if _bare(id_) for other in known[_bare(id_)] if other != id_]
    if not pairs:
        return ()
    named = [f"{id_} in {place} may be {other} of {other_place}" for id_, other in pairs[:_NAMED]]
    more = f"; and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
    advice = "give the file as the LMS made it, and do not save it from a spreadsheet"
    return (f"{'; '.join(named)}{more}: spreadsheets remove leading zeros, so {advice}.",)


def _bare(id_: str) -> str:
    """The digits without leading zeros; "" for what is no number."""
    is_number = id_.isascii() and id_.isdecimal() and len(id_) <= _MOST_DIGITS
    return (id_.lstrip("0") or "0") if is_number else ""
