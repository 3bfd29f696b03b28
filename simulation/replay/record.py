"""From a day's events to what a replay keeps: everything but who is called next."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from contract.ids import EpochMs, GroupId, PriorityId, ServiceId, TicketId, WindowId
from coordinator.domain import events as happened

_NEVER: Final = EpochMs(0)


@dataclass(frozen=True)
class Return:
    """A held ticket comes back to a window."""

    after_ms: int
    window_id: WindowId
    busy_ms: int


@dataclass(kw_only=True)
class Service:
    """One wait for one service, and what it then takes."""

    id: ServiceId
    ticket_id: TicketId
    group_id: GroupId
    priority_id: PriorityId | None
    rank: int
    issued_at_ms: EpochMs
    order: int
    joined_at_ms: EpochMs
    """When its wait begins: at the issue, or at the transfer."""
    ready_at_ms: EpochMs
    """When it can first be called: its paper is out."""
    gone_at_ms: EpochMs | None = None
    """When it was given up, never having been called."""
    called_at_ms: EpochMs | None = None
    window_id: WindowId | None = None
    reaction_ms: int = 0
    """How long the window took to call, from when it could have."""
    busy_ms: int = 0
    returns: list[Return] = field(default_factory=list)
    next: "Service | None" = None
    """The service it was transferred to."""

    @property
    def wait_ms(self) -> int | None:
        """Return how long it waited, or None if it was never called."""
        return None if self.called_at_ms is None else self.called_at_ms - self.joined_at_ms


@dataclass
class Day:
    """A recorded day."""

    services: list[Service] = field(default_factory=list)
    openings: list[tuple[EpochMs, WindowId, bool]] = field(default_factory=list)
    """When which window began to call, or ceased to."""
    groups_called: dict[WindowId, dict[GroupId, int]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """What each window was seen to serve, each with the weight 1."""


def record(events: Iterable[happened.Event]) -> Day:
    """Return the day that these events tell of."""
    recorder = _Recorder()
    for event in events:
        apply = _APPLY.get(type(event))
        if apply is not None:
            apply(recorder, event)
        recorder.now_ms = event.at_ms
    recorder.end()
    return recorder.day


@dataclass
class _Recorder:
    day: Day = field(default_factory=Day)
    current: dict[TicketId, Service] = field(default_factory=dict)
    at_window: dict[TicketId, EpochMs] = field(default_factory=dict)
    """Since when."""
    left_at_ms: dict[TicketId, EpochMs] = field(default_factory=dict)
    away_ms: dict[TicketId, int] = field(default_factory=dict)
    """How long those who are back at a window were away from it."""
    free_since: dict[WindowId, EpochMs] = field(default_factory=dict)
    now_ms: EpochMs = _NEVER

    def issued(self, event: happened.TicketIssued) -> None:
        service = Service(
            id=event.service_id,
            ticket_id=event.ticket_id,
            group_id=event.group_id,
            priority_id=event.priority_id,
            rank=event.rank,
            issued_at_ms=event.at_ms,
            order=len(self.day.services),
            joined_at_ms=event.at_ms,
            ready_at_ms=event.at_ms,
        )
        self._begin(service)

    def ready(self, event: happened.PaperEvent) -> None:
        service = self.current.get(event.ticket_id)
        if service is not None and service.called_at_ms is None:
            service.ready_at_ms = max(service.ready_at_ms, event.at_ms)

    def called(self, event: happened.TicketCalled) -> None:
        service = self.current[event.ticket_id]
        can_call = max(self.free_since.get(event.window_id, event.at_ms), service.ready_at_ms)
        service.called_at_ms = event.at_ms
        service.window_id = event.window_id
        service.reaction_ms = max(0, event.at_ms - can_call)
        self.at_window[event.ticket_id] = event.at_ms
        self.day.groups_called[event.window_id][event.group_id] = 1

    def left(self, event: happened.AtWindow) -> None:
        since = self.at_window.pop(event.ticket_id, None)
        if since is None:
            return
        self.free_since[event.window_id] = event.at_ms
        self.left_at_ms[event.ticket_id] = event.at_ms
        service, busy_ms = self.current[event.ticket_id], event.at_ms - since
        away_ms = self.away_ms.pop(event.ticket_id, None)
        if away_ms is None:
            service.busy_ms = busy_ms
        else:
            service.returns.append(Return(away_ms, event.window_id, busy_ms))

    def came_back(self, event: happened.AtWindow) -> None:
        self.away_ms[event.ticket_id] = event.at_ms - self.left_at_ms[event.ticket_id]
        self.at_window[event.ticket_id] = event.at_ms

    def given_class(self, event: happened.PriorityGiven) -> None:
        service = self.current[event.ticket_id]
        service.priority_id, service.rank = event.priority_id, event.rank

    def transferred(self, event: happened.TicketTransferred) -> None:
        self.left(event)
        before = self.current[event.ticket_id]
        before.next = Service(
            id=event.next_service_id,
            ticket_id=event.ticket_id,
            group_id=event.to_group_id,
            priority_id=before.priority_id,
            rank=before.rank,
            issued_at_ms=before.issued_at_ms,
            order=before.order,
            joined_at_ms=event.at_ms,
            ready_at_ms=event.at_ms,
        )
        self._begin(before.next)

    def cancelled(self, event: happened.TicketCancelled) -> None:
        service = self.current[event.ticket_id]
        if service.called_at_ms is None:
            service.gone_at_ms = event.at_ms
        elif event.ticket_id in self.at_window and service.window_id is not None:
            service.busy_ms = event.at_ms - self.at_window.pop(event.ticket_id)
            self.free_since[service.window_id] = event.at_ms

    def opened(self, event: happened.WindowEvent) -> None:
        self.free_since[event.window_id] = event.at_ms
        self.day.openings.append((event.at_ms, event.window_id, True))

    def closed(self, event: happened.WindowEvent) -> None:
        self.day.openings.append((event.at_ms, event.window_id, False))

    def end(self) -> None:
        """Let what was not over yet last until the record ends."""
        for ticket_id, since in self.at_window.items():
            if ticket_id not in self.away_ms:
                self.current[ticket_id].busy_ms = self.now_ms - since

    def _begin(self, service: Service) -> None:
        self.current[service.ticket_id] = service
        self.day.services.append(service)


_APPLY: Final[Mapping[type[happened.Event], Callable[[_Recorder, Any], None]]] = {
    happened.TicketIssued: _Recorder.issued,
    happened.PaperReported: _Recorder.ready,
    happened.PaperOverdue: _Recorder.ready,
    happened.TicketCalled: _Recorder.called,
    happened.ServiceFinished: _Recorder.left,
    happened.NoShow: _Recorder.left,
    happened.TicketHeld: _Recorder.left,
    happened.TicketResumed: _Recorder.came_back,
    happened.NoShowRecalled: _Recorder.came_back,
    happened.FinishUndone: _Recorder.came_back,
    happened.PriorityGiven: _Recorder.given_class,
    happened.TicketTransferred: _Recorder.transferred,
    happened.TicketCancelled: _Recorder.cancelled,
    happened.ClerkSignedIn: _Recorder.opened,
    happened.WindowOpened: _Recorder.opened,
    happened.WindowPaused: _Recorder.closed,
    happened.ClerkSignedOut: _Recorder.closed,
}
