"""The migrations and the tables say the same."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from journal import Journal
from journal.tables import metadata


def test_the_migrations_lead_to_the_tables_the_code_uses() -> None:
    journal = Journal.open("sqlite://", "street")

    with journal.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []
    journal.close()


def test_a_migration_cut_short_leaves_nothing_behind() -> None:
    journal = Journal.open("sqlite://", "street")

    with journal.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE half (x INTEGER)")
        connection.rollback()
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'")

        assert found.all() == []
    journal.close()
