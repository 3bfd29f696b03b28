"""The life of a ticket: its states, and the one table of what may follow what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

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
    WindowId,
)
from coordinator.domain.events import (
    Event,
    FinishUndone,
    NoShow,
    NoShowRecalled,
    ServiceFinished,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketHeld,
    TicketRecalled,
    TicketResumed,
    TicketTransferred,
    Why,
)


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
        TicketTransferred: State.WAITING,
        TicketHeld: State.HELD,
        TicketCancelled: State.CANCELLED,
    },
    State.HELD: {
        TicketResumed: State.CALLED,
        TicketCancelled: State.CANCELLED,
    },
    State.FINISHED: {
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


@dataclass(slots=True, kw_only=True)
class Ticket:
    """One ticket of the day. Only `evolve` changes it."""

    id: TicketId
    number: TicketNumber
    service_id: ServiceId
    service_count: int = 1
    group_id: GroupId
    item_id: ItemId | None
    priority_id: PriorityId | None
    rank: int
    """Of its priority class: 1 goes first, 0 is none and goes last."""
    issued_at_ms: EpochMs
    order: int
    """Which ticket of the day it is; decides between tickets of the same millisecond."""
    waits_since_ms: EpochMs = EpochMs(0)
    """When it joined the line in which it waits, or did last."""
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
    why_facts: Mapping[str, int] = field(default_factory=dict)
    ended_at_ms: EpochMs | None = None
    """When it came into the final state it is in."""
    missed_after: int = 0
    """How many calls of its group there had been today when it was marked as no-show."""
    hold_reason: str = ""
    held_until_ms: EpochMs | None = None
    person: PersonHash = field(default=NOBODY, repr=False)
    """Whose it is, if a document was read."""
    paper: str | None = None
