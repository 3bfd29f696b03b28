"""Where a ticket is: in a line, at a window, among the held; and its way from one to the other."""

from contract.ids import EpochMs, WindowId
from coordinator.domain.events import TicketEvent
from coordinator.domain.hall import Hall, Window
from coordinator.domain.ticket import AT_WINDOW, FINAL, State, Ticket, advance


def window_of(hall: Hall, window_id: WindowId) -> Window:
    """Return the window to change; one that the hall file no longer names is kept all the same."""
    window = hall.day.windows.get(window_id)
    if window is None:
        window = hall.day.windows[window_id] = Window(id=window_id)
    return window


def leave(hall: Hall, event: TicketEvent) -> Ticket:
    """Take the ticket from where its state keeps it, and advance the state."""
    day, ticket = hall.day, hall.day.tickets[event.ticket_id]
    after = advance(ticket.state, type(event))
    if ticket.state is State.WAITING:
        day.awaiting_paper.pop(ticket.id, None)
        day.not_before.pop(ticket.id, None)
        day.line_of(ticket).leave(ticket)
        ticket.for_window_id = ticket.for_clerk_id = None  # it was for this one wait
    elif ticket.state is State.HELD:
        del day.held[ticket.id]
    elif ticket.state in FINAL:
        day.numbers_in_use.add(ticket.number)
        day.planned.update(step.group_id for step in ticket.plan)
    elif ticket.window_id is not None:
        window = window_of(hall, ticket.window_id)
        window.ticket_id = None
        window.since_ms = event.at_ms
    ticket.state = after
    ticket.ended_at_ms = ticket.finish = None
    return ticket


def enter(hall: Hall, ticket: Ticket, at_ms: EpochMs) -> None:
    """Put the ticket where its state keeps it."""
    day = hall.day
    if ticket.state is State.WAITING:
        ticket.waits_since_ms = at_ms
        day.line_of(ticket).join(ticket, ready=day.is_ready(ticket))
    elif ticket.state is State.HELD:
        day.held[ticket.id] = None
    elif ticket.state in AT_WINDOW and ticket.window_id is not None:
        window = window_of(hall, ticket.window_id)
        window.ticket_id = ticket.id
        window.since_ms = at_ms
    elif ticket.state in FINAL:
        ticket.ended_at_ms = at_ms
        ticket.intern_names()  # it stays until the day ends
        day.numbers_in_use.discard(ticket.number)
        day.planned.subtract(step.group_id for step in ticket.plan)
