"""The citizen's rating at the window: asked for once, for the service just done."""

from caller.core.desk import Desk
from caller.core.ports import Clock, Keypads, Wire
from contract.ids import RatingReasonId, ServiceId
from contract.messages.commands import RateService, RatingSource
from contract.messages.state import RatingInvitation


class Ratings:
    """Starts the rating keypad when the coordinator invites, and hands in what is pressed."""

    def __init__(self, desk: Desk, keypads: Keypads, *, wire: Wire, clock: Clock) -> None:
        self._desk = desk
        self._keypads = keypads
        self._wire = wire
        self._clock = clock
        self._asked: ServiceId | None = None
        self._rated: ServiceId | None = None
        desk.watch(self)

    def desk_changed(self) -> None:
        """Ask for a rating when a new invitation stands."""
        invitation = self._standing()
        if invitation is not None and invitation.service_id != self._asked:
            self._asked = invitation.service_id
            self._keypads.start_rating()

    def command_settled(self, *, done: bool) -> None:
        """Ratings have no part in the clerk's commands."""

    @property
    def invited(self) -> ServiceId | None:
        """The service that may be rated now and is not."""
        invitation = self._standing()
        if invitation is None or invitation.service_id == self._rated:
            return None
        return invitation.service_id

    @property
    def left_ms(self) -> int:
        """For how long yet it may be rated."""
        invitation = self._standing()
        return invitation.until_ms - self._desk.hall_ms if invitation else 0

    def rate(
        self, level: int, *, source: RatingSource, reason: RatingReasonId | None = None
    ) -> None:
        """Hand in the first press for the invited service; a late press is for nobody, drop it."""
        invitation = self._standing()
        if invitation is None or self._desk.panel is None or self._rated == invitation.service_id:
            return
        self._rated = invitation.service_id
        self._wire.send(
            RateService(
                command_id=self._clock.new_command_id(),
                sent_at_ms=self._desk.hall_ms,
                expires_at_ms=invitation.until_ms,
                window_id=self._desk.panel.window_id,
                service_id=invitation.service_id,
                level=level,
                source=source,
                reason=reason,
            )
        )

    def _standing(self) -> RatingInvitation | None:
        invitation = self._desk.panel.rating if self._desk.panel else None
        if invitation is None or self._desk.hall_ms >= invitation.until_ms:
            return None
        return invitation
