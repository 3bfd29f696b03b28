"""Groups stop giving tickets, and give them again."""

from typing import Literal, TypeAlias

from contract.ids import ClerkId, GroupId, WindowId
from coordinator.domain.events.base import Event

ClosedReason: TypeAlias = Literal[
    "no_tickets", "outside_hours", "later_today", "holiday", "suspended", "full", "capacity"
]
"""Why a group gives no tickets: it never does, by the clock, by the calendar, by the hall's word,
since all of the day are given, or since its line fills what is left of the day."""


class GroupEvent(Event, frozen=True):
    """At a window, if a supervisor did it."""

    group_id: GroupId
    window_id: WindowId | None = None
    clerk_id: ClerkId | None = None


class GroupClosed(GroupEvent, frozen=True, tag="group_closed"):
    """The group gives no tickets until it is opened, or the day ends. `note_..` is for citizens."""

    reason: Literal["suspended", "capacity"] = "suspended"
    note_zh: str = ""
    note_en: str = ""


class GroupOpened(GroupEvent, frozen=True, tag="group_opened"):
    pass
