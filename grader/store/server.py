"""Databases that are servers, by URL, a Backend: PostgreSQL."""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from grader.errors import GraderError
from grader.store import faults


def engine(url: URL) -> Engine:
    """An engine that notices when the server hung up between two calls. Opens no connection yet."""
    return create_engine(url, pool_pre_ping=True)


def begin(connection: Connection, *, writes: bool) -> None:
    """The driver begins by itself, and rows are locked one by one."""


def examine(connection: Connection, name: str) -> None:
    """A server looks after its own files."""


def settle(database: Engine) -> None:
    """A server is set up by its operator."""


def fault(error: DBAPIError, name: str) -> GraderError:
    """The sentence for an error of the driver: its own first line, for only it knows more."""
    return faults.broken(name, str(error.orig).strip().partition("\n")[0])
