"""Reads a recorded day from the journal."""

from typing import Final

import msgspec

from coordinator.domain.events import AnyEvent
from journal import JournalReader, JournalUnavailable
from simulation.replay.day import Day
from simulation.replay.record import record

_EVENTS: Final = msgspec.json.Decoder[AnyEvent](AnyEvent)


def read_day(reader: JournalReader, day: str) -> Day:
    """Return a business day, as "2026-11-22". Raises `JournalUnavailable`."""
    try:
        return record(_EVENTS.decode(row.body) for row in reader.events_of_day(day))
    except msgspec.MsgspecError as error:
        raise JournalUnavailable(f"an event of {day} cannot be read: {error}") from None
