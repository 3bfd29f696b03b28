"""The window at work."""

from dataclasses import dataclass

from caller.core.screens.frame import Frame, Line
from contract.ids import TicketNumber


@dataclass(frozen=True, kw_only=True)
class Button:
    text: str
    possible: bool


@dataclass(frozen=True, kw_only=True)
class MainButton:
    text: str
    hint: str
    tone: str
    """"go", "done", "quiet" (there is nobody to call; it may be pressed all the same)."""


@dataclass(frozen=True, kw_only=True)
class TicketCard:
    """The ticket at the window; when there is none, all is empty but `nothing`."""

    nothing: str = ""
    number: TicketNumber | str = ""
    stage: str = ""
    stage_text: str = ""
    since: str = ""
    item: str = ""
    group: str = ""
    waited: str = ""
    visitor: str = ""
    asks_whole: str = ""
    """The word of the button that unmasks `visitor`; empty where nobody may, or nothing is kept."""
    priority: str = ""
    calls: str = ""
    asks_why: str = ""
    """The word of the button that shows `why`; empty when there is no reason to show."""
    why: str = ""
    visit: str = ""
    """The services still to come."""


@dataclass(frozen=True, kw_only=True)
class HeldTicket:
    """One place of the hold list; an empty one has no number."""

    number: TicketNumber | str
    reason: str
    key: str
    until: str = ""
    """When the citizen is back by itself, as "14:30"."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The window at work."""

    frame: Frame
    main: MainButton
    ticket: TicketCard
    recall: Button
    no_show: Button
    transfer: Button
    hold: Button
    pause: Button
    sign_out: Button
    undo: str
    """Which finish can be undone, and for how long yet; empty when none can."""
    resume: bool
    held: tuple[HeldTicket, ...]
    lines: tuple[Line, ...]
    waiting: str
    finished: str
    next: str = ""
    """Who would be called next, for a window that has no room for more; empty for nobody."""
    supervise: str = ""
    """The word of the supervisor's button; empty for everybody else."""
    alarms: str = ""
    """How many alarms nobody has acknowledged; empty when there are none."""
