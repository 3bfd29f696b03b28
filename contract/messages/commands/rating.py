"""Citizens rate."""

from typing import Annotated, Literal, TypeAlias

import msgspec

from contract.ids import RatingReasonId, ServiceId
from contract.messages.base import GIVEN_ID
from contract.messages.commands.base import WindowCommand

RatingLevel: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意."""

RatingSource: TypeAlias = Literal["keypad", "screen", "phone"]


class RateService(WindowCommand, frozen=True, tag="rate_service"):
    """The citizen rates one finished service, once, while the window invites it."""

    service_id: Annotated[ServiceId, GIVEN_ID]
    level: RatingLevel
    source: RatingSource
    reason: Annotated[RatingReasonId, GIVEN_ID] | None = None
    """Of the hall file's reasons; for the levels 1 and 2 only."""
