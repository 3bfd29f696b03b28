"""Windows call."""

from typing import Literal, TypeAlias

import msgspec

from contract.ids import EpochMs, ZoneId
from coordinator.domain.events.base import AtWindow

Why: TypeAlias = Literal[
    "longest_wait",
    "priority",
    "first_come",
    "preferred",
    "gathered",
    "priority_turn",
    "ordinary_turn",
    "chosen",
    "appointment",
    "walk_in_turn",
]
"""The rule by which this ticket was called and no other."""


class CallMade(AtWindow, frozen=True):
    """The window calls the ticket, over the boards and loudspeakers of its zone."""

    zone_id: ZoneId
    call_seq: int
    """Counts the calls of the zone without a gap."""
    call_count: int
    """1 the first time, 2 and up for a recall."""
    expires_at_ms: EpochMs


class TicketCalled(CallMade, frozen=True, tag="ticket_called"):
    why: Why
    wait_ms: int
    why_facts: dict[str, int] = msgspec.field(default_factory=dict)
    """The figures that made it so, as "waited_ms" and "guard_ms"; each rule has its own."""


class TicketRecalled(CallMade, frozen=True, tag="ticket_recalled"):
    pass


class TicketResumed(CallMade, frozen=True, tag="ticket_resumed"):
    """A held ticket is called again: taken up by a clerk, or, with `why`, in its turn."""

    why: Why | None = None
    why_facts: dict[str, int] = msgspec.field(default_factory=dict)


class NoShowRecalled(CallMade, frozen=True, tag="no_show_recalled"):
    """A citizen who had missed the call is back."""
