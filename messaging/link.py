"""How the line to the broker is, and what comes over it."""

from dataclasses import dataclass
from enum import Enum


class LinkState(Enum):
    """How the line to the broker is."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"
    REFUSED = "refused"
    """The broker knows us not: wrong password or account."""
    TAKEN_OVER = "taken_over"
    """Another device is online under our id; two must not share one."""


@dataclass(frozen=True)
class LinkChanged:
    """The line changed; `detail` is for the technician."""

    state: LinkState
    detail: str = ""


@dataclass(frozen=True)
class Incoming:
    """A message as it came, not yet decoded."""

    topic: str
    payload: bytes
    response_topic: str | None = None
    correlation: bytes | None = None
    retained: bool = False
    """It was sent before we subscribed, nobody knows when."""
