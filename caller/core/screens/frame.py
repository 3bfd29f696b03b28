"""What stands around every page."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around every page."""

    window: str
    status: str
    """"closed", "open", "paused" or "unknown": for the colour."""
    status_text: str
    clerk: str
    offline: str
    """Why nothing can be done now; empty when all is well. What is shown may then be old."""
    sending: bool
    ready: bool
    """A press counts. False while a command is on its way and for a moment after a change."""
    message: str
    refused: bool
    """The message says that something was not done."""
    last: str
    """What just happened: "A012 ✓ finished"."""
    rating: str
    """Who may rate now, and for how long yet."""
    panic: str = ""
    """Where help is needed."""
