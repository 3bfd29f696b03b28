"""Citizens rate."""

from contract.ids import RatingReasonId, ServiceId
from coordinator.domain.commands.base import WindowCommand


class RateService(WindowCommand, frozen=True):
    service_id: ServiceId
    level: int
    source: str
    reason: RatingReasonId | None = None
