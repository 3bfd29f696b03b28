"""The read tables say what the events say, however they were written."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from contract.ids import CommandId, DeviceId, WindowId
from coordinator.adapters.store import JournalStore, read_anew
from coordinator.domain.events import DayBegan, TicketEvent
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State
from coordinator.service.ports import Batch, Record
from journal import Journal
from journal.read_tables import TABLES
from tests.helpers.scene import Scene
from tests.properties import test_hall, test_visits

Tables = dict[str, list[tuple[Any, ...]]]
ENDED = {State.FINISHED: "finished", State.NO_SHOW: "no_show", State.CANCELLED: "cancelled"}


def tables(journal: Journal) -> Tables:
    with journal.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select().order_by(*table.c))]
            for name, table in TABLES.items()
        }


def written(records: list[Record], sizes: Random) -> Journal:
    """Write the records in batches of any size."""
    journal = Journal.open("sqlite://", "small")
    store, rest = JournalStore(journal), list(records)
    while rest:
        size = sizes.choice([1, 1, 2, 5, 50])
        batch, rest = rest[:size], rest[size:]
        store.append(Batch(batch, {}, []))
    return journal


def check_against(hall: Hall, journal: Journal) -> None:
    """Compare the open day's tickets with what the tables say of them."""
    table, services = TABLES["tickets"], TABLES["services"]
    with journal.engine.connect() as connection:
        for ticket in hall.day.tickets.values():
            is_it = table.c.ticket_id == ticket.id
            row = connection.execute(table.select().where(is_it)).one()
            assert (row.number, row.ended) == (ticket.number, ENDED.get(ticket.state))
            assert row.priority_id == ticket.priority_id
            assert row.paper == ticket.paper or (row.paper, ticket.paper) == ("uncertain", None)
            assert row.first_clerk_id == ticket.first_clerk_id
            is_present = services.c.service_id == ticket.service_id
            service = connection.execute(services.select().where(is_present)).one()
            assert service.group_id == ticket.group_id
            assert service.ended == ENDED.get(ticket.state)
            assert service.started_at_ms == ticket.started_at_ms or ticket.was_held
            of_ticket = services.c.ticket_id == ticket.id
            count = connection.scalar(select(func.count()).where(of_ticket))
            assert count == ticket.service_count
            to_come = connection.scalars(
                select(services.c.service_id).where(
                    of_ticket, services.c.waits_from_ms.is_(None), services.c.ended.is_(None)
                )
            ).all()
            if ticket.state not in ENDED:
                assert set(to_come) - {ticket.service_id} == {s.service_id for s in ticket.plan}


def check(scene: Scene, seed: int) -> None:
    """Write what happened, in batches of any size, and compare the tables with the hall."""
    day, records = "2026-11-23", []
    for position, event in enumerate(scene.events, start=1):
        day = event.day if isinstance(event, DayBegan) else day
        device = DeviceId(f"d{position % 3}")
        records.append(Record(position, day, device, CommandId(""), event))
    journal = written(records, Random(seed))
    found = tables(journal)

    anew = read_anew(journal)

    assert anew == len(records)
    assert tables(journal) == found
    assert len(found["visits"]) == sum(isinstance(r.event, TicketEvent) for r in records)
    check_against(scene.hall, journal)
    journal.close()


@settings(max_examples=40)
@given(test_hall.WISHES, st.integers(0, 2**32))
def test_the_tables_of_any_day_are_as_the_hall_says_however_they_were_written(
    wishes: list[tuple[str, WindowId, int, int]], seed: int
) -> None:
    check(test_hall.after(wishes), seed)


@settings(max_examples=60)
@given(test_visits.PRESSES, st.integers(0, 2**32))
def test_the_tables_of_any_visits_are_as_the_hall_says_however_they_were_written(
    presses: list[test_visits.Press], seed: int
) -> None:
    check(test_visits.after(presses), seed)
