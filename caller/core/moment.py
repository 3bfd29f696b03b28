"""All that a screen is made of, and the frame that every screen has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from caller.core.actions import Action, help_wanted, possible
from caller.core.desk import Desk
from caller.core.ports import Opening
from caller.core.ratings import Ratings
from caller.core.screens import Button, Frame
from caller.core.wording import Wording
from contract.hall import Clerk, HallFile, Window
from contract.ids import EpochMs
from contract.messages.commands import Sealed, WholeCard

SLOW_MS: Final = 300
"""An answer within this time needs no "sending…", which would only flicker."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The panel at one moment, `now_ms` in the hall's time."""

    desk: Desk
    hall: HallFile
    window: Window
    wording: Wording
    now_ms: EpochMs
    ready: bool
    ratings: Ratings | None = None
    """Where citizens rate on this screen."""
    opening: Opening | None = None
    """Where whole cards can be opened."""

    def clock(self, at_ms: EpochMs) -> str:
        """Return what the hall's clock shows then, as "14:30"."""
        return f"{datetime.fromtimestamp(at_ms / 1000, self.hall.time_zone):%H:%M}"

    @property
    def supervises(self) -> bool:
        """Whether a supervisor is signed in here."""
        return self._clerk is not None and self._clerk.role == "supervisor"

    @property
    def _clerk(self) -> Clerk | None:
        panel = self.desk.panel
        return self.hall.clerks.get(panel.clerk_id) if panel and panel.clerk_id else None

    def unsealed(self, sealed: Sealed) -> WholeCard | None:
        """Return the whole card; None if it does not open here."""
        return self.opening(sealed) if self.opening is not None else None

    def allows(self, action: Action) -> bool:
        """Return whether the role of who is signed in allows `action`, be it possible or not."""
        match action:
            case Action.SUPERVISE:
                return self.supervises
            case Action.CALL_NUMBER:
                return self.supervises or self.hall.desk.chosen_calls == "everybody"
            case Action.QUICK_SERVICE:
                return self.hall.desk.quick_series is not None
            case Action.UNMASK:
                return self.opening is not None and self._clerk is not None and self._clerk.unmasks
        return True

    def may(self, action: Action) -> bool:
        """Return whether `action` can be done now, by whoever is signed in."""
        return self.allows(action) and self.desk.may(action)


def frame(moment: Moment) -> Frame:
    """Return what stands around every page."""
    desk, wording, panel = moment.desk, moment.wording, moment.desk.panel
    status = panel.status if panel else "unknown"
    return Frame(
        window=wording.counter(moment.window.id),
        status=status,
        status_text=wording.say(f"status.{status}"),
        clerk=wording.clerk(panel.clerk_id) if panel and panel.clerk_id else "",
        offline=wording.say(desk.trouble.value) if desk.trouble else "",
        sending=desk.sending_for_ms >= SLOW_MS,
        ready=moment.ready,
        message=wording.notice(desk.message),
        refused=desk.message is not None and desk.message.refused,
        last=wording.notice(desk.last),
        rating=_rating(moment),
        panic=_panic(moment),
    )


def button(moment: Moment, action: Action, text: str) -> Button:
    """Return a button for `action`, pressable when the window allows it."""
    panel = moment.desk.panel
    allowed = panel is not None and action in possible(panel)
    return Button(text=text, possible=allowed)


def _rating(moment: Moment) -> str:
    rating = moment.desk.panel.rating if moment.desk.panel else None
    if rating is None or moment.now_ms >= rating.until_ms:
        return ""
    left_s = -(-(rating.until_ms - moment.now_ms) // 1000)
    return moment.wording.say("rating.invited", number=rating.number, n=left_s)


def _panic(moment: Moment) -> str:
    """Return where help is needed; while it is at no window, where somebody rings for a person."""
    panel, wording = moment.desk.panel, moment.wording
    if panel is None:
        return ""
    if wanted := help_wanted(panel):
        return wording.say("panic.wanted", windows=", ".join(map(wording.window, wanted)))
    rings = ", ".join(map(wording.kiosk, panel.ringing_kiosk_ids))
    return wording.say("ring.wanted", kiosks=rings) if rings else ""
