"""What happens to a ticket at a window."""

from contract.ids import ClerkId, EpochMs, GroupId, NoteId, OutcomeId, ServiceId, WindowId
from coordinator.domain.events.base import AtWindow, ServiceEvent


class ServiceStarted(AtWindow, frozen=True, tag="service_started"):
    pass


class ServiceFinished(AtWindow, frozen=True, tag="service_finished"):
    rating_until_ms: EpochMs | None
    """None where nobody is asked: the citizen does not see who works on the file."""
    outcome_id: OutcomeId | None = None
    note_ids: tuple[NoteId, ...] = ()


class FinishUndone(AtWindow, frozen=True, tag="finish_undone"):
    """The finish was pressed by mistake: the service goes on as if it had not been."""


class NoShow(AtWindow, frozen=True, tag="no_show"):
    pass


class TicketTransferred(AtWindow, frozen=True, tag="ticket_transferred"):
    """`service_id` and `group_id` are those that end here."""

    next_service_id: ServiceId
    to_group_id: GroupId
    to_window_id: WindowId | None = None
    to_clerk_id: ClerkId | None = None
    not_before_ms: EpochMs | None = None
    back_service_id: ServiceId | None = None
    """With it the citizen comes back to `window_id` afterwards, to go on with `group_id`."""


class TicketHeld(AtWindow, frozen=True, tag="ticket_held"):
    reason: str = ""
    held_until_ms: EpochMs | None = None


class HoldEnded(AtWindow, frozen=True, tag="hold_ended"):
    """Nobody took the held ticket up: it waits for `window_id` again, where it was held."""


class TicketDue(ServiceEvent, frozen=True, tag="ticket_due"):
    """The set time has come: from now on the ticket may be called."""


class TargetReleased(ServiceEvent, frozen=True, tag="target_released"):
    """The ticket waits no longer for one window or clerk, but in the line of its group."""

    window_id: WindowId | None
    clerk_id: ClerkId | None
    """Who has not called it."""
    reason: str
    """"waited" too long for them, or they are "away"."""
