"""Somebody at a kiosk rings for a person."""

from contract.ids import ClerkId, DeviceId, WindowId
from coordinator.domain.events.base import Event


class RingEvent(Event, frozen=True):
    kiosk_id: DeviceId


class KioskRang(RingEvent, frozen=True, tag="kiosk_rang"):
    language: str
    """What whoever rang has chosen at the kiosk."""


class RingAnswered(RingEvent, frozen=True, tag="ring_answered"):
    """Who is signed in at the window goes there."""

    window_id: WindowId
    clerk_id: ClerkId


class RingLapsed(RingEvent, frozen=True, tag="ring_lapsed"):
    """Nobody has answered for so long that whoever rang is hardly there any more."""
