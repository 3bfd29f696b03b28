"""A recorded day, as a replay keeps it: everything but who is called next."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from contract.ids import EpochMs, GroupId, PriorityId, ServiceId, TicketId, WindowId

NEVER: Final = EpochMs(0)


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
    """When its wait begins: at the issue, when it is sent on, or at the set time."""
    ready_at_ms: EpochMs
    """When it can first be called: its paper is out, its set time has come."""
    appointed_at_ms: EpochMs | None = None
    """When its booked slot begins; None of walk-ins."""
    aside_ms: int = 0
    """How long the citizen was held before."""
    not_before_ms: EpochMs = NEVER
    """The set time, if there is one."""
    kept_for: WindowId | None = None
    """The only window that may call it,"""
    let_go_after_ms: int | None = None
    """or could until it had waited so long; None if it was never let go."""
    gone_at_ms: EpochMs | None = None
    """When it was given up, never having been called."""
    called_at_ms: EpochMs | None = None
    window_id: WindowId | None = None
    reaction_ms: int = 0
    """How long the window took to call, from when it could have."""
    busy_ms: int = 0
    returns: list[Return] = field(default_factory=list)
    next: "Service | None" = None
    """The service to which the citizen went on."""

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
