"""The business day changes."""

import msgspec

from contract.ids import ZoneId
from coordinator.domain.appointments.book import Appointment
from coordinator.domain.estimate.experience import Experience
from coordinator.domain.events.base import Event
from coordinator.domain.events.ratings import Case


class DayBegan(Event, frozen=True, tag="day_began"):
    """The business day changed: no ticket, no shift and no number of the old day goes on.

    Only the calls of each zone go on counting, so that displays see no gap, and cases go on until
    they are closed.
    """

    day: str
    call_seqs: dict[ZoneId, int] = msgspec.field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    """Of this day, and of the days to come."""
    learned: Experience | None = None
    """What expected waits are made from, so that a day can be read without the days before."""
