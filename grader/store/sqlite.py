"""SQLite, a Backend: all that only it needs. No other module knows its SQL or its error codes.

WAL lets readers work beside the one writer; `synchronous=FULL` syncs the log at each commit, so that a power cut takes
at most what was not yet acknowledged; a killed process needs neither. The file must not lie on a network file system.

Why it is so: Python's sqlite3 begins a transaction at the first write, and a transaction that has read before cannot
wait for its turn to write: updates get lost or fail at once. Therefore we begin transactions ourselves, those that
write with BEGIN IMMEDIATE, which queues for `busy_timeout`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from grader.errors import GraderError, UsageError
from grader.store import faults

BUSY_TIMEOUT_S = 30.0
"""hundreds of times what the longest of our transactions takes"""
_MAGIC = b"SQLite format 3\0"
_ON_CONNECT = (f"PRAGMA busy_timeout={BUSY_TIMEOUT_S * 1000:.0f}", "PRAGMA foreign_keys=ON", "PRAGMA synchronous=FULL")


def url_of(path: Path) -> URL:
    """The URL of a database file.

    Raises:
        UsageError: none can lie there, or another file does. StoreFault: it may not be read.
    """
    place = path.absolute()  # connections are opened later too, wherever the process may work then
    if not place.parent.is_dir():
        raise UsageError(f"{path} cannot be a database, because there is no folder {place.parent}.")
    if place.exists():
        _refuse_other_files(place, str(path))
    return URL.create("sqlite", database=str(place))


def engine(url: URL) -> Engine:
    """An engine whose connections are set up as this module says. Changes no file."""
    made = create_engine(url)
    event.listen(made, "connect", _set_up)
    return made


def begin(connection: Connection, *, writes: bool) -> None:
    """Begin a transaction; one that writes waits here for its turn."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def examine(connection: Connection, name: str) -> None:
    """Read the whole file once.

    Raises:
        UsageError: its pages contradict each other.
    """
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise faults.damaged(name)


def settle(database: Engine) -> None:
    """Turn write-ahead logging on, for good, in a file that is known to be ours. Costs nothing where it is on."""
    with database.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def fault(error: DBAPIError, name: str) -> GraderError:
    """The sentence for an error of the driver."""
    code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the upper bits only refine it
    if code == sqlite3.SQLITE_NOTADB:
        return faults.foreign(name)
    if code == sqlite3.SQLITE_CORRUPT:
        return faults.damaged(name)
    if code == sqlite3.SQLITE_FULL:
        return faults.full(name)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return faults.closed_to_us(name)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return faults.locked(name, BUSY_TIMEOUT_S)
    return faults.broken(name, str(error.orig))


def _refuse_other_files(place: Path, name: str) -> None:
    """SQLite itself would take a file of a few bytes for an empty database and overwrite it."""
    if not place.is_file():
        raise UsageError(f"{name} cannot be a database, because it is no file.")
    try:
        with place.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise faults.closed_to_us(name) from error
    if start not in {b"", _MAGIC}:
        raise faults.foreign(name)


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    try:
        connection.isolation_level = None  # sqlite3 begins nothing by itself
        for pragma in _ON_CONNECT:
            connection.execute(pragma).close()
    except sqlite3.Error:
        connection.close()
        raise
