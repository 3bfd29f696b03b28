"""What a citizen asks by telephone, who has the token on the ticket. Sent by the web gateway."""

from typing import Annotated

from contract.ids import RatingReasonId
from contract.messages.base import GIVEN_ID
from contract.messages.commands.base import Command, GivenToken
from contract.messages.commands.rating import RatingLevel


class TokenCommand(Command, frozen=True):
    """About the ticket with this token."""

    token: GivenToken


class CancelByToken(TokenCommand, frozen=True, tag="cancel_by_token"):
    """The citizen gives up a ticket that waits or is held."""


class RateByToken(TokenCommand, frozen=True, tag="rate_by_token"):
    """The citizen rates the service just finished, while the window invites it."""

    level: RatingLevel
    reason: Annotated[RatingReasonId, GIVEN_ID] | None = None
    """Of the hall file's reasons; for the levels 1 and 2 only."""
