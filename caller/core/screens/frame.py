"""What stands around every page."""

from dataclasses import dataclass

from contract.ids import GroupId, TicketNumber


@dataclass(frozen=True, kw_only=True)
class Line:
    """The waiting tickets of one group."""

    group_id: GroupId
    name: str
    waiting: int
    oldest: str


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """A ticket that would be called, and the rule that puts it in its place."""

    number: TicketNumber
    service: str
    waited: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """What stands beside every page of the clerk's where the window is wide: to look at only."""

    waiting: str
    finished: str
    lines: tuple[Line, ...]
    next: str
    """The title of `upcoming`; empty when that is."""
    upcoming: tuple[Upcoming, ...]
    alarms: tuple[str, ...]
    """What nobody has acknowledged yet; a supervisor's."""


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
    citizens: bool = False
    """The page is in the citizen's hands: nothing of the hall is for those eyes."""
    side: Side | None = None
