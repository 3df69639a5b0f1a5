"""What lies in an LMS's download and is not the LMS's: left out, and named to the teacher."""

from __future__ import annotations

from collections.abc import Sequence

from grader.intake.names import shown
from grader.lms.sources import DiskPlace, Item
from grader.lms.students import Roster

_SHOWN = 5


def note_of_leftovers(what: str, items: Sequence[Item], roster: Roster | None = None) -> tuple[str, ...]:
    """A sentence, or none; the roster's own file may lie beside the hand-ins."""
    names = [item.name for item in items if not _is_roster(item, roster)]
    if not names:
        return ()
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (f"Not part of {what}, and left out: {', '.join(map(shown, names[:_SHOWN]))}{more}.",)


def _is_roster(item: Item, roster: Roster | None) -> bool:
    return roster is not None and isinstance(item.place, DiskPlace) and item.place.path.name == roster.path.name
