"""Who a citizen is."""

from coordinator.domain.commands.base import TicketCommand


class UnmaskVisitor(TicketCommand, frozen=True):
    reason: str
