"""What can go wrong with a store, in sentences.

A database that is not ours, newer than we are or damaged is for the person to replace (UsageError); a full disk, a
file that may not be written and a lock that never opens are faults of the service (StoreFault). Either way nothing of
what was stored before has changed: every write is one transaction.
"""

from __future__ import annotations

from grader.errors import GraderFault, UsageError


class StoreFault(GraderFault):
    """The store cannot be read or written now. What it holds is whole; safe to repeat once the cause is mended."""


class Unreadable(ValueError):
    """A stored text does not have the form that this version writes; the message is a clause that says why."""


def foreign(name: str) -> UsageError:
    """Something else lies where the store should be."""
    return UsageError(f"{name} is not a database of Grader.", "Choose another place; nothing was changed.")


def newer(name: str) -> UsageError:
    """An upgrade would be needed that this program does not know."""
    return UsageError(f"{name} was written by a newer version of Grader.", "Update Grader; nothing was changed.")


def damaged(name: str) -> UsageError:
    """The database cannot be trusted any more."""
    return UsageError(
        f"{name} is damaged.", "Put a copy of it in its place, or grade into another folder; nothing was changed."
    )


def unreadable(name: str, why: Unreadable) -> UsageError:
    """The database is whole, but a text in it is not understood."""
    return UsageError(
        f"{name} holds an entry that this version of Grader cannot read ({why}).",
        "If a newer version wrote it, update Grader.",
    )


def full(name: str) -> StoreFault:
    """No room."""
    return StoreFault(
        f"{name} cannot be written because the disk is full.", "Make room and start again: what was stored is whole."
    )


def closed_to_us(name: str) -> StoreFault:
    """No permission."""
    return StoreFault(
        f"{name} cannot be opened for reading and writing.",
        "Give yourself access to the file and its folder, and start again.",
    )


def locked(name: str, timeout_s: float) -> StoreFault:
    """Somebody holds it."""
    return StoreFault(
        f"{name} has been locked by another program for {timeout_s:.0f} seconds.", "Close that program and start again."
    )


def broken(name: str, detail: str) -> StoreFault:
    """Anything else that the database reports."""
    return StoreFault(
        f"{name} could not be read or written ({detail}).", "Start again when that is mended: what was stored is whole."
    )
