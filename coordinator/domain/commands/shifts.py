"""Clerks come to their windows, rest, leave, and ask for help."""

from enum import Enum

from contract.ids import ClerkId, WindowId
from coordinator.domain.commands.base import WindowCommand


class PinCheck(Enum):
    """What became of the PIN that came with a sign-in. The PIN itself never comes here."""

    NOT_GIVEN = "not_given"
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    """Too many wrong ones came before; this one was not looked at."""


class SignIn(WindowCommand, frozen=True):
    clerk_id: ClerkId
    pin: PinCheck = PinCheck.NOT_GIVEN
    take_over: bool = False


class SignOut(WindowCommand, frozen=True):
    hold_ticket: bool = False


class OpenWindow(WindowCommand, frozen=True):
    pass


class PauseWindow(WindowCommand, frozen=True):
    reason: str
    hold_ticket: bool = False


class RaisePanic(WindowCommand, frozen=True):
    pass


class AcknowledgePanic(WindowCommand, frozen=True):
    of_window_id: WindowId
