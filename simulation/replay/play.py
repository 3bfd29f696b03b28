"""Lives a recorded day again, with another order of calling."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import chain, count
from statistics import median
from typing import TypeAlias

from contract.ids import EpochMs, GroupId, ServiceId, TicketId, TicketNumber, WindowId
from coordinator.domain.line import Line, candidate
from coordinator.domain.policy import CallOrder, Choice, Moment, in_order
from coordinator.domain.ticket import Ticket
from simulation.replay.day import Day, Return, Service

Services: TypeAlias = Mapping[WindowId, Mapping[GroupId, int]]
"""What each window serves, with weights."""


def play(day: Day, order: CallOrder, serves: Services) -> dict[ServiceId, int]:
    """Return the wait of each service in milliseconds; who is missing was never called."""
    return _Play(day, order, serves).run()


@dataclass
class _Window:
    id: WindowId
    serves: Mapping[GroupId, int]
    open: bool = False
    busy: bool = False
    about_to_call: bool = False
    moment: Moment = Moment(EpochMs(0))  # noqa: RUF009 - it never changes
    """When it called last, and the turns it has counted."""
    returning: list[Return] = field(default_factory=list)
    """Held tickets that come back, which this window takes first."""


class _Play:
    def __init__(self, day: Day, order: CallOrder, serves: Services) -> None:
        self._day = day
        self._order = order
        self._now_ms = EpochMs(0)
        self._agenda: list[tuple[EpochMs, int, Callable[[], None]]] = []
        self._count = count()
        self._lines: dict[GroupId, Line] = defaultdict(Line)
        self._kept: dict[WindowId, dict[TicketId, Ticket]] = defaultdict(dict)
        """Who waits for one window alone."""
        self._waiting: dict[TicketId, tuple[Service, Ticket, EpochMs]] = {}
        """Each with the time its wait began."""
        self._waits_ms: dict[ServiceId, int] = {}
        ids = {window_id for _, window_id, _ in day.openings}
        self._windows = {name: _Window(name, serves.get(name, {})) for name in sorted(ids)}
        self._usual_ms = _usual_busy_ms(day)

    def run(self) -> dict[ServiceId, int]:
        transferred = {service.next.id for service in self._day.services if service.next}
        for at_ms, window_id, is_open in self._day.openings:
            self._at(at_ms, partial(self._turn, self._windows[window_id], is_open))
        for service in self._day.services:
            if service.id not in transferred:
                self._at(service.ready_at_ms, partial(self._join, service, service.joined_at_ms))
        while self._agenda:
            self._now_ms, _, act = heappop(self._agenda)
            act()
        return self._waits_ms

    def _at(self, at_ms: int, act: Callable[[], None]) -> None:
        heappush(self._agenda, (EpochMs(at_ms), next(self._count), act))

    def _turn(self, window: _Window, is_open: bool) -> None:  # noqa: FBT001 - as recorded
        window.open = is_open
        self._look(window)

    def _join(self, service: Service, since_ms: EpochMs) -> None:
        ticket = _ticket(service)
        self._waiting[ticket.id] = service, ticket, since_ms
        if service.kept_for is None:
            self._lines[service.group_id].join(ticket)
        else:
            self._kept[service.kept_for][ticket.id] = ticket
        if service.let_go_after_ms is not None:
            self._at(since_ms + service.let_go_after_ms, partial(self._let_go, service))
        if service.gone_at_ms is not None:
            self._at(service.gone_at_ms, partial(self._give_up, service))
        self._look_who_calls(service)

    def _look_who_calls(self, service: Service) -> None:
        # Of the windows that could take it, the one that did is asked first.
        for window in sorted(self._windows.values(), key=lambda w: w.id != service.window_id):
            self._look(window)

    def _let_go(self, service: Service) -> None:
        kept = self._kept[service.kept_for] if service.kept_for else {}
        ticket = kept.pop(service.ticket_id, None)
        if ticket is not None:
            self._lines[service.group_id].join(ticket)
            self._look_who_calls(service)

    def _give_up(self, service: Service) -> None:
        if service.ticket_id in self._waiting:
            self._leave(self._waiting.pop(service.ticket_id)[1], service)

    def _leave(self, ticket: Ticket, service: Service) -> None:
        kept = self._kept[service.kept_for] if service.kept_for else {}
        if kept.pop(ticket.id, None) is None:
            self._lines[service.group_id].leave(ticket)

    def _look(self, window: _Window) -> None:
        """Have a window that could call do so, as quickly as its clerk did then."""
        if not window.open or window.busy or window.about_to_call:
            return
        choice = self._choice(window)
        if window.returning:
            self._keep(window, window.returning.pop(0).busy_ms)
        elif choice is not None:
            window.about_to_call = True
            service = self._waiting[choice.candidate.ticket_id][0]
            self._at(self._now_ms + service.reaction_ms, partial(self._call, window))

    def _call(self, window: _Window) -> None:
        window.about_to_call = False
        choice = self._choice(window)
        if not window.open or window.returning or choice is None:
            self._look(window)
            return
        window.moment = window.moment._replace(now_ms=self._now_ms).after(choice.candidate)
        service, ticket, since_ms = self._waiting.pop(choice.candidate.ticket_id)
        self._leave(ticket, service)
        self._waits_ms[service.id] = self._now_ms - since_ms
        never_served = service.called_at_ms is None
        busy_ms = self._usual_ms(service.group_id) if never_served else service.busy_ms
        self._keep(window, busy_ms)
        self._go_on(service, self._now_ms + busy_ms)

    def _go_on(self, service: Service, end_ms: int) -> None:
        """Let a citizen come back as often as then, and go on to the next service."""
        for back in service.returns:
            end_ms += back.after_ms
            self._at(end_ms, partial(self._come_back, back))
            end_ms += back.busy_ms
        if service.next is not None:
            begins_ms = EpochMs(max(end_ms + service.next.aside_ms, service.next.not_before_ms))
            self._at(begins_ms, partial(self._join, service.next, begins_ms))

    def _come_back(self, back: Return) -> None:
        window = self._windows[back.window_id]
        window.returning.append(back)
        self._look(window)

    def _keep(self, window: _Window, busy_ms: int) -> None:
        window.busy = True
        self._at(self._now_ms + busy_ms, partial(self._free, window))

    def _free(self, window: _Window) -> None:
        window.busy = False
        self._look(window)

    def _choice(self, window: _Window) -> Choice | None:
        queues = (self._lines[group].queues(weight) for group, weight in window.serves.items())
        kept = (
            iter([candidate(ticket, window.serves.get(ticket.group_id, 1))])
            for ticket in self._kept[window.id].values()
        )
        moment = window.moment._replace(now_ms=self._now_ms)
        return next(in_order(self._order, chain(chain.from_iterable(queues), kept), moment), None)


def _usual_busy_ms(day: Day) -> Callable[[GroupId], int]:
    """Return how long a service of a group usually took that day: for who was never served."""
    by_group = defaultdict(list)
    for service in day.services:
        if service.called_at_ms is not None:
            by_group[service.group_id].append(service.busy_ms)
    everything = [*chain.from_iterable(by_group.values())] or [0]
    return lambda group_id: round(median(by_group.get(group_id, everything)))


def _ticket(service: Service) -> Ticket:
    return Ticket(
        id=service.ticket_id,
        number=TicketNumber(service.ticket_id),
        service_id=service.id,
        group_id=service.group_id,
        item_id=None,
        priority_id=service.priority_id,
        rank=service.rank,
        issued_at_ms=service.issued_at_ms,
        appointed_at_ms=service.appointed_at_ms,
        order=service.order,
    )
