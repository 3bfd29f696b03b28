"""From a day's events to the day that a replay keeps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from contract.ids import ClerkId, EpochMs, ServiceId, TicketId, WindowId
from coordinator.domain import events as happened
from simulation.replay.day import NEVER, Day, Return, Service


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
    quick: set[TicketId] = field(default_factory=set)
    """Who is served without having waited."""
    for_a_clerk: set[TicketId] = field(default_factory=set)
    """Who waits for one clerk alone; if the clerk moves, the call tells at which window."""
    window_of: dict[ClerkId, WindowId] = field(default_factory=dict)
    now_ms: EpochMs = NEVER

    def issued(self, event: happened.TicketIssued) -> None:
        service = Service(
            id=event.service_id,
            ticket_id=event.ticket_id,
            group_id=event.group_id,
            priority_id=event.priority_id,
            rank=event.rank,
            issued_at_ms=event.given_at_ms,
            order=len(self.day.services),
            joined_at_ms=event.given_at_ms,
            ready_at_ms=event.at_ms,
            appointed_at_ms=event.appointed_at_ms,
        )
        self._begin(service)

    def ready(self, event: happened.PaperEvent) -> None:
        service = self.current.get(event.ticket_id)
        if service is not None and service.called_at_ms is None:
            service.ready_at_ms = max(service.ready_at_ms, event.at_ms)

    def called(self, event: happened.AtWindow) -> None:
        service = self.current[event.ticket_id]
        if service.called_at_ms is not None:
            self.came_back(event)
            return
        free_ms = self.free_since.get(event.window_id, event.at_ms)
        was_elsewhere = service.kept_for not in {None, event.window_id}
        kept_ms = service.let_go_after_ms or 0 if was_elsewhere else 0
        can_call = max(free_ms, service.ready_at_ms + kept_ms)
        service.called_at_ms = event.at_ms
        service.window_id = event.window_id
        service.reaction_ms = max(0, event.at_ms - can_call)
        if event.ticket_id in self.for_a_clerk and service.let_go_after_ms is None:
            service.kept_for = event.window_id
        self.at_window[event.ticket_id] = event.at_ms
        self.day.groups_called[event.window_id][event.group_id] = 1

    def left(self, event: happened.AtWindow) -> None:
        since = self.at_window.pop(event.ticket_id, None)
        if since is None:
            return
        if event.ticket_id in self.quick:
            self.opened(event)
            return
        self.free_since[event.window_id] = event.at_ms
        self.left_at_ms[event.ticket_id] = event.at_ms
        service, busy_ms = self.current[event.ticket_id], event.at_ms - since
        away_ms = self.away_ms.pop(event.ticket_id, None)
        if away_ms is None:
            service.busy_ms = busy_ms
        else:
            service.returns.append(Return(away_ms, event.window_id, busy_ms))

    def resumed(self, event: happened.TicketResumed) -> None:
        if self.current[event.ticket_id].called_at_ms is None:
            self.called(event)
        else:
            self.came_back(event)

    def came_back(self, event: happened.AtWindow) -> None:
        if event.ticket_id in self.quick:
            self.begins_quickly(event)
            return
        self.away_ms[event.ticket_id] = event.at_ms - self.left_at_ms[event.ticket_id]
        self.at_window[event.ticket_id] = event.at_ms

    def given_class(self, event: happened.PriorityGiven) -> None:
        service = self.current[event.ticket_id]
        service.priority_id, service.rank = event.priority_id, event.rank

    def transferred(self, event: happened.TicketTransferred) -> None:
        self.left(event)
        step = happened.Step(
            service_id=event.next_service_id,
            group_id=event.to_group_id,
            window_id=event.to_window_id,
            clerk_id=event.to_clerk_id,
            not_before_ms=event.not_before_ms,
        )
        self._goes_on(event, step)

    def went_on(self, event: happened.VisitWentOn) -> None:
        self._goes_on(event, event.step)

    def stayed(self, event: happened.VisitStayed) -> None:
        """The next service begins at the same window: for the replay it is more of the same."""
        if event.ticket_id in self.quick:
            self.begins_quickly(event)
            return
        service = self.current[event.ticket_id]
        busy_ms = service.busy_ms
        if service.returns:
            back = service.returns.pop()
            busy_ms, self.away_ms[event.ticket_id] = back.busy_ms, back.after_ms
        self.at_window[event.ticket_id] = EpochMs(event.at_ms - busy_ms)
        self.free_since.pop(event.window_id, None)

    def undone(self, event: happened.FinishUndone) -> None:
        if event.ticket_id in self.at_window:
            return  # it had stayed
        service = self.current[event.ticket_id]
        before = next((each for each in self.day.services if each.next is service), None)
        if before is not None and service.called_at_ms is None:
            before.next = None
            self.day.services.remove(service)
            self.current[event.ticket_id] = before
        self.came_back(event)

    def hold_ended(self, event: happened.HoldEnded) -> None:
        """The citizen waits once more, to go on with the same service at the same window."""
        name = ServiceId(f"{self.current[event.ticket_id].id}+")
        step = happened.Step(service_id=name, group_id=event.group_id, window_id=event.window_id)
        self._goes_on(event, step)
        aside_ms = event.at_ms - self.left_at_ms[event.ticket_id]
        self.current[event.ticket_id].aside_ms = aside_ms

    def due(self, event: happened.TicketDue) -> None:
        """The set time has come, which the coordinator sees no more than once a second."""
        service = self.current[event.ticket_id]
        service.joined_at_ms = service.ready_at_ms = service.not_before_ms = event.at_ms

    def let_go(self, event: happened.TargetReleased) -> None:
        service = self.current[event.ticket_id]
        service.let_go_after_ms = event.at_ms - service.joined_at_ms

    def quick_began(self, event: happened.QuickServiceBegan) -> None:
        self.quick.add(event.ticket_id)
        self.current[event.ticket_id] = Service(
            id=event.service_id,
            ticket_id=event.ticket_id,
            group_id=event.group_id,
            priority_id=None,
            rank=0,
            issued_at_ms=event.at_ms,
            order=len(self.day.services),
            joined_at_ms=event.at_ms,
            ready_at_ms=event.at_ms,
            called_at_ms=event.at_ms,
        )
        self.begins_quickly(event)

    def begins_quickly(self, event: happened.AtWindow) -> None:
        """Nobody waits for it: the window does something else for a while."""
        self.closed(event)
        self.at_window[event.ticket_id] = event.at_ms

    def cancelled(self, event: happened.TicketCancelled) -> None:
        service = self.current[event.ticket_id]
        if service.called_at_ms is None:
            service.gone_at_ms = event.at_ms
        elif event.ticket_id in self.at_window and service.window_id is not None:
            service.busy_ms = event.at_ms - self.at_window.pop(event.ticket_id)
            self.free_since[service.window_id] = event.at_ms

    def signed_in(self, event: happened.ClerkSignedIn) -> None:
        if event.clerk_id is not None:
            self.window_of[event.clerk_id] = event.window_id
        self.opened(event)

    def opened(self, event: happened.WindowEvent | happened.AtWindow) -> None:
        self.free_since[event.window_id] = event.at_ms
        self.day.openings.append((event.at_ms, event.window_id, True))

    def closed(self, event: happened.WindowEvent | happened.AtWindow) -> None:
        self.day.openings.append((event.at_ms, event.window_id, False))

    def end(self) -> None:
        """Let what was not over yet last until the record ends."""
        for ticket_id, since in self.at_window.items():
            if ticket_id not in self.away_ms and ticket_id not in self.quick:
                self.current[ticket_id].busy_ms = self.now_ms - since

    def _goes_on(self, event: happened.AtWindow, step: happened.Step) -> None:
        before = self.current[event.ticket_id]
        begins_ms = max(event.at_ms, step.not_before_ms or event.at_ms)
        before.next = Service(
            id=step.service_id,
            ticket_id=event.ticket_id,
            group_id=step.group_id,
            priority_id=before.priority_id,
            rank=before.rank,
            issued_at_ms=before.issued_at_ms,
            order=before.order,
            appointed_at_ms=before.appointed_at_ms,
            joined_at_ms=begins_ms,
            ready_at_ms=begins_ms,
            not_before_ms=step.not_before_ms or NEVER,
            kept_for=self.window_of.get(step.clerk_id) if step.clerk_id else step.window_id,
        )
        self.quick.discard(event.ticket_id)
        self.for_a_clerk.discard(event.ticket_id)
        if step.clerk_id is not None:
            self.for_a_clerk.add(event.ticket_id)
        self._begin(before.next)

    def _begin(self, service: Service) -> None:
        self.current[service.ticket_id] = service
        self.day.services.append(service)


_APPLY: Final[Mapping[type[happened.Event], Callable[[_Recorder, Any], None]]] = {
    happened.TicketIssued: _Recorder.issued,
    happened.PaperReported: _Recorder.ready,
    happened.PaperOverdue: _Recorder.ready,
    happened.TicketCalled: _Recorder.called,
    happened.TicketTaken: _Recorder.called,
    happened.ServiceFinished: _Recorder.left,
    happened.NoShow: _Recorder.left,
    happened.TicketHeld: _Recorder.left,
    happened.HoldEnded: _Recorder.hold_ended,
    happened.TicketResumed: _Recorder.resumed,
    happened.NoShowRecalled: _Recorder.came_back,
    happened.FinishUndone: _Recorder.undone,
    happened.PriorityGiven: _Recorder.given_class,
    happened.TicketTransferred: _Recorder.transferred,
    happened.VisitWentOn: _Recorder.went_on,
    happened.VisitStayed: _Recorder.stayed,
    happened.TicketDue: _Recorder.due,
    happened.TargetReleased: _Recorder.let_go,
    happened.QuickServiceBegan: _Recorder.quick_began,
    happened.TicketCancelled: _Recorder.cancelled,
    happened.ClerkSignedIn: _Recorder.signed_in,
    happened.WindowOpened: _Recorder.opened,
    happened.WindowPaused: _Recorder.closed,
    happened.ClerkSignedOut: _Recorder.closed,
}
