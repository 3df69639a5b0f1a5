"""Alembic's door: it executes this file for every upgrade. The connection, with its transaction, is ours."""

from __future__ import annotations

from alembic import context

from grader.store.schema import VERSION_TABLE
from grader.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite can alter little in place; Alembic copies the table
)
with context.begin_transaction():
    context.run_migrations()
