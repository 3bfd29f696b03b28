"""The migrations and the tables say the same."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from journal import DatabaseOlder, EventRow, Journal, JournalReader, schema, verify
from journal.tables import metadata
from tests.helpers.journals import HALL, event


def test_the_migrations_lead_to_the_tables_the_code_uses(database_url: str) -> None:
    journal = Journal.open(database_url, "street")

    with journal.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []
    journal.close()


def test_the_files_are_named_by_their_versions() -> None:
    scripts = ScriptDirectory(str(schema._MIGRATIONS))

    assert scripts.get_current_head() == schema.NEWEST
    assert sorted(script.revision for script in scripts.walk_revisions()) == schema._KNOWN


def test_a_start_on_tables_that_are_up_to_date_does_not_load_alembic(sqlite_url: str) -> None:
    Journal.open(sqlite_url, HALL).close()
    start = (
        "import sys; from journal import Journal; Journal.open(sys.argv[1], 'small').close();"
        " assert 'alembic' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", start, sqlite_url], check=True)


def test_a_migration_cut_short_leaves_nothing_behind() -> None:
    journal = Journal.open("sqlite://", "street")

    with journal.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE half (x INTEGER)")
        connection.rollback()
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'")

        assert found.all() == []
    journal.close()


FIRST_TABLES = (
    "INSERT INTO meta VALUES ('app', 'hallcall'), ('hall', 'small')",
    "INSERT INTO visitors VALUES ('small', '2026-11-22.A001', '欧阳*', '123X', 9000)",
    "INSERT INTO commands VALUES ('small', 'k1', 'c1', 1001, 'answer')",
)


def make_first_release(url: str, rows: Sequence[EventRow]) -> None:
    """Make a database as hallcall 0.1 left it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(schema._MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in FIRST_TABLES:
            connection.exec_driver_sql(statement)
        values = ", ".join(f":{name}" for name in EventRow._fields)
        insert = text(f"INSERT INTO events VALUES ('small', {values})")  # noqa: S608
        if rows:
            connection.execute(insert, [row._asdict() for row in rows])
    engine.dispose()


def test_a_database_of_the_first_release_is_brought_up_with_what_it_holds(
    database_url: str,
) -> None:
    rows = [event(n) for n in range(1, 2345)]
    make_first_release(database_url, rows)

    journal = Journal.open(database_url, HALL)

    assert list(journal.load()) == rows
    assert journal.answers([("k1", "c1")]) == {("k1", "c1"): "answer"}
    assert journal.visitors() == []  # names were in plain there
    assert journal.read_form() == 0  # the coordinator is to fill the read tables
    journal.append([event(2345)])
    journal.close()
    verdict = verify(database_url)
    assert (verdict.events, verdict.faults) == (2345, [])


def test_a_database_of_the_first_release_without_events_is_brought_up(database_url: str) -> None:
    make_first_release(database_url, [])

    journal = Journal.open(database_url, HALL)
    journal.append([event(1)])
    journal.close()

    assert verify(database_url).faults == []


def test_whoever_only_reads_leaves_an_older_database_as_it_is(database_url: str) -> None:
    make_first_release(database_url, [event(1)])

    reader = JournalReader.open(database_url)
    with pytest.raises(DatabaseOlder, match="start the coordinator"), reader:
        pass

    Journal.open(database_url, HALL).close()
