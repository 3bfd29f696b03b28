"""Retained state, from which screens draw. Sent by the coordinator only.

Each message replaces the one before it on its topic and is complete in itself: a screen that
starts late, or comes back, is right with the first message it gets.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from contract.ids import (
    ClerkId,
    DeviceId,
    GroupId,
    ItemId,
    PriorityId,
    SeriesId,
    ServiceId,
    TicketId,
    TicketNumber,
    WindowId,
    ZoneId,
)
from contract.messages.base import Count, GivenMs, Message
from contract.messages.commands import VisitorCard
from contract.messages.visits import VisitStep

WindowStatus: TypeAlias = Literal["closed", "open", "paused"]
TicketStage: TypeAlias = Literal["called", "serving"]
ClosedReason: TypeAlias = Literal[
    "no_tickets", "outside_hours", "later_today", "holiday", "suspended", "full", "capacity"
]


class HallState(Message, frozen=True):
    """The coordinator's heartbeat, every few seconds. Older than `stale_after_s`: it is away."""

    at_ms: GivenMs
    day: str
    stale_after_s: Count
    open: bool
    hall_file_digest: str
    """The first 12 hex digits of the SHA-256 of the hall file the coordinator runs by."""
    given_alone: Mapping[DeviceId, Mapping[SeriesId, Count]] = msgspec.field(default_factory=dict)
    """The last number of each series that each kiosk has given alone today, as far as was handed
    in: a kiosk whose disk is new goes on after it."""
    ringing_kiosk_ids: tuple[DeviceId, ...] = ()
    """Kiosks where somebody has rung for a person, and nobody has said that they are coming."""


class QueueState(Message, frozen=True):
    """The line of one group."""

    group_id: GroupId
    waiting: Count
    open_windows: Count
    accepting: bool
    closed_reason: ClosedReason | None
    """"no_tickets": citizens only come to it in a visit that goes on; "later_today" and
    "outside_hours" by the clock; "holiday" by the calendar; "suspended" by the hall's word; "full"
    when all tickets of the day are given; "capacity" when the line fills what is left of the
    day."""
    wait_ms: Count | None
    """Expected wait of a ticket taken now, in whole minutes; None when it cannot be told."""
    closed_note_zh: str = ""
    closed_note_en: str = ""
    """Why it is closed in the hall's own words, where it has some: the name of a holiday, say."""
    opens_at_ms: GivenMs | None = None
    """When a closed group gives tickets again; None if that is not known."""
    closing_soon: bool = False
    """Still accepting, but what can be served today is nearly all taken."""
    wait_bound_ms: Count | None = None
    """Nine in ten wait less."""
    oldest_issued_at_ms: GivenMs | None = None
    """When whoever has waited longest took the ticket; None when nobody waits."""


class FreeSlot(Message, frozen=True):
    """A slot that has not begun yet."""

    at_ms: GivenMs
    free: Count
    """How many may still book it."""


class SlotsState(Message, frozen=True):
    """The slots of a group that can be booked now, the first 1000, in their order."""

    group_id: GroupId
    slot_min: Count
    """How long each is, in minutes."""
    slots: tuple[FreeSlot, ...]


class WindowState(Message, frozen=True):
    """What everybody may see of a window."""

    window_id: WindowId
    status: WindowStatus
    pause_reason: str
    clerk_id: ClerkId | None
    number: TicketNumber | None
    stage: TicketStage | None
    call_seq: Count | None
    since_ms: GivenMs
    serves: tuple[GroupId, ...] = ()
    """What the window serves now, in its order."""
    weights: Mapping[GroupId, Count] = msgspec.field(default_factory=dict)
    """Of those that weigh more than 1."""


class TicketState(Message, frozen=True):
    """One ticket, as its citizen may follow it. Waits are from now, in whole minutes."""

    number: TicketNumber
    group_id: GroupId
    stage: Literal["waiting", "called", "serving", "held", "finished"]
    ahead: Count | None = None
    """Of who waits; None once it is called."""
    wait_ms: Count | None = None
    """Half of all wait less; None when nothing honest can be said, or nothing is waited for."""
    wait_bound_ms: Count | None = None
    """Nine in ten wait less."""
    window_id: WindowId | None = None
    """Where it is called or served, or was last."""
    rate_until_ms: GivenMs | None = None
    """Until then the service just finished may be rated."""


class PanelTicket(Message, frozen=True):
    """A ticket as the clerk sees it."""

    ticket_id: TicketId
    service_id: ServiceId
    number: TicketNumber
    group_id: GroupId
    item_id: ItemId | None
    priority_id: PriorityId | None
    issued_at_ms: GivenMs
    called_at_ms: GivenMs | None
    started_at_ms: GivenMs | None
    call_count: Count
    visitor: VisitorCard | None
    unmaskable: bool = False
    """All of the card is kept, under seal, for a clerk who may see it."""
    hold_reason: str = ""
    held_until_ms: GivenMs | None = None
    """When a held ticket waits for its window again by itself."""
    not_before_ms: GivenMs | None = None
    """A waiting ticket is not called before."""
    why: str | None = None
    """The rule by which it was called; None when it was not called in turn."""
    why_facts: Mapping[str, Count] = msgspec.field(default_factory=dict)
    """The figures of that rule: `..._ms`, or how many."""
    steps: tuple[VisitStep, ...] = ()
    """The services of the visit that come after this one, in their order."""
    first_window_id: WindowId | None = None
    first_clerk_id: ClerkId | None = None
    """Who took the visit on, and answers for it until it ends; None before it is first served."""
    appointed_at_ms: GivenMs | None = None
    """When its booked slot began or begins; None if it counts as a walk-in."""


