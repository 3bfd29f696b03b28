"""Nobody starves beside appointments: under every order, a bound for walk-ins and appointments."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, cycle
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract.hall import Policy
from contract.ids import EpochMs, GroupId, ServiceId, TicketId, TicketNumber
from coordinator.domain.line import Line
from coordinator.domain.policy import Moment, in_order, order_of
from coordinator.domain.ticket import Ticket
from tests.properties.test_policy import (
    ACCUMULATING,
    ALTERNATING,
    COMERS,
    FIRST_COME,
    GUARD,
    MINUTE_MS,
    NOBODY,
    RANKS,
    RATES,
    RUN,
    SENIOR,
    STRICT,
    WEIGHT_MAX,
    Comer,
)

TURN: Final = STRICT.appointment_run + 1
"""Of so many calls one at least goes to a walk-in."""
ORDERS: Final = {"strict": STRICT, "first_come": FIRST_COME, "accumulating": ACCUMULATING,
                 "alternating": ALTERNATING}  # fmt: skip
FASTEST: Final = WEIGHT_MAX * round(max(RATES.values()))

Booked = tuple[Comer, int | None]
"""Who comes, and so many minutes before that their slot began; None for a walk-in."""
PEOPLE: Final = st.tuples(COMERS, st.sampled_from([None, None, 0, 5]))
AHEAD: Final = st.lists(PEOPLE, max_size=8)
LATER: Final = st.lists(PEOPLE, min_size=1, max_size=12)
FLOOD: Final[list[Booked]] = [((SENIOR, WEIGHT_MAX), 0)]


@dataclass
class Window:
    """A window that calls somebody each minute, and whoever waits for it."""

    policy: Policy
    minute: int = 0
    moment: Moment = Moment(EpochMs(0))  # noqa: RUF009 - it never changes
    lines: dict[int, Line] = field(default_factory=lambda: defaultdict(Line))
    """By the weight of their group."""
    tickets: dict[TicketId, tuple[Ticket, int]] = field(default_factory=dict)

    def comes(self, person: Booked) -> TicketId:
        (priority_id, weight), before = person
        order, now_ms = len(self.tickets), EpochMs(self.minute * MINUTE_MS)
        ticket = Ticket(
            id=TicketId(f"t{order}"),
            number=TicketNumber(f"A{order}"),
            service_id=ServiceId(f"t{order}.1"),
            group_id=GroupId("general"),
            item_id=None,
            priority_id=priority_id,
            rank=RANKS[priority_id],
            issued_at_ms=now_ms,
            order=order,
            appointed_at_ms=None if before is None else EpochMs(now_ms - before * MINUTE_MS),
        )
        self.tickets[ticket.id] = ticket, weight
        self.lines[weight].join(ticket)
        return ticket.id

    def call(self) -> TicketId:
        queues = chain.from_iterable(line.queues(weight) for weight, line in self.lines.items())
        moment = self.moment._replace(now_ms=EpochMs(self.minute * MINUTE_MS))
        choice = next(in_order(order_of(self.policy, appointments=True), queues, moment))
        self.moment = moment.after(choice.candidate)
        ticket, weight = self.tickets[choice.candidate.ticket_id]
        self.lines[weight].leave(ticket)
        return ticket.id


def minutes_until_called(
    policy: Policy, ahead: list[Booked], mine: Booked, later: list[Booked]
) -> int:
    """Return the wait of somebody behind these, while one of `later` comes each minute."""
    window = Window(policy)
    for person in ahead:
        window.comes(person)
        window.minute += 1
    me, begin = window.comes(mine), window.minute
    for person in cycle(later):
        window.minute += 1
        window.comes(person)
        if window.call() == me:
            break
    return window.minute - begin


def bound(name: str, ahead: int) -> int:
    """Return how long an ordinary walk-in may wait: as without appointments, but for the turns."""
    alone = {
        "strict": GUARD + ahead + 1,
        "first_come": WEIGHT_MAX * (ahead + 1) + 1,
        "accumulating": FASTEST * (ahead + 1) + 1,
        "alternating": WEIGHT_MAX * (RUN + 1) * (ahead + 2),
    }
    return TURN * (alone[name] + 1)


@pytest.mark.parametrize("name", ORDERS)
@settings(max_examples=50, deadline=None)
@example(FLOOD * 8, FLOOD)
@example([((SENIOR, WEIGHT_MAX), None)] * 8, FLOOD)
@given(AHEAD, LATER)
def test_a_walk_in_waits_no_longer_than_its_turns_make_it(
    name: str, ahead: list[Booked], later: list[Booked]
) -> None:
    waited = minutes_until_called(ORDERS[name], ahead, (NOBODY, None), later)
    assert waited <= bound(name, len(ahead))


@pytest.mark.parametrize("name", ORDERS)
@settings(max_examples=50, deadline=None)
@example(FLOOD * 8, FLOOD)
@given(AHEAD, LATER)
def test_an_appointment_waits_for_those_of_its_slot_or_before_and_a_walk_in_between(
    name: str, ahead: list[Booked], later: list[Booked]
) -> None:
    late_slots: list[Booked] = [(comer, None if slot is None else 0) for comer, slot in later]

    waited = minutes_until_called(ORDERS[name], ahead, (NOBODY, 0), late_slots)

    appointed = sum(slot is not None for _, slot in ahead) + 1
    assert waited <= appointed + appointed // STRICT.appointment_run + 1


def test_without_turns_a_walk_in_would_wait_for_ever() -> None:
    hardly_a_turn = Policy(order="first_come", appointment_run=20)
    assert minutes_until_called(hardly_a_turn, FLOOD * 8, (NOBODY, None), FLOOD) > TURN
