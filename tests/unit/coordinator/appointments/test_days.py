"""Whole days with guests who come early, in time, late or never, under each order."""

from collections import Counter as Tally

import pytest

from coordinator.domain.events import (
    AppointmentArrived,
    AppointmentMissed,
    TicketCalled,
    TicketIssued,
)
from coordinator.domain.ticket import FINAL
from hallcall.appointments.register import register
from tests.helpers.simulated_day import SimulatedDay

GUESTS = 20


@pytest.mark.parametrize("order", ["strict", "first_come", "accumulating", "alternating"])
@pytest.mark.parametrize("seed", range(4))
def test_every_guest_who_came_was_called_and_everybody_else_is_counted_as_missed(
    seed: int, order: str
) -> None:
    events = SimulatedDay(seed, guests=GUESTS, order=order).scene.events
    arrivals = [event for event in events if isinstance(event, AppointmentArrived)]
    came = {event.appointment_id for event in arrivals}
    missed = {event.appointment_id for event in events if isinstance(event, AppointmentMissed)}

    assert len(came) == len(arrivals)
    assert len(came | missed) == GUESTS
    how = Tally(event.arrival for event in arrivals)
    assert min(how[arrival] for arrival in ("early", "in_time", "late")) >= 1
    statuses = Tally(entry.status for entry in register(events).values())
    assert statuses == Tally(dict(how)) + Tally(missed=GUESTS - len(came))


@pytest.mark.parametrize("order", ["strict", "first_come", "accumulating", "alternating"])
@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_left_in_the_hall_and_no_call_breaks_the_turns(seed: int, order: str) -> None:
    scene = SimulatedDay(seed, guests=GUESTS, order=order).scene
    assert all(ticket.state in FINAL for ticket in scene.hall.day.tickets.values())
    issued = {event.ticket_id: event for event in scene.events if isinstance(event, TicketIssued)}
    runs: Tally[str] = Tally()
    for call in (event for event in scene.events if isinstance(event, TicketCalled)):
        appointed_at_ms = issued[call.ticket_id].appointed_at_ms
        if call.why == "appointment":
            assert appointed_at_ms is not None
            assert appointed_at_ms <= call.at_ms
        due = appointed_at_ms is not None and appointed_at_ms <= call.at_ms
        runs[call.window_id] = runs[call.window_id] + 1 if due else 0
        if call.why == "walk_in_turn":
            assert not due
