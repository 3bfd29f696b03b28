"""A commit whose sender is gone may still land: whoever reads the journal anew waits for it."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection, create_engine, insert, text, update

from journal import EventRow, Journal
from journal.chain import START, chained
from journal.tables import events, heads
from tests.helpers.patience import PATIENCE_S, wait_until
from tests.helpers.postgres import Postgres

EVENT = EventRow(1, 1000, "2026-11-22", "ticket_issued", "k1", "c1", "{}")


def write(connection: Connection) -> None:
    """Write an event as the journal does, up to the commit."""
    chain = chained(START.chain, "street", EVENT)
    row = {"hall": "street", **EVENT._asdict(), "chain": chain}
    connection.execute(insert(events), [row])
    connection.execute(update(heads).values(position=1, chain=chain))


def test_who_reads_anew_sees_what_an_earlier_line_commits_meanwhile(postgres: Postgres) -> None:
    url = postgres.new_database()
    journal = Journal.open(url, "street")
    engine = create_engine(url)
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with engine.connect() as lost, ThreadPoolExecutor(1) as beside, engine.connect() as looking:
        write(lost)
        read = beside.submit(lambda: list(journal.load()))
        wait_until(lambda: looking.scalar(waiting), "nobody waits for the commit")
        assert not read.done()

        lost.commit()

        assert read.result(PATIENCE_S) == [EVENT]
    journal.append([EVENT._replace(position=2)])
    assert journal.last_position() == 2
    journal.close()
    engine.dispose()
