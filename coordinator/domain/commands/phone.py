"""What a citizen asks by telephone."""

from contract.ids import RatingReasonId, TicketToken
from coordinator.domain.commands.base import Command


class TokenCommand(Command, frozen=True):
    token: TicketToken


class CancelByToken(TokenCommand, frozen=True):
    pass


class RateByToken(TokenCommand, frozen=True):
    level: int
    reason: RatingReasonId | None = None
