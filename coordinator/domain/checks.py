"""What many commands ask for alike: does it exist, is it the sender's, is it in the right state."""

from contract.hall import Kiosk
from contract.ids import (
    ClerkId,
    DeviceId,
    GroupId,
    ItemId,
    PriorityId,
    TicketId,
    TicketNumber,
    TicketToken,
    WindowId,
)
from coordinator.domain import errors
from coordinator.domain.admission.series import nth_ticket_id
from coordinator.domain.commands import TicketCommand, WindowCommand
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.ticket import State, Ticket
from coordinator.domain.visits import kept


def kiosk(hall: Hall, device_id: DeviceId) -> Kiosk:
    """Return the kiosk that sent a command."""
    found = hall.file.kiosks.get(device_id)
    if found is None:
        raise errors.UnknownDevice(role="kiosk", device=device_id)
    return found


def group(hall: Hall, group_id: GroupId) -> GroupId:
    """Return the id of a group that exists."""
    if group_id not in hall.file.groups:
        raise errors.UnknownGroup(group=group_id)
    return group_id


def item(hall: Hall, group_id: GroupId, item_id: ItemId | None) -> None:
    """Refuse an item that the group does not have."""
    if item_id is not None:
        found = hall.file.items.get(item_id)
        if found is None or found.group != group_id:
            raise errors.UnknownItem(group=group_id, item=item_id)


def ticket(hall: Hall, ticket_id: TicketId) -> Ticket:
    """Return a ticket of today."""
    found = hall.day.tickets.get(ticket_id)
    if found is None:
        raise errors.UnknownTicket(ticket=ticket_id)
    return found


def priority(hall: Hall, priority_id: PriorityId | None) -> None:
    """Refuse a priority class that does not exist."""
    if priority_id is not None and priority_id not in hall.file.priorities:
        raise errors.UnknownPriority(priority=priority_id)


def in_state(found: Ticket, *allowed: State) -> Ticket:
    """Return the ticket if it is in one of these states."""
    if found.state not in allowed:
        raise errors.WrongState(number=found.number, state=found.state.value)
    return found


def known_window(hall: Hall, window_id: WindowId) -> Window:
    """Return a window that exists."""
    if window_id not in hall.file.windows:
        raise errors.UnknownWindow(window=window_id)
    return hall.window(window_id)


def senders_window(hall: Hall, command: WindowCommand) -> Window:
    """Return the command's window if the sender is a panel of it."""
    known_window(hall, command.window_id)
    panel = hall.file.callers.get(command.device_id)
    if panel is None:
        raise errors.UnknownDevice(role="caller panel", device=command.device_id)
    if panel.window != command.window_id:
        raise errors.NotYourWindow(device=command.device_id, window=command.window_id)
    return hall.window(command.window_id)


def attended(window: Window) -> ClerkId:
    """Return the clerk who is signed in at the window, be it open or paused."""
    if window.clerk_id is None:
        raise errors.WindowClosed(window=window.id)
    return window.clerk_id


def supervisors_window(hall: Hall, command: WindowCommand) -> Window:
    """Return the command's window if a supervisor is signed in there."""
    window = senders_window(hall, command)
    clerk_id = attended(window)
    if not is_supervisor(hall, clerk_id):
        raise errors.SupervisorOnly(clerk=clerk_id)
    return window


def free(hall: Hall, window: Window) -> Window:
    """Return the window if it has no ticket."""
    if window.ticket_id is not None:
        number = hall.day.tickets[window.ticket_id].number
        raise errors.WindowBusy(window=window.id, number=number)
    return window


def may_call(hall: Hall, window: Window) -> Window:
    """Return the window if it is open and has no ticket."""
    if window.status is WindowStatus.CLOSED:
        raise errors.WindowClosed(window=window.id)
    if window.status is WindowStatus.PAUSED:
        raise errors.WindowPaused(window=window.id)
    return free(hall, window)


def served(hall: Hall, window: Window, group_id: GroupId) -> GroupId:
    """Return the group if the window serves it."""
    if group_id not in hall.services[window.id]:
        raise errors.GroupNotServed(window=window.id, group=group_id)
    return group_id


def takes(hall: Hall, window: Window, found: Ticket) -> Ticket:
    """Return the ticket if the window may call it by name."""
    if kept.takes(hall, window, found):
        return found
    if found.for_window_id is not None:
        raise errors.KeptForWindow(number=found.number, window=found.for_window_id)
    if found.for_clerk_id is not None:
        raise errors.KeptForClerk(number=found.number, clerk=found.for_clerk_id)
    raise errors.GroupNotServed(window=window.id, group=found.group_id)


def numbered(hall: Hall, number: TicketNumber) -> Ticket:
    """Return the ticket that has a number now, or had it last today."""
    given = hall.day.numbers_given[number]
    found = hall.day.tickets.get(nth_ticket_id(hall, number, given))
    if found is None:
        raise errors.UnknownNumber(number=number)
    return found


def tokened(hall: Hall, token: TicketToken) -> Ticket:
    """Return the ticket of today that has a token."""
    ticket_id = hall.day.by_token.get(token)
    if ticket_id is None:
        raise errors.UnknownToken
    return hall.day.tickets[ticket_id]


def is_supervisor(hall: Hall, clerk_id: ClerkId | None) -> bool:
    """Tell whether the hall file makes this clerk a supervisor."""
    clerk = hall.file.clerks.get(clerk_id) if clerk_id is not None else None
    return clerk is not None and clerk.role == "supervisor"


def ticket_at_window(hall: Hall, command: TicketCommand, *allowed: State) -> tuple[Window, Ticket]:
    """Return the command's window and ticket, if the ticket is there and in one of these states."""
    window = senders_window(hall, command)
    found = in_state(ticket(hall, command.ticket_id), *allowed)
    if found.window_id != window.id:
        raise errors.WrongWindow(number=found.number, window=str(found.window_id))
    return window, found
