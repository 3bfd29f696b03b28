"""The life of a ticket: its states, and the one table of what may follow what."""

from collections.abc import Mapping
from enum import Enum
from sys import intern
from typing import Final

import msgspec

from contract.ids import (
    NOBODY,
    ClerkId,
    EpochMs,
    GroupId,
    ItemId,
    PersonHash,
    PriorityId,
    ServiceId,
    TicketId,
    TicketNumber,
    TicketToken,
    WindowId,
)
from coordinator.domain.events import (
    Event,
    FinishUndone,
    HoldEnded,
    NoShow,
    NoShowRecalled,
    ServiceFinished,
    ServiceStarted,
    Step,
    TargetReleased,
    TicketCalled,
    TicketCancelled,
    TicketHeld,
    TicketRecalled,
    TicketResumed,
    TicketTaken,
    TicketTransferred,
    VisitStayed,
    VisitWentOn,
    Why,
)

NEVER: Final = EpochMs(0)


class State(Enum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


TRANSITIONS: Final[Mapping[State, Mapping[type[Event], State]]] = {
    State.WAITING: {
        TicketCalled: State.CALLED,
        TicketResumed: State.CALLED,  # in its turn, after a hold that has ended
        TicketTaken: State.SERVING,  # at a desk, where nobody is called
        FinishUndone: State.SERVING,  # the visit went on, but not further than its next line
        TargetReleased: State.WAITING,
        TicketCancelled: State.CANCELLED,
    },
    State.CALLED: {
        TicketRecalled: State.CALLED,
        ServiceStarted: State.SERVING,
        NoShow: State.NO_SHOW,
        TicketTransferred: State.WAITING,
        TicketHeld: State.HELD,
        TicketCancelled: State.CANCELLED,  # the day ended, or the group is no more
    },
    State.SERVING: {
        ServiceFinished: State.FINISHED,
        FinishUndone: State.SERVING,  # the next service began here at once
        TicketTransferred: State.WAITING,
        TicketHeld: State.HELD,
        TicketCancelled: State.CANCELLED,
    },
    State.HELD: {
        TicketResumed: State.CALLED,
        TicketTaken: State.SERVING,
        HoldEnded: State.WAITING,
        TicketCancelled: State.CANCELLED,
    },
    State.FINISHED: {
        VisitStayed: State.SERVING,  # in the same breath
        VisitWentOn: State.WAITING,
        FinishUndone: State.SERVING,  # within seconds
    },
    State.NO_SHOW: {
        NoShowRecalled: State.CALLED,  # the visitor came back from the corridor
    },
    State.CANCELLED: {},
}

AT_WINDOW: Final = frozenset({State.CALLED, State.SERVING})
FINAL: Final = frozenset({State.FINISHED, State.NO_SHOW, State.CANCELLED})
"""The citizen is taken to have left, and the number may be given again."""


class IllegalTransition(Exception):
    """This event cannot follow this state: a fault of ours, `decide` should have refused."""

    def __init__(self, state: State, event: type[Event]) -> None:
        super().__init__(f"{event.__name__} cannot follow {state.value}")


def advance(state: State, event: type[Event]) -> State:
    """Return the state after an event of this type, or raise `IllegalTransition`."""
    try:
        return TRANSITIONS[state][event]
    except KeyError:
        raise IllegalTransition(state, event) from None


class Finish(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A service that was finished and can be taken up again, as long as nothing has followed."""

    step: Step
    plan: tuple[Step, ...]
    window_id: WindowId
    clerk_id: ClerkId | None
    called_at_ms: EpochMs | None
    started_at_ms: EpochMs | None
    call_count: int
    at_ms: EpochMs


class Ticket(msgspec.Struct, kw_only=True, array_like=True):
    """One ticket of the day, which is one visit of one citizen. Only `evolve` changes it.

    In snapshots the fields have places, not names: a snapshot with others is not read.
    """

    id: TicketId
    number: TicketNumber
    service_id: ServiceId
    """The present service; with it go `group_id`, `item_id`, and whom it is for."""
    service_count: int = 1
    """How many services the visit has named so far, those of `plan` included."""
    plan: tuple[Step, ...] = ()
    """The services still to come, in their order."""
    chosen: tuple[ServiceId, ...] = ()
    """The services for which the ticket was taken: they count among those of their groups."""
    group_id: GroupId
    item_id: ItemId | None
    priority_id: PriorityId | None
    rank: int
    """Of its priority class: 1 goes first, 0 is none and goes last."""
    issued_at_ms: EpochMs
    order: int
    """Which ticket of the day it is; decides between tickets of the same millisecond."""
    appointed_at_ms: EpochMs | None = None
    """When the slot begins that was booked; None if it counts as a walk-in."""
    waits_since_ms: EpochMs = NEVER
    """When its wait for the present service, or to go on with it, began."""
    for_window_id: WindowId | None = None
    for_clerk_id: ClerkId | None = None
    """The only window, or the only clerk, that may call it; not both."""
    state: State = State.WAITING
    window_id: WindowId | None = None
    """Where it is called or served, or was last."""
    called_at_ms: EpochMs | None = None
    started_at_ms: EpochMs | None = None
    call_seq: int | None = None
    """Of its last call, in the zone of that call."""
    call_count: int = 0
    why: Why | None = None
    """The rule by which it was called; None when a clerk chose it, or nobody has called it yet."""
    why_facts: Mapping[str, int] = {}
    ended_at_ms: EpochMs | None = None
    """When it came into the final state it is in."""
    missed_after: int = 0
    """How many calls of its group there had been today when it was marked as no-show."""
    first_window_id: WindowId | None = None
    first_clerk_id: ClerkId | None = None
    """Who took the visit on: the first to serve it."""
    finish: Finish | None = None
    hold_reason: str = ""
    held_until_ms: EpochMs | None = None
    held_service_id: ServiceId | None = None
    """Which of its services was held last."""
    person: PersonHash = NOBODY
    """Whose it is, if a document was read."""
    paper: str | None = None
    token: TicketToken = TicketToken("")

    def __repr__(self) -> str:
        return f"<Ticket {self.id}, {self.state.value}>"  # whose it is stays out of logs

    @property
    def was_held(self) -> bool:
        """Whether its present service had begun before, and was held."""
        return self.held_service_id == self.service_id

    @property
    def is_kept(self) -> bool:
        """Whether it waits for one window or one clerk alone."""
        return self.for_window_id is not None or self.for_clerk_id is not None

    @property
    def present(self) -> Step:
        """The present service, as a step of the visit."""
        return Step(
            service_id=self.service_id,
            group_id=self.group_id,
            item_id=self.item_id,
            window_id=self.for_window_id,
            clerk_id=self.for_clerk_id,
        )

    @property
    def group_ids(self) -> set[GroupId]:
        """The groups of the present service and of those still to come."""
        return {step.group_id for step in (self.present, *self.plan)}

    def turn_to(self, step: Step) -> None:
        """Make `step` the present service."""
        self.service_id, self.group_id, self.item_id = step.service_id, step.group_id, step.item_id
        self.for_window_id, self.for_clerk_id = step.window_id, step.clerk_id

    def intern_names(self) -> None:
        """Keep one copy of what many tickets say: each came by its own event, and read its own."""
        for name in _SHARED:
            value: str | None = getattr(self, name)
            if value is not None:
                setattr(self, name, intern(value))
        if self.chosen == (present := (self.service_id,)):  # nearly everybody comes for one
            self.chosen = present

    def nth_service(self, after: int = 1) -> ServiceId:
        """Return the name of the visit's next service, or of the one so many after the last."""
        return service_id(self.id, self.service_count + after)


_SHARED: Final = (
    "group_id", "item_id", "priority_id", "window_id", "first_window_id", "first_clerk_id",
    "why", "paper", "hold_reason",
)  # fmt: skip


def service_id(ticket_id: TicketId, number: int) -> ServiceId:
    """Return the name of a service of a visit, as "2026-11-22.A012.1"."""
    return ServiceId(f"{ticket_id}.{number}")
