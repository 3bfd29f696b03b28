"""What a journal has, read by somebody who only reads it."""

from dataclasses import dataclass
from functools import partial

import msgspec
from sqlalchemy import func, select

from contract.ids import TicketId
from contract.messages.base import kind_of
from coordinator.domain.events import TicketIssued
from journal.databases import reading_engine
from journal.tables import commands, events


@dataclass(frozen=True)
class Rows:
    """What there is."""

    commands: int
    tickets: list[TicketId]
    """The ticket of each event that says one was issued."""


class _OfTicket(msgspec.Struct):
    ticket_id: TicketId


def read_rows(database_url: str) -> Rows:
    """Read a journal that may be written at the same time."""
    engine = reading_engine(database_url)
    issued = select(events.c.body).where(events.c.kind == kind_of(TicketIssued))
    of_ticket = partial(msgspec.json.decode, type=_OfTicket)
    try:
        with engine.connect() as connection:
            return Rows(
                commands=connection.scalar(select(func.count()).select_from(commands)) or 0,
                tickets=[of_ticket(body).ticket_id for body in connection.scalars(issued)],
            )
    finally:
        engine.dispose()
