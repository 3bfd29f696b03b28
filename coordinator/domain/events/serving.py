"""What happens to a ticket at a window."""

from contract.ids import EpochMs, GroupId, ServiceId
from coordinator.domain.events.base import AtWindow


class ServiceStarted(AtWindow, frozen=True, tag="service_started"):
    pass


class ServiceFinished(AtWindow, frozen=True, tag="service_finished"):
    rating_until_ms: EpochMs


class FinishUndone(AtWindow, frozen=True, tag="finish_undone"):
    """The finish was pressed by mistake: the service goes on as if it had not been."""


class NoShow(AtWindow, frozen=True, tag="no_show"):
    pass


class TicketTransferred(AtWindow, frozen=True, tag="ticket_transferred"):
    """`service_id` and `group_id` are those that end here."""

    next_service_id: ServiceId
    to_group_id: GroupId


class TicketHeld(AtWindow, frozen=True, tag="ticket_held"):
    reason: str = ""
