"""Tickets that wait for one window or one clerk alone, and where else a ticket may be called."""

from collections.abc import Iterable, Iterator

from contract.ids import WindowId
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.line import Line
from coordinator.domain.ticket import Ticket


def waiting(hall: Hall) -> Iterator[Ticket]:
    """Yield all tickets that wait."""
    yield from _tickets(hall, hall.day.lines.values())
    yield from kept(hall)


def kept(hall: Hall) -> Iterator[Ticket]:
    """Yield the tickets that wait for one window or one clerk alone."""
    yield from _tickets(hall, hall.day.lines_at.values())
    yield from _tickets(hall, hall.day.lines_for.values())


def kept_for(hall: Hall, window_id: WindowId) -> list[Ticket]:
    """Return who waits for this window, or for its clerk, alone: the oldest first."""
    clerk_id = hall.window(window_id).clerk_id
    lines = [hall.day.lines_at.get(window_id)]
    lines += [hall.day.lines_for.get(clerk_id)] if clerk_id is not None else []
    if not any(lines):  # as it is nearly always, and is asked for each window at each change
        return []
    waiting = _tickets(hall, filter(None, lines))
    mine = (ticket for ticket in waiting if hall.suits(window_id, ticket.group_id))
    return sorted(mine, key=lambda ticket: (ticket.issued_at_ms, ticket.order))


def awaited_window(hall: Hall, ticket: Ticket) -> Window | None:
    """Return the window that alone may call a kept ticket; None if nobody is there."""
    window_id = ticket.for_window_id
    if ticket.for_clerk_id is not None:
        window_id = hall.day.window_of_clerk.get(ticket.for_clerk_id)
    if window_id is None or not hall.suits(window_id, ticket.group_id):
        return None
    window = hall.window(window_id)
    return window if window.status is not WindowStatus.CLOSED else None


def takes(hall: Hall, window: Window, ticket: Ticket) -> bool:
    """Tell whether a window may call a ticket by name: of its groups, or here before.

    A ticket that is kept for a window or a clerk may be called there, and nowhere else.
    """
    if ticket.is_kept:
        awaited = awaited_window(hall, ticket)
        return awaited is not None and awaited.id == window.id
    return ticket.group_id in hall.services[window.id] or ticket.window_id == window.id


def _tickets(hall: Hall, lines: Iterable[Line]) -> Iterator[Ticket]:
    for line in filter(None, lines):  # nearly all of them are empty
        yield from (hall.day.tickets[ticket_id] for ticket_id in line.ticket_ids())
