"""What only a database server can do wrong."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Integer, Select, column, func, select, table

from journal import Journal, ReadRow
from tests.helpers.journals import HALL, event
from tests.helpers.patience import wait_until
from tests.helpers.postgres import Postgres

TICKETS: Final = 200
CHANGED: Final = (
    select(column("n_tup_upd", Integer))
    .select_from(table("pg_stat_user_tables"))
    .where(column("relname") == "tickets")
)
READ_BY_DAY: Final = (
    select(column("idx_tup_read", Integer))
    .select_from(table("pg_stat_user_indexes"))
    .where(column("indexrelname") == "tickets_by_day")
)


def printed(number: int) -> Iterator[ReadRow]:
    where = {"ticket_id": f"t{number}"}
    yield ReadRow("tickets", where, {"day": "2026-11-22", "number": f"A{number}"}, "new")
    yield ReadRow("tickets", {**where, "ended": None}, {"paper": "printed"})


def counted(journal: Journal, count: Select[int]) -> int:
    """Return what the server has counted of what the journal did."""
    with journal.engine.connect() as connection:
        connection.execute(select(func.pg_stat_force_next_flush()))
    with journal.engine.connect() as connection:
        return connection.scalars(count).one()


def test_a_row_is_found_by_its_key_however_few_there_were_at_first(postgres: Postgres) -> None:
    journal = Journal.open(postgres.new_database(), HALL)
    for number in range(TICKETS):
        journal.append([event(number + 1)], meaning=printed(number))

    wait_until(lambda: counted(journal, CHANGED) == TICKETS, "the server counts")

    assert counted(journal, READ_BY_DAY) == 0
    journal.close()
