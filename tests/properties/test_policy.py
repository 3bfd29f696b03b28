"""Nobody starves: under every order, a bound on the wait of anybody, whoever else comes."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, cycle
from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract.hall import Policy
from contract.ids import EpochMs, GroupId, PriorityId, ServiceId, TicketId, TicketNumber
from coordinator.domain.line import Line
from coordinator.domain.policy import Choice, Moment, in_order, order_of
from coordinator.domain.ticket import Ticket

MINUTE_MS: Final = 60_000
NOBODY: Final = (None, 1)
SENIOR, VETERAN = PriorityId("senior"), PriorityId("veteran")
RANKS: Final = {None: 0, SENIOR: 1, VETERAN: 2}
RATES: Final = {SENIOR: 4.0, VETERAN: 1.5}
WEIGHT_MAX: Final = 3
GUARD: Final = 20
RUN: Final = 2

STRICT = Policy(order="strict", longest_wait_s=GUARD * 60)
FIRST_COME = Policy(order="first_come")
ACCUMULATING = Policy(order="accumulating", rates=RATES)
ALTERNATING = Policy(order="alternating", priority_run=RUN)

Comer = tuple[PriorityId | None, int]
"""The class of somebody who comes, and the weight of the group at the window."""
COMERS: Final = st.tuples(st.sampled_from([None, SENIOR, VETERAN]), st.integers(1, WEIGHT_MAX))


@dataclass
class Window:
    """A window that calls somebody each minute, and whoever waits for it."""

    policy: Policy
    minute: int = 0
    priority_run: int = 0
    lines: dict[int, Line] = field(default_factory=lambda: defaultdict(Line))
    """By the weight of their group."""
    tickets: dict[TicketId, tuple[Ticket, int]] = field(default_factory=dict)

    def comes(self, comer: Comer) -> TicketId:
        priority_id, weight = comer
        order = len(self.tickets)
        ticket = Ticket(
            id=TicketId(f"t{order}"),
            number=TicketNumber(f"A{order}"),
            service_id=ServiceId(f"t{order}.1"),
            group_id=GroupId("general"),
            item_id=None,
            priority_id=priority_id,
            rank=RANKS[priority_id],
            issued_at_ms=EpochMs(self.minute * MINUTE_MS),
            order=order,
        )
        self.tickets[ticket.id] = ticket, weight
        self.lines[weight].join(ticket)
        return ticket.id

    def in_order(self) -> list[Choice]:
        queues = chain.from_iterable(line.queues(weight) for weight, line in self.lines.items())
        moment = Moment(now_ms=EpochMs(self.minute * MINUTE_MS), priority_run=self.priority_run)
        return list(in_order(order_of(self.policy), queues, moment))

    def call(self) -> TicketId:
        candidate = self.in_order()[0].candidate
        ticket, weight = self.tickets[candidate.ticket_id]
        self.lines[weight].leave(ticket)
        self.priority_run = self.priority_run + 1 if ticket.rank else 0
        return ticket.id


def minutes_until_called(policy: Policy, ahead: list[Comer], later: list[Comer]) -> int:
    """Return the wait of somebody ordinary, behind these, while one of `later` comes each minute.

    As many come as are called, so the window never gets to the end of its lines.
    """
    window = Window(policy)
    for comer in ahead:
        window.comes(comer)
        window.minute += 1
    mine, begin = window.comes(NOBODY), window.minute
    for comer in cycle(later):
        window.minute += 1
        window.comes(comer)
        if window.call() == mine:
            break
    return window.minute - begin


AHEAD = st.lists(COMERS, max_size=8)
LATER = st.lists(COMERS, min_size=1, max_size=12)
WORST: Final[tuple[list[Comer], list[Comer]]] = ([(SENIOR, WEIGHT_MAX)] * 8, [(SENIOR, WEIGHT_MAX)])


@settings(max_examples=60, deadline=None)
@example(*WORST)
@given(AHEAD, LATER)
def test_strict_keeps_nobody_longer_than_the_guard_and_those_before(
    ahead: list[Comer], later: list[Comer]
) -> None:
    assert minutes_until_called(STRICT, ahead, later) <= GUARD + len(ahead) + 1


@settings(max_examples=60, deadline=None)
@example(*WORST)
@given(AHEAD, LATER)
def test_first_come_keeps_nobody_longer_than_the_heaviest_weight_makes_it(
    ahead: list[Comer], later: list[Comer]
) -> None:
    assert minutes_until_called(FIRST_COME, ahead, later) <= WEIGHT_MAX * (len(ahead) + 1) + 1


@settings(max_examples=60, deadline=None)
@example(*WORST)
@given(AHEAD, LATER)
def test_accumulating_keeps_nobody_longer_than_the_fastest_class_makes_it(
    ahead: list[Comer], later: list[Comer]
) -> None:
    fastest = WEIGHT_MAX * max(RATES.values())
    assert minutes_until_called(ACCUMULATING, ahead, later) <= fastest * (len(ahead) + 1) + 1


@settings(max_examples=60, deadline=None)
@example(*WORST)
@given(AHEAD, LATER)
def test_alternating_keeps_nobody_longer_than_its_turns_make_it(
    ahead: list[Comer], later: list[Comer]
) -> None:
    bound = WEIGHT_MAX * (RUN + 1) * (len(ahead) + 2)
    assert minutes_until_called(ALTERNATING, ahead, later) <= bound


def test_without_a_guard_the_worst_case_would_wait_for_ever() -> None:
    hardly_guarded = Policy(order="strict", longest_wait_s=24 * 3600)
    assert minutes_until_called(hardly_guarded, *WORST) >= 24 * 60


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([STRICT, FIRST_COME, ACCUMULATING, ALTERNATING]),
    st.lists(st.tuples(COMERS, st.integers(0, 9)), max_size=20),
)
def test_the_order_names_everybody_once_and_the_oldest_of_a_kind_first(
    policy: Policy, comers: list[tuple[Comer, int]]
) -> None:
    window = Window(policy)
    for comer, minutes in comers:
        window.comes(comer)
        window.minute += minutes

    candidates = [choice.candidate for choice in window.in_order()]

    assert sorted(candidate.ticket_id for candidate in candidates) == sorted(window.tickets)
    by_kind = defaultdict(list)
    for candidate in candidates:
        by_kind[candidate.priority_id, candidate.weight].append(candidate)
    assert all(kind == sorted(kind) for kind in by_kind.values())


@settings(max_examples=100, deadline=None)
@given(st.lists(COMERS, min_size=1, max_size=20), st.integers(0, 5))
def test_every_ordinary_ticket_has_its_turn_among_so_many_calls(
    comers: list[Comer], priority_run: int
) -> None:
    window = Window(ALTERNATING, priority_run=priority_run)
    for comer in comers:
        window.comes(comer)

    ranks = [choice.candidate.rank for choice in window.in_order()]

    while 0 in ranks:
        turn = ranks.index(0)
        assert turn <= RUN
        ranks = ranks[turn + 1 :]
