"""What becomes of a visit's services at the windows."""

from typing import Final

from coordinator.adapters.reading.rows import (
    Cell,
    Means,
    Rows,
    at_window,
    new_service,
    service,
    ticket,
)
from coordinator.domain.events import (
    AtWindow,
    CallMade,
    FinishUndone,
    NoShow,
    NoShowRecalled,
    ServiceAdded,
    ServiceDropped,
    ServiceFinished,
    ServiceStarted,
    Step,
    TicketCalled,
    TicketRecalled,
    TicketResumed,
    TicketTaken,
    TicketTransferred,
    VisitStayed,
    VisitTakenOn,
    VisitWentOn,
)
from coordinator.service.ports import Record
from journal import ReadRow

_GOES_ON: Final[dict[str, Cell]] = {"ended": None, "ended_at_ms": None}


def _called(_: Record, event: TicketCalled) -> Rows:
    yield at_window(
        event,
        called_at_ms=event.at_ms,
        calls=event.call_count,
        wait_ms=event.wait_ms,
        why=event.why,
    )


def _called_again(_: Record, event: CallMade) -> Rows:
    yield at_window(event, calls=event.call_count)


def _came_back(_: Record, event: NoShowRecalled) -> Rows:
    yield at_window(event, calls=event.call_count, **_GOES_ON)
    yield ticket(event, **_GOES_ON)


def _started(_: Record, event: ServiceStarted) -> Rows:
    yield at_window(event, started_at_ms=event.at_ms)


def _taken(_: Record, event: TicketTaken) -> Rows:
    yield at_window(event, started_at_ms=event.at_ms, wait_ms=event.wait_ms, why=event.why)


def _taken_on(_: Record, event: VisitTakenOn) -> Rows:
    yield ticket(event, first_window_id=event.window_id, first_clerk_id=event.clerk_id)


def _finished(_: Record, event: ServiceFinished) -> Rows:
    yield at_window(
        event,
        ended="finished",
        ended_at_ms=event.at_ms,
        outcome_id=event.outcome_id,
        note_ids=" ".join(event.note_ids) or None,
    )
    yield ticket(event, ended="finished", ended_at_ms=event.at_ms)


def _went_on(_: Record, event: VisitWentOn) -> Rows:
    yield _next(event, event.step)
    yield ticket(event, **_GOES_ON)


def _stayed(_: Record, event: VisitStayed) -> Rows:
    yield _next(
        event,
        event.step,
        started_at_ms=event.at_ms,
        window_id=event.window_id,
        clerk_id=event.clerk_id,
    )
    yield ticket(event, **_GOES_ON)


def _next(event: AtWindow, step: Step, **columns: Cell) -> ReadRow:
    from_ms = event.at_ms
    return service(
        step.service_id, after_service_id=event.service_id, waits_from_ms=from_ms, **columns
    )


def _finish_undone(_: Record, event: FinishUndone) -> Rows:
    """The service goes on, and the one that followed it is to come again."""
    yield at_window(event, outcome_id=None, note_ids=None, **_GOES_ON)
    yield ticket(event, **_GOES_ON)
    begun = "after_service_id", "waits_from_ms", "started_at_ms", "window_id", "clerk_id"
    yield ReadRow("services", {"after_service_id": event.service_id}, dict.fromkeys(begun))


def _added(record: Record, event: ServiceAdded) -> Rows:
    yield new_service(record, event.ticket_id, event.step)


def _dropped(_: Record, event: ServiceDropped) -> Rows:
    yield service(event.step.service_id, ended="dropped", ended_at_ms=event.at_ms)


def _transferred(record: Record, event: TicketTransferred) -> Rows:
    yield at_window(event, ended="transferred", ended_at_ms=event.at_ms)
    onward = Step(service_id=event.next_service_id, group_id=event.to_group_id)
    came: dict[str, Cell] = {"after_service_id": event.service_id, "waits_from_ms": event.at_ms}
    yield new_service(record, event.ticket_id, onward, **came)
    if event.back_service_id is not None:
        back = Step(service_id=event.back_service_id, group_id=event.group_id)
        yield new_service(record, event.ticket_id, back)


def _no_show(_: Record, event: NoShow) -> Rows:
    ended: dict[str, Cell] = {"ended": "no_show", "ended_at_ms": event.at_ms}
    yield at_window(event, **ended)
    yield ticket(event, **ended)


MEANS: Final[Means] = {
    TicketCalled: _called,
    TicketRecalled: _called_again,
    TicketResumed: _called_again,
    NoShowRecalled: _came_back,
    ServiceStarted: _started,
    TicketTaken: _taken,
    VisitTakenOn: _taken_on,
    ServiceFinished: _finished,
    VisitWentOn: _went_on,
    VisitStayed: _stayed,
    FinishUndone: _finish_undone,
    ServiceAdded: _added,
    ServiceDropped: _dropped,
    TicketTransferred: _transferred,
    NoShow: _no_show,
}
