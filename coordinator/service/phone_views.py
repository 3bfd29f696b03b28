"""What a citizen's phone shows of the one ticket whose token it has. Pure."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from contract.ids import EpochMs
from contract.messages.state import TicketState
from coordinator.domain import phone
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State, Ticket
from coordinator.service.views import whole_minutes

Stage: TypeAlias = Literal["waiting", "called", "serving", "held", "finished"]
_STAGES: Final[Mapping[State, Stage]] = {
    State.WAITING: "waiting",
    State.CALLED: "called",
    State.SERVING: "serving",
    State.HELD: "held",
    State.FINISHED: "finished",
}


def ticket_state(
    hall: Hall, ticket: Ticket, wait: Wait | None, now_ms: EpochMs
) -> TicketState | None:
    """Return how it stands with a ticket; None once there is nothing more to say of it."""
    stage = _STAGES.get(ticket.state)
    until_ms = _rate_until_ms(hall, ticket, now_ms)
    if stage is None or (stage == "finished" and until_ms is None):
        return None
    waits = stage == "waiting"
    return TicketState(
        number=ticket.number,
        group_id=ticket.group_id,
        stage=stage,
        ahead=hall.ahead_of(ticket) if waits else None,
        wait_ms=whole_minutes(wait.median_ms) if waits and wait else None,
        wait_bound_ms=whole_minutes(wait.bound_ms) if waits and wait else None,
        window_id=ticket.window_id,
        rate_until_ms=until_ms,
    )


def _rate_until_ms(hall: Hall, ticket: Ticket, now_ms: EpochMs) -> EpochMs | None:
    window = phone.inviting(hall, ticket)
    invitation = window.invites_at(now_ms) if window else None
    return invitation.until_ms if invitation else None
