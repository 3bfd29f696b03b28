"""A clerk signs in: by name, by PIN if the hall file says so, over another's shift if need be."""

from typing import Final, NamedTuple

from caller.core.desk import Desk
from caller.core.pages import Page, PanelPage, PinPage, TakeOverPage
from contract.hall import HallFile
from contract.ids import ClerkId

ASKS_TAKE_OVER: Final = frozenset({"refused.window_taken", "refused.clerk_elsewhere"})
ASKS_PIN: Final = frozenset({"refused.pin_needed", "refused.pin_wrong", "refused.pin_locked"})


class _Attempt(NamedTuple):
    clerk_id: ClerkId
    pin: str | None


class SigningIn:
    """Sends the sign-in, and says which page follows; None where the page stays."""

    def __init__(self, desk: Desk, hall: HallFile) -> None:
        self._desk = desk
        self._hall = hall
        self._attempt: _Attempt | None = None

    def choose(self, clerk_id: ClerkId) -> Page | None:
        """Take the clerk chosen from the list."""
        clerk = self._hall.clerks.get(clerk_id)
        if clerk is not None and clerk.pin:
            return PinPage(clerk_id)
        return self._try(_Attempt(clerk_id, None))

    def enter_pin(self, page: PinPage) -> Page | None:
        """Take the typed PIN."""
        return self._try(_Attempt(page.clerk_id, page.typed)) if page.typed else None

    def take_over(self, page: TakeOverPage) -> Page | None:
        """Go on over the other shift."""
        return self._try(_Attempt(page.clerk_id, page.pin), take_over=True)

    def settled(self, *, done: bool) -> Page | None:
        """Ask again, or ask more, when the coordinator refused the sign-in."""
        attempt, self._attempt = self._attempt, None
        why = self._desk.message
        if attempt is None or done or why is None:
            return None
        if why.key in ASKS_TAKE_OVER:
            return TakeOverPage(*attempt, why=why)
        return PinPage(attempt.clerk_id) if why.key in ASKS_PIN else None

    def _try(self, attempt: _Attempt, *, take_over: bool = False) -> Page | None:
        if not self._desk.sign_in(attempt.clerk_id, pin=attempt.pin, take_over=take_over):
            return None
        self._attempt = attempt
        return PanelPage()
