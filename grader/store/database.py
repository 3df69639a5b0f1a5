"""One database, whichever it is: transactions for reading and for writing, and its errors as ours.

Threads may share a Database. A process that forks while it has one open leaves no connection to the child (SQLite
breaks if it does); parent and child connect anew. Only no thread may be inside a call at that moment.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from grader.errors import GraderError, UsageError
from grader.store import faults, server, sqlite

T = TypeVar("T")

_TRIES = 5
"""a transaction loses against another that inserts the same row at the same time; the next time it sees that row"""


class Backend(Protocol):
    """What differs from one kind of database to the next: the modules `sqlite` and `server`."""

    def engine(self, url: URL) -> Engine:
        """An engine for that URL. Opens no connection and changes nothing."""

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Begin a transaction, where the driver does not do it by itself as it must be for one that `writes`."""

    def examine(self, connection: Connection, name: str) -> None:
        """Raises UsageError where what is stored contradicts itself; `name` is for the sentence."""

    def settle(self, database: Engine) -> None:
        """Once a database is known to be ours: set what it keeps for good."""

    def fault(self, error: DBAPIError, name: str) -> GraderError:
        """The sentence for an error of the driver."""


@dataclass(frozen=True)
class Database:
    """Where the store lies. Made by `at`, ended by `close`."""

    name: str
    """as a person calls it, without a password"""
    backend: Backend
    engine: Engine

    @classmethod
    def at(cls, place: str | Path) -> Database:
        """The database in a file, or the one that a URL names. Nothing is opened yet.

        Raises:
            UsageError: there can be none.
        """
        url, name = _located(place)
        backend: Backend = sqlite if url.get_backend_name() == "sqlite" else server
        try:
            engine = backend.engine(url)
        except (ArgumentError, ImportError, NoSuchModuleError) as error:
            raise UsageError(f"{name} cannot be used as a database ({error}).") from error
        _disconnect_before_fork(engine)
        return cls(name, backend, engine)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Turn what the database reports into UsageError and StoreFault; IntegrityError is for who can try again."""
        try:
            yield
        except faults.Unreadable as error:
            raise faults.unreadable(self.name, error) from error
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise self.backend.fault(error, self.name) from error

    @contextmanager
    def connection(self, *, writes: bool = False) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, rolled back when it raises.

        Raises:
            UsageError: the database is damaged or none of ours. StoreFault: it cannot be read or written now.
        """
        with self.sentences(), self.engine.begin() as connection:
            self.backend.begin(connection, writes=writes)
            yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction that is on disk when this returns. It may be called again: see `_TRIES`.

        Raises as `connection` does.
        """
        for _ in range(_TRIES):
            try:
                with self.connection(writes=True) as connection:
                    return work(connection)
            except IntegrityError as error:
                lost = error
        raise faults.broken(self.name, str(lost.orig)) from lost


def _located(place: str | Path) -> tuple[URL, str]:
    """The URL of a place, and how to call it."""
    if isinstance(place, Path) or "://" not in place:
        return sqlite.url_of(Path(place)), str(place)
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:  # its text quotes the URL, and a URL may hold a password
        raise UsageError(f"{place.partition('://')[0]}://… is not the URL of a database.") from error
    if url.get_backend_name() == "sqlite":
        url = sqlite.url_of(Path(url.database or ""))
    return url, url.render_as_string(hide_password=True)


def _disconnect_before_fork(engine: Engine) -> None:
    known = weakref.ref(engine)

    def disconnect() -> None:
        if (alive := known()) is not None:
            alive.dispose()

    if hasattr(os, "register_at_fork"):  # POSIX
        os.register_at_fork(before=disconnect)
