"""Clerks come and go; windows open, pause and change what they serve."""

import msgspec

from contract.ids import GroupId
from coordinator.domain.events.base import WindowEvent


class ClerkSignedIn(WindowEvent, frozen=True, tag="clerk_signed_in"):
    pass


class ClerkSignedOut(WindowEvent, frozen=True, tag="clerk_signed_out"):
    reason: str = ""


class WindowOpened(WindowEvent, frozen=True, tag="window_opened"):
    pass


class WindowPaused(WindowEvent, frozen=True, tag="window_paused"):
    reason: str = ""


class WindowServicesSet(WindowEvent, frozen=True, tag="window_services_set"):
    """For the rest of the day the window serves these groups. `clerk_id` is who decided it."""

    serves: tuple[GroupId, ...]
    weights: dict[GroupId, int] = msgspec.field(default_factory=dict)
    """Of those that do not weigh 1."""


class PanicRaised(WindowEvent, frozen=True, tag="panic_raised"):
    pass


class PanicAcknowledged(WindowEvent, frozen=True, tag="panic_acknowledged"):
    """`window_id` is where help was needed, `clerk_id` who said that it is coming."""
