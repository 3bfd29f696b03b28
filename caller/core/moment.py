"""All that a screen is made of, and the frame that every screen has."""

from dataclasses import dataclass
from typing import Final

from caller.core.actions import Action, possible
from caller.core.desk import Desk
from caller.core.screens import Button, Frame
from caller.core.wording import Wording
from contract.hall import HallFile, Window
from contract.ids import EpochMs
from contract.messages.state import PanelState

SLOW_MS: Final = 300
"""An answer within this time needs no "sending…", which would only flicker."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The panel at one moment."""

    desk: Desk
    hall: HallFile
    window: Window
    wording: Wording
    now_ms: EpochMs
    ready: bool


def frame(moment: Moment) -> Frame:
    """Return what stands around every page."""
    desk, wording, panel = moment.desk, moment.wording, moment.desk.panel
    status = panel.status if panel else "unknown"
    return Frame(
        window=str(moment.window.number),
        status=status,
        status_text=_status_text(wording, panel),
        clerk=wording.clerk(panel.clerk_id) if panel and panel.clerk_id else "",
        offline=wording.say(desk.trouble.value) if desk.trouble else "",
        sending=desk.sending_for_ms >= SLOW_MS,
        ready=moment.ready,
        message=wording.notice(desk.message),
        refused=desk.message is not None and desk.message.refused,
        last=wording.notice(desk.last),
    )


def button(moment: Moment, action: Action, text: str) -> Button:
    """Return a button for `action`, pressable when the window allows it."""
    panel = moment.desk.panel
    allowed = panel is not None and action in possible(panel)
    return Button(text=text, possible=allowed)


def _status_text(wording: Wording, panel: PanelState | None) -> str:
    if panel is None:
        return wording.say("status.unknown")
    text = wording.say(f"status.{panel.status}")
    return f"{text} · {panel.pause_reason}" if panel.pause_reason else text
