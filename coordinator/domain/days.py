"""What happens without a command: the business day changes, or the hall file has."""

from collections.abc import Iterator

from contract.ids import EpochMs
from coordinator.domain import rating, schedule
from coordinator.domain.alarms import watch
from coordinator.domain.appointments import booking
from coordinator.domain.events import (
    AnyEvent,
    ClerkSignedOut,
    DayBegan,
)
from coordinator.domain.giving_up import cancelled
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.serving import held
from coordinator.domain.ticket import AT_WINDOW, Ticket


def begin_day(hall: Hall, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """Return what a change of the business day brings; nothing while the day goes on.

    Whoever still waits is cancelled with the reason "day_ended", every shift ends, and all series
    start again. A clock that was set back never brings back a day that is over.
    """
    day = schedule.business_day(hall.file, now_ms)
    if day <= hall.day.date:
        return ()
    return (
        *(cancelled(ticket, reason="day_ended", now_ms=now_ms) for ticket in hall.open_tickets()),
        *(
            _signed_out(window, "day_ended", now_ms)
            for window in hall.day.windows.values()
            if window.status is not WindowStatus.CLOSED
        ),
        *(
            lapse
            for window in hall.day.windows.values()
            for lapse in rating.lapse_of(window, now_ms, "day_ended")
        ),
        *(watch.cleared(alarm, now_ms, "day_ended") for alarm in hall.day.alarms.values()),
        DayBegan(
            at_ms=now_ms,
            day=day,
            call_seqs=dict(hall.call_seqs),
            cases=tuple(hall.cases.values()),
            appointments=tuple(each for each in hall.appointments if each.day >= day),
            learned=hall.experience.next_day(),
        ),
    )


def fit_to_file(hall: Hall, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """Return what a changed hall file brings to tickets and windows that the old one allowed.

    A ticket at a window that is no more is held ("window_removed"), so that every other window of
    its group can take it up, and the shift there ends. Nobody can call the tickets of a group
    that is no more: they are cancelled ("group_removed"); but a window that has one may end it.
    Appointments of such a group are cancelled, too; all others are honoured, be their slots or the
    group's appointments taken out of the file.
    """
    return tuple(_misfits(hall, now_ms))


def _misfits(hall: Hall, now_ms: EpochMs) -> Iterator[AnyEvent]:
    for ticket in hall.open_tickets():
        window = _window_of(hall, ticket)
        if window is not None and window.id in hall.file.windows:
            continue
        if ticket.group_id not in hall.file.groups:
            yield cancelled(ticket, reason="group_removed", now_ms=now_ms)
        elif window is not None:
            yield held(hall, window, ticket, "window_removed", now_ms)
    for window in hall.day.windows.values():
        if window.id not in hall.file.windows and window.status is not WindowStatus.CLOSED:
            yield _signed_out(window, "window_removed", now_ms)

    for appointment in list(hall.appointments):
        if appointment.status == "booked" and appointment.group_id not in hall.file.groups:
            yield booking.cancelled(appointment, reason="group_removed", now_ms=now_ms)


def _window_of(hall: Hall, ticket: Ticket) -> Window | None:
    if ticket.state in AT_WINDOW and ticket.window_id is not None:
        return hall.day.windows[ticket.window_id]
    return None


def _signed_out(window: Window, reason: str, now_ms: EpochMs) -> ClerkSignedOut:
    return ClerkSignedOut(
        at_ms=now_ms, window_id=window.id, clerk_id=window.clerk_id, reason=reason
    )
