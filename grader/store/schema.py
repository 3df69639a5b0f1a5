"""Bringing a database to the form that this version works with, and refusing those that are not ours.

A database is one of: empty (it gets our tables), ours and current, ours and older (it is migrated), ours and newer,
somebody else's. The last two are left exactly as they are. A migration is one transaction: killed half-way, it has not
happened; two processes that open an old file at the same time migrate it once.

To change the tables: change `tables.py`, add `migrations/versions/vNNNN_what.py`, set HEAD; the tests compare the
tables after all migrations with `tables.py`. There is no way back: an older program refuses a newer file.
"""

from __future__ import annotations

from enum import Enum, auto

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select
from sqlalchemy.exc import IntegrityError

from grader.errors import GraderError
from grader.store import faults
from grader.store.database import Database
from grader.store.tables import METADATA

HEAD = "0001"
"""the newest revision; said here too so that opening a current file, or a new one, does not load Alembic (0.2 s)"""
VERSION_TABLE = "grader_schema"
"""not Alembic's default: a database with that is somebody else's"""
_VERSION = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))
"""as Alembic makes it"""
_MIGRATIONS = "grader.store:migrations"


class State(Enum):
    """What a database is to us."""

    EMPTY = auto()
    OLDER = auto()
    CURRENT = auto()


def bring_up_to_date(database: Database) -> None:
    """Make sure that the database has our tables in their newest form.

    Raises:
        UsageError: it is damaged, newer than this program, or somebody else's. StoreFault: it cannot be written now.
    """
    with database.connection() as connection:
        database.backend.examine(connection, database.name)
        state = _state(connection, database.name)
    if state is not State.CURRENT:
        _migrate(database)
    with database.sentences():
        database.backend.settle(database.engine)


def create(connection: Connection) -> None:
    """Make our tables in an empty database, as all migrations together would."""
    METADATA.create_all(connection)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert().values(version_num=HEAD))


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that are missing, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _migrate(database: Database) -> None:
    try:
        with database.connection(writes=True) as connection:
            state = _state(connection, database.name)
            if state is State.EMPTY:
                create(connection)
            elif state is State.OLDER:
                upgrade(connection)
    except (GraderError, IntegrityError):
        with database.connection() as connection:
            if _state(connection, database.name) is not State.CURRENT:  # else another process was faster
                raise


def _state(connection: Connection, name: str) -> State:
    found = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in found:
        if found:
            raise faults.foreign(name)
        return State.EMPTY
    versions = connection.scalars(select(_VERSION.c.version_num)).all()
    if len(versions) != 1:
        raise faults.damaged(name)
    if versions[0] != HEAD:
        if versions[0] not in _known():
            raise faults.newer(name)
        return State.OLDER
    if not found.issuperset(METADATA.tables):
        raise faults.damaged(name)
    return State.CURRENT


def _known() -> frozenset[str]:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    return frozenset(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())
