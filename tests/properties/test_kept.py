"""Tickets kept for one window or clerk: called there or let go, and nobody starves by it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import cycle
from typing import Any, Final, TypeAlias

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract.ids import ClerkId, EpochMs, GroupId, PriorityId, TicketId, WindowId
from coordinator.domain import commands as do
from coordinator.domain.errors import NobodyWaits, Refused
from coordinator.domain.events import (
    AnyEvent,
    CallMade,
    HoldEnded,
    TargetReleased,
    TicketTransferred,
    VisitWentOn,
)
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State, Ticket
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    SENIOR,
    VETERAN,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    hall_file,
)
from tests.helpers.simulated_day import SimulatedDay
from tests.properties.test_hall import WISHES, Wish, after

GUARD: Final = 20
TARGET: Final = 15
RUN: Final = 2
WEIGHT: Final = 3
FASTEST: Final = 4.0
ORDERS: Final[dict[str, dict[str, Any]]] = {
    "strict": {"longest_wait_s": GUARD * 60},
    "first_come": {},
    "accumulating": {"rates": {"senior": FASTEST, "veteran": 1.5}},
    "alternating": {"priority_run": RUN},
}
BOUNDS: Final[dict[str, Callable[[int], float]]] = {
    "strict": lambda ahead: GUARD + ahead + 1,
    "first_come": lambda ahead: WEIGHT * (ahead + 1) + 1,
    "accumulating": lambda ahead: WEIGHT * FASTEST * (ahead + 1) + 1,
    "alternating": lambda ahead: WEIGHT * (RUN + 1) * (ahead + 2),
}
"""In minutes, as tests/properties/test_policy.py proves them for one window."""

Comer: TypeAlias = tuple[PriorityId | None, GroupId, bool]
"""The class of somebody who comes, the group, and whether they are sent to the second window."""
COMERS = st.tuples(
    st.sampled_from([None, SENIOR, VETERAN]), st.sampled_from([GENERAL, CASHIER]), st.booleans()
)
WORST: Final[list[Comer]] = [(SENIOR, CASHIER, True), (SENIOR, CASHIER, False)]


class BusyHall:
    """Two windows that call somebody each minute, and a third where clerks send citizens on."""

    def __init__(self, order: str) -> None:
        serves = {"zone": "lobby", "serves": ["general", "cashier"], "weights": {"cashier": WEIGHT}}
        numbers = enumerate((W1, W2, W3), start=1)
        windows = [{"id": window_id, "number": number, **serves} for number, window_id in numbers]
        policy = {"order": order, "target_wait_s": TARGET * 60, **ORDERS[order]}
        file = hall_file(policy=policy, window=windows, desk={"chosen_calls": "everybody"})
        self.scene = Scene(file)
        self.scene.hall.always_open, self.scene.hall.tells_waits = True, False
        self.calling = [W1, W2]
        for window_id, clerk_id in ((W1, LI), (W2, WANG), (W3, ZHAO)):
            self.scene.staffed(window_id, clerk_id)

    def comes(self, comer: Comer) -> Ticket:
        priority_id, group_id, is_sent = comer
        ticket = self.scene.issue(group_id, priority_id)
        if is_sent:
            self.send(ticket, to_window_id=W2)
        return ticket

    def send(self, ticket: Ticket, **to: Any) -> None:
        """Send somebody on from the third window; to whoever is away it cannot be done."""
        self.scene.at_window(do.CallTicket, W3, number=ticket.number)
        try:
            self.scene.step(do.TransferTicket, ticket, W3, **to)
        except Refused:
            self.scene.step(do.TransferTicket, ticket, W3, to_window_id=W1)

    def leaves(self, how: type[do.WindowCommand] | None) -> None:
        """Have the clerk of the second window close it, or go for a break, or stay."""
        if how is not None:
            self.scene.at_window(how, W2, **({"reason": "tea"} if how is do.PauseWindow else {}))
            self.calling.remove(W2)

    def minute(self, comers: Iterator[Comer]) -> None:
        """As many come as can be called."""
        self.scene.pass_time(seconds=60)
        for window_id in self.calling:
            self.comes(next(comers))
            with suppress(NobodyWaits):
                self.call(window_id)

    def call(self, window_id: WindowId) -> None:
        """Call whoever is next, who is gone at once."""
        called = self.scene.at_window(do.CallNext, window_id)[0]
        assert isinstance(called, CallMade)
        self.scene.step(do.MarkNoShow, self.scene.hall.day.tickets[called.ticket_id], window_id)


def minutes_until_called(hall: BusyHall, mine: Ticket, later: list[Comer]) -> int:
    """Return how long a ticket still waits while one of `later` comes for each call."""
    comers = cycle(later)
    minutes = 0
    while mine.state is State.WAITING:
        hall.minute(comers)
        minutes += 1
        assert minutes < 1000
    return minutes


@pytest.mark.parametrize("order", ORDERS)
@settings(max_examples=80, deadline=None)
@example([(SENIOR, CASHIER, True)] * 5, WORST, do.SignOut, {"to_clerk_id": WANG})
@example([(SENIOR, CASHIER, False)] * 5, WORST, do.PauseWindow, {"to_window_id": W2})
@given(
    st.lists(COMERS, max_size=5),
    st.lists(COMERS, min_size=1, max_size=6),
    st.sampled_from([None, do.PauseWindow, do.SignOut]),
    st.sampled_from([{"to_window_id": W2}, {"to_clerk_id": WANG}]),
)
def test_whoever_waits_for_one_window_is_called_within_the_order_s_bound_and_the_target_s(
    order: str,
    ahead: list[Comer],
    later: list[Comer],
    leaving: type[do.WindowCommand] | None,
    to: dict[str, Any],
) -> None:
    hall = BusyHall(order)
    for comer in ahead:
        hall.comes(comer)
        hall.scene.pass_time(seconds=60)
    mine = hall.comes((None, GENERAL, False))
    hall.send(mine, **to)
    hall.leaves(leaving)

    assert minutes_until_called(hall, mine, later) <= TARGET + BOUNDS[order](len(ahead))


@pytest.mark.parametrize("order", ORDERS)
@settings(max_examples=80, deadline=None)
@example([(SENIOR, CASHIER, True)] * 5, WORST)
@given(st.lists(COMERS, max_size=5), st.lists(COMERS, min_size=1, max_size=6))
def test_whoever_is_sent_to_a_window_keeps_nobody_there_beyond_the_order_s_bound(
    order: str, ahead: list[Comer], later: list[Comer]
) -> None:
    hall = BusyHall(order)
    hall.calling = [W2]
    for comer in ahead:
        hall.comes(comer)
        hall.scene.pass_time(seconds=60)
    mine = hall.comes((None, GENERAL, False))

    assert minutes_until_called(hall, mine, later) <= BOUNDS[order](len(ahead))


def test_without_letting_go_whoever_waits_for_a_window_on_a_break_would_wait_for_ever() -> None:
    hall = BusyHall("first_come")
    policy = hall.scene.hall.file.policy.model_copy(update={"target_wait_s": 8 * 3600})
    hall.scene.hall.file = hall.scene.hall.file.model_copy(update={"policy": policy})
    mine = hall.comes((None, GENERAL, True))
    hall.leaves(do.PauseWindow)

    assert minutes_until_called(hall, mine, [(None, GENERAL, False)]) >= 8 * 60


def check_kept(events: Iterable[AnyEvent]) -> Counter[str]:
    """See that each kept ticket was called by whom it waited for, or let go; count how it ended."""
    kept: dict[TicketId, tuple[WindowId | None, ClerkId | None]] = {}
    until: dict[TicketId, EpochMs] = {}
    ends: Counter[str] = Counter()
    for event in events:
        match event:
            case TicketTransferred():
                kept[event.ticket_id] = event.to_window_id, event.to_clerk_id
                until[event.ticket_id] = event.not_before_ms or event.at_ms
            case VisitWentOn():
                kept[event.ticket_id] = event.step.window_id, event.step.clerk_id
            case HoldEnded():
                kept[event.ticket_id] = event.window_id, None
            case TargetReleased():
                assert kept.pop(event.ticket_id) == (event.window_id, event.clerk_id)
                ends[event.reason] += 1
            case CallMade():
                window_id, clerk_id = kept.pop(event.ticket_id, (None, None))
                assert window_id in {None, event.window_id}
                assert clerk_id in {None, event.clerk_id}
                chosen = getattr(event, "why", "") == "chosen"
                assert chosen or event.at_ms >= until.pop(event.ticket_id, EpochMs(0))
                ends["called"] += window_id is not None or clerk_id is not None
            case _:
                pass
    return ends


@settings(max_examples=80, deadline=None)
@given(WISHES)
def test_a_kept_ticket_is_called_by_whom_it_waits_for_unless_it_was_let_go(
    wishes: list[Wish],
) -> None:
    check_kept(after(wishes).events)


@pytest.mark.parametrize("order", ORDERS)
def test_on_simulated_days_everybody_who_was_sent_on_or_held_is_served_to_the_end(
    order: str,
) -> None:
    ends: Counter[str] = Counter()
    for seed in range(4):
        day = SimulatedDay(seed, order=order, **ORDERS[order])
        ends += check_kept(day.scene.events)

        assert day.scene.hall.open_tickets() == []
        journal = [msgspec.json.encode(event) for event in day.scene.events]
        again = Hall(day.scene.hall.file, always_open=True)
        assert fold(again, [msgspec.json.decode(row, type=AnyEvent) for row in journal]) == (
            day.scene.hall
        )
    assert ends["called"] > ends["waited"] > 0
