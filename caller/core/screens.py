"""What the panel shows. Each screen is one frozen value, ready to draw: its words are chosen."""

from dataclasses import dataclass
from typing import TypeAlias

from contract.ids import ClerkId, GroupId, RatingReasonId, TicketNumber


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
    priority: str = ""
    calls: str = ""
    asks_why: str = ""
    """The word of the button that shows `why`; empty when there is no reason to show."""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class HeldTicket:
    number: TicketNumber
    reason: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """The waiting tickets of one group."""

    group_id: GroupId
    name: str
    waiting: int
    oldest: str


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


@dataclass(frozen=True, kw_only=True)
class ClerkChoice:
    clerk_id: ClerkId
    name: str
    marked: bool


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """Who works here? Typing filters by id or name; Enter takes the marked one."""

    frame: Frame
    search: str
    clerks: tuple[ClerkChoice, ...]
    nobody: str
    """Why the list is empty."""


@dataclass(frozen=True, kw_only=True)
class GroupChoice:
    group_id: GroupId
    name: str
    key: str
    waiting: str
    marked: bool


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Where does the citizen go on to?"""

    frame: Frame
    title: str
    groups: tuple[GroupChoice, ...]


@dataclass(frozen=True, kw_only=True)
class Reason:
    text: str
    key: str


@dataclass(frozen=True, kw_only=True)
class HoldReason:
    """Why does the citizen step aside?"""

    frame: Frame
    title: str
    reasons: tuple[Reason, ...]
    subject: str = "hold"


@dataclass(frozen=True, kw_only=True)
class PauseReason:
    """Why does the window stop calling?"""

    frame: Frame
    title: str
    reasons: tuple[Reason, ...]
    subject: str = "pause"


@dataclass(frozen=True, kw_only=True)
class Confirm:
    """Something is about to happen to a shift or a ticket: go on?"""

    frame: Frame
    question: str


@dataclass(frozen=True, kw_only=True)
class RatingLevel:
    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Rating:
    """The citizen is asked: how was it?"""

    frame: Frame
    title: str
    levels: tuple[RatingLevel, ...]


@dataclass(frozen=True, kw_only=True)
class RatingReason:
    reason_id: RatingReasonId
    text: str


@dataclass(frozen=True, kw_only=True)
class RatingReasons:
    """And why was it not good? Nobody has to say."""

    frame: Frame
    title: str
    reasons: tuple[RatingReason, ...]
    skip: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """One entry of a list; a tap on it does the list's action with its id."""

    id: str
    key: str
    text: str
    note: str = ""
    possible: bool = True


@dataclass(frozen=True, kw_only=True)
class Options:
    """One of these."""

    frame: Frame
    title: str
    action: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A number, a PIN or a sentence is typed; Enter takes it."""

    frame: Frame
    subject: str
    """What is asked. Another subject is another entry, which begins with `preset`."""
    title: str
    chars_max: int
    secret: bool = False
    capitals: bool = False
    preset: str = ""


Screen: TypeAlias = (
    Panel
    | SignIn
    | Transfer
    | HoldReason
    | PauseReason
    | Confirm
    | Options
    | Entry
    | Rating
    | RatingReasons
)
