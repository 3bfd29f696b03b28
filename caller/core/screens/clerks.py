"""Who works here, and what becomes of the shift and of the ticket."""

from dataclasses import dataclass

from caller.core.screens.asking import Option
from caller.core.screens.frame import Frame
from contract.ids import ClerkId, GroupId


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
    options: tuple[Option, ...]
    """Other places to go, and what goes with any of them."""


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
    options: tuple[Option, ...] = ()
    subject: str = "hold"


@dataclass(frozen=True, kw_only=True)
class PauseReason:
    """Why does the window stop calling?"""

    frame: Frame
    title: str
    reasons: tuple[Reason, ...]
    options: tuple[Option, ...] = ()
    subject: str = "pause"
