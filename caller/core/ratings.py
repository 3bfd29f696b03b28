"""The citizen's rating at the window's keypad: asked for once, for the service just done."""

from caller.core.desk import Desk
from caller.core.ports import Clock, Keypads, Wire
from contract.ids import ServiceId
from contract.messages.commands import RateService
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

    def on_rated(self, level: int) -> None:
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
                source="keypad",
            )
        )

    def _standing(self) -> RatingInvitation | None:
        invitation = self._desk.panel.rating if self._desk.panel else None
        if invitation is None or self._desk.hall_ms >= invitation.until_ms:
            return None
        return invitation
