"""Bugs of bookings, and of the change of the day."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Final
from unittest.mock import patch

import msgspec

from contract.ids import EpochMs
from coordinator.domain import days, evolve, handing_in
from coordinator.domain.appointments import booking
from coordinator.domain.events import (
    AppointmentCancelled,
    DayBegan,
    TicketCancelled,
)
from coordinator.domain.hall import Hall
from coordinator.service import passing
from simulation.world.plan import DAY
from tests.simulation.plants.plant import Plant


def _overbooks() -> AbstractContextManager[Any]:
    """Each slot has a place more than there are."""
    free = booking.free_places
    return patch.object(booking, "free_places", lambda *where: free(*where) + 1)


def _keeps_places_given_up() -> AbstractContextManager[Any]:
    """What is cancelled stands in the book still."""

    def stubborn(hall: Hall, event: AppointmentCancelled) -> None:
        found = hall.appointments.find(event.appointment_id)
        if found is not None:
            hall.appointments.put(msgspec.structs.replace(found, status="missed"))

    return patch.dict(evolve._APPLY, {AppointmentCancelled: stubborn})


def _leaves_who_waits_when_the_day_ends() -> AbstractContextManager[Any]:
    """Whose day is over goes on standing in a line that is no more."""
    begin = days.begin_day

    def lazy(hall: Hall, now_ms: EpochMs) -> Any:
        return tuple(each for each in begin(hall, now_ms) if not isinstance(each, TicketCancelled))

    return patch.object(passing, "begin_day", lazy)


def _counts_calls_from_one_each_day() -> AbstractContextManager[Any]:
    """A board that was off takes the first calls of today for calls of yesterday."""
    begin = days.begin_day

    def anew(hall: Hall, now_ms: EpochMs) -> Any:
        return tuple(
            msgspec.structs.replace(each, call_seqs={}) if isinstance(each, DayBegan) else each
            for each in begin(hall, now_ms)
        )

    return patch.object(passing, "begin_day", anew)


def _takes_todays_papers_for_yesterdays() -> AbstractContextManager[Any]:
    """Once a day has ended, whoever has a paper of a kiosk alone is sent away."""
    strange = handing_in._strange

    def strict(hall: Hall, kiosk: Any, command: Any) -> Any:
        new_day = hall.day.date == DAY.isoformat()
        return "day_ended" if new_day else strange(hall, kiosk, command)

    return patch.object(handing_in, "_strange", strict)


CALENDAR: Final[Mapping[str, Plant]] = {
    "books more than there are places": Plant(
        frozenset({"no slot has more bookings than places"}), _overbooks, books=True
    ),
    "keeps the places that are given up": Plant(
        frozenset({"what is given up can be booked again"}), _keeps_places_given_up, books=True
    ),
    "leaves who waits when the day ends": Plant(
        frozenset({"every ticket ends"}), _leaves_who_waits_when_the_day_ends, day_ends=True
    ),
    "counts calls from one each day": Plant(
        frozenset({"calls are counted"}), _counts_calls_from_one_each_day, day_ends=True
    ),
    "takes papers of today for those of yesterday": Plant(
        frozenset({"a paper that calls nobody is explained, and rightly"}),
        _takes_todays_papers_for_yesterdays,
        day_ends=True,
    ),
}