class GroupLine(Message, frozen=True):
    """One line of waiting tickets. `oldest_issued_at_ms` is None when nobody waits."""

    group_id: GroupId
    waiting: Count
    oldest_issued_at_ms: GivenMs | None


class RatingInvitation(Message, frozen=True):
    """A finished service that may be rated at the window until `until_ms`."""

    service_id: ServiceId
    number: TicketNumber
    until_ms: GivenMs


class UndoOffer(Message, frozen=True):
    """A service just finished here, that `undo_finish` takes up again until `until_ms`."""

    ticket_id: TicketId
    number: TicketNumber
    until_ms: GivenMs


class OwnFigures(Message, frozen=True):
    """What the clerk at a window has done today, at whatever windows; for that clerk alone."""

    finished: Count = 0
    mean_ms: Count | None = None
    """How long a finished service took; None before the first."""
    no_shows: Count = 0
    sent_on: Count = 0
    rated: tuple[Count, ...] = (0, 0, 0, 0, 0)
    """How often each level was given, the worst first."""


class PanelState(Message, frozen=True):
    """All that one window's panel and keypads draw. Only the callers of the window may read it."""

    window_id: WindowId
    status: WindowStatus
    pause_reason: str
    clerk_id: ClerkId | None
    stage: TicketStage | None
    ticket: PanelTicket | None
    held: tuple[PanelTicket, ...]
    lines: tuple[GroupLine, ...]
    rating: RatingInvitation | None
    finished_today: Count
    recalls_left: Count
    recall_from_ms: GivenMs | None = None
    """Before this the next recall is refused as too soon."""
    undo: UndoOffer | None = None
    auto_call_at_ms: GivenMs | None = None
    """When the window will call by itself, if it stays free and somebody waits."""
    kept_waiting: Count = 0
    """How many wait for this window alone, or for its clerk; they are not in `lines`."""
    kept: tuple[PanelTicket, ...] = ()
    """The first 20 of them, by time of issue."""
    panic_window_ids: tuple[WindowId, ...] = ()
    """Windows of the hall where help is needed and nobody has said that it is coming."""
    ringing_kiosk_ids: tuple[DeviceId, ...] = ()
    """Kiosks that ring at this panel: at a supervisor's; while none is signed in, at those of the
    kiosk's zone; and while nobody is there, at all."""
    own: OwnFigures | None = None
    """None while nobody is signed in."""


class NextTicket(Message, frozen=True):
    """A ticket that a window would call, and by which rule."""

    ticket_id: TicketId
    number: TicketNumber
    group_id: GroupId
    item_id: ItemId | None
    priority_id: PriorityId | None
    issued_at_ms: GivenMs
    appointed_at_ms: GivenMs | None
    why: str
    kept: bool
    """It waits for this window, or for its clerk, alone."""


class NextState(Message, frozen=True):
    """Whom a window would call next, in order, five at most; nobody while no clerk is there.

    As it stood some seconds ago: it promises nothing, and a ticket may be at a window meanwhile.
    """

    window_id: WindowId
    tickets: tuple[NextTicket, ...]


class BoardCall(Message, frozen=True):
    """One call as boards show it. `seq` counts the calls of the zone without a gap."""

    seq: Count
    number: TicketNumber
    window_id: WindowId
    group_id: GroupId
    call_count: Count
    """1 the first time, 2 and up for a recall."""
    called_at_ms: GivenMs
    expires_at_ms: GivenMs
    active: bool
    """The ticket is still called or served at that window."""


class BoardLine(GroupLine, frozen=True):
    """A line as boards show it, with the wait of a ticket taken now, where it can be told."""

    wait_ms: Count | None = None
    """Half of all wait less. In whole minutes."""
    wait_bound_ms: Count | None = None
    """Nine in ten wait less."""


class BoardState(Message, frozen=True):
    """What the boards of a zone draw: the last calls, newest first, and the lines."""

    zone_id: ZoneId
    calls: tuple[BoardCall, ...]
    lines: tuple[BoardLine, ...]
    paused_window_ids: tuple[WindowId, ...]
    closed_group_ids: tuple[GroupId, ...] = ()
    """Of the lines, those that take nobody in any more today: whoever waits there is still called.
    What hours say is not among them."""


class Call(Message, frozen=True):
    """A call to be spoken in a zone. Not retained, and expiring: nobody is shouted at late.

    A display that sees a gap in `seq` finds what it missed in the retained `BoardState`.
    """

    zone_id: ZoneId
    call: BoardCall
