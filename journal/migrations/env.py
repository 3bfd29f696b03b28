"""Runs the migrations on the connection that `journal.schema` hands over."""

from alembic import context

from journal.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
