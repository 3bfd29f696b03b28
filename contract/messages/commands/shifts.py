"""Clerks come to their windows, rest, leave, and ask for help."""

from typing import Annotated, Final

import msgspec

from contract.ids import ClerkId, WindowId
from contract.messages.base import GIVEN_ID, ShortText
from contract.messages.commands.base import WindowCommand

PIN_PATTERN: Final = r"^[0-9]{4,12}$"


class SignIn(WindowCommand, frozen=True, tag="sign_in"):
    """A clerk begins a shift at the window, which opens."""

    clerk_id: Annotated[ClerkId, GIVEN_ID]
    pin: Annotated[str, msgspec.Meta(pattern=PIN_PATTERN)] | None = None
    """Of a clerk whose entry in the hall file says `pin = true`. Checked, and kept nowhere."""
    take_over: bool = False
    """Go on though another clerk is signed in at the window, or this one at another window."""


class SignOut(WindowCommand, frozen=True, tag="sign_out"):
    """The clerk's shift ends, the window closes. Refused while a ticket is open there."""

    hold_ticket: bool = False
    """Hold the open ticket instead of refusing, so that another window can take it up."""


class OpenWindow(WindowCommand, frozen=True, tag="open_window"):
    """The window goes on after a pause."""


class PauseWindow(WindowCommand, frozen=True, tag="pause_window"):
    """The window stops calling for a while. Refused while a ticket is open there."""

    reason: ShortText
    hold_ticket: bool = False
    """Hold the open ticket instead of refusing."""


class RaisePanic(WindowCommand, frozen=True, tag="raise_panic"):
    """Help is needed at this window, now. Works whether or not somebody is signed in."""


class AcknowledgePanic(WindowCommand, frozen=True, tag="acknowledge_panic"):
    """Help is on its way to `of_window_id`. Said by who is signed in at another window."""

    of_window_id: Annotated[WindowId, GIVEN_ID]
