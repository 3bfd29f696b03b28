"""Bugs of what is seldom done: shifts that end, lines that are shut, cases; and of booked slots."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Final
from unittest.mock import patch

from contract.ids import EpochMs
from coordinator.domain import checks, decide, evolve, rating, shifts
from coordinator.domain.admission import closing
from coordinator.domain.appointments import arriving
from coordinator.domain.commands import RateService, SignOut
from coordinator.domain.events import (
    CaseOpened,
    GroupClosed,
    PriorityGiven,
    TicketTransferred,
)
from coordinator.domain.hall import Hall
from coordinator.service import slot_views
from coordinator.service.retained import Retained
from tests.simulation.plants.plant import Plant


def _opens_no_cases() -> AbstractContextManager[Any]:
    rate = rating.rate

    def quiet(hall: Hall, command: RateService, now_ms: EpochMs) -> Any:
        events = rate(hall, command, now_ms)
        return tuple(each for each in events if not isinstance(each, CaseOpened))

    return patch.dict(decide._DECIDE, {RateService: quiet})


def _leaves_tickets_behind() -> AbstractContextManager[Any]:
    """Whoever goes home in the middle leaves the citizen standing there."""
    return patch.object(shifts, "_holds", lambda *of_whom: ())


def _gives_tickets_of_a_shut_line() -> AbstractContextManager[Any]:
    """Kiosks know that a line is shut; whoever asks all the same gets a ticket."""
    return patch.object(closing, "check_open", lambda hall, group_id, now_ms: None)


def _tells_no_kiosk_that_a_line_is_shut() -> AbstractContextManager[Any]:
    """It is in the journal, and nobody asks there."""
    return patch.dict(evolve._APPLY, {GroupClosed: lambda hall, event: None})


def _gives_a_place_twice() -> AbstractContextManager[Any]:
    """Whoever shows the code again gets another ticket."""
    return patch.object(arriving, "_ticket_of", lambda hall, appointment: None)


def _tells_places_too_late() -> AbstractContextManager[Any]:
    """Free places are told as a coordinator starts, and not when somebody has booked."""
    tell = Retained._slots
    told: set[Any] = set()

    def once(self: Retained, hall: Hall, groups: Any, now_ms: EpochMs) -> None:
        tell(self, hall, [each for each in groups if (self, each) not in told], now_ms)
        told.update((self, each) for each in groups)

    return patch.object(Retained, "_slots", once)


def _tells_one_place_more() -> AbstractContextManager[Any]:
    class Careless:
        def __init__(self, taken: Any) -> None:
            self.taken = {*taken}

        def __getitem__(self, at_ms: int) -> int:
            return int(at_ms in self.taken)

    return patch.object(slot_views, "Counter", Careless)


def _forgets_a_class_that_is_given() -> AbstractContextManager[Any]:
    return patch.dict(evolve._APPLY, {PriorityGiven: lambda hall, event: None})


def _sends_to_the_end_of_the_line() -> AbstractContextManager[Any]:
    """Whoever is sent on waits there as if just come."""
    apply = evolve._APPLY[TicketTransferred]

    def late(hall: Hall, event: TicketTransferred) -> None:
        apply(hall, event)
        ticket = hall.day.tickets[event.ticket_id]
        line = hall.day.line_of(ticket)
        line.leave(ticket)
        ticket.issued_at_ms = event.at_ms
        line.join(ticket, ready=hall.day.is_ready(ticket))

    return patch.dict(evolve._APPLY, {TicketTransferred: late})


def _leaves_a_clerk_at_two_windows() -> AbstractContextManager[Any]:
    """Whoever signs in elsewhere is still signed in here."""
    leaves = shifts._leaves

    def stay(hall: Hall, window: Any, reason: str, now_ms: EpochMs) -> Any:
        return leaves(hall, window, reason, now_ms) if reason != shifts.TAKEN_OVER else ()

    return patch.object(shifts, "_leaves", stay)


def _ends_shifts_with_a_ticket() -> AbstractContextManager[Any]:
    """A window closes, whatever is open there."""
    sign_out = shifts.sign_out

    def leave(hall: Hall, command: SignOut, now_ms: EpochMs) -> Any:
        stack = ExitStack()
        with stack:
            stack.enter_context(patch.object(checks, "free", lambda hall, window: window))
            stack.enter_context(patch.object(shifts, "_holds", lambda *of_whom: ()))
            return sign_out(hall, command, now_ms)

    return patch.dict(decide._DECIDE, {SignOut: leave})


LEFT: Final = frozenset({"no ticket is left at a closed window"})
ROOMS: Final[Mapping[str, Plant]] = {
    "opens no cases": Plant(frozenset({"a bad rating opens a case"}), _opens_no_cases),
    "leaves tickets behind": Plant(LEFT, _leaves_tickets_behind, seldom=True),
    "ends shifts with a ticket": Plant(LEFT, _ends_shifts_with_a_ticket, seldom=True),
    "leaves a clerk at two windows": Plant(
        frozenset({"a clerk is at one window"}), _leaves_a_clerk_at_two_windows, seldom=True
    ),
    "gives tickets of a line that is shut": Plant(
        frozenset({"a line that is shut gives no tickets"}),
        _gives_tickets_of_a_shut_line,
        seldom=True,
    ),
    "tells no kiosk that a line is shut": Plant(
        frozenset({"a line that is shut gives no tickets", "screens equal the journal"}),
        _tells_no_kiosk_that_a_line_is_shut,
        seldom=True,
    ),
    "gives a booked place twice": Plant(
        frozenset({"a booking is made once, and is in one place"}), _gives_a_place_twice, books=True
    ),
    "tells places once a day": Plant(
        frozenset({"free places are those that are free"}), _tells_places_too_late, books=True
    ),
    "tells more places than are free": Plant(
        frozenset({"free places are those that are free"}), _tells_one_place_more, books=True
    ),
    "forgets a class that is given": Plant(
        frozenset({"order as the policy says"}), _forgets_a_class_that_is_given, seldom=True
    ),
    "sends people to the end of the line": Plant(
        frozenset({"order as the policy says"}), _sends_to_the_end_of_the_line
    ),
}
