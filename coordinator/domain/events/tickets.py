"""Tickets come into being, get their paper, and are given up."""

from contract.ids import (
    NOBODY,
    ClerkId,
    DeviceId,
    EpochMs,
    Explained,
    GroupId,
    ItemId,
    PersonHash,
    PriorityId,
    SeriesId,
    TicketNumber,
    TicketToken,
    WindowId,
)
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.events.base import AtWindow, Event, ServiceEvent, TicketEvent
from coordinator.domain.events.visits import Step


class PaperEvent(TicketEvent, frozen=True):
    group_id: GroupId


class PaperReported(PaperEvent, frozen=True, tag="paper_reported"):
    outcome: str
    cause: str = ""


class PaperOverdue(PaperEvent, frozen=True, tag="paper_overdue"):
    """The kiosk does not say what became of the paper: the ticket is called all the same."""


class PaperExplained(Event, frozen=True, tag="paper_explained"):
    """A paper that a kiosk gave alone calls nobody, and this is why.

    It has no ticket: its number may be another one's.
    """

    number: TicketNumber
    group_id: GroupId
    kiosk_id: DeviceId
    paper_day: str
    issued_at_ms: EpochMs
    clock_bound_ms: int
    outcome: str
    reason: Explained
    cause: str = ""

    @property
    def strands(self) -> bool:
        """Whether somebody may be waiting with it in vain."""
        return self.outcome != "not_printed" and self.reason != "day_ended"


class TicketIssued(ServiceEvent, frozen=True, tag="ticket_issued"):
    """`person` is empty when no document was read."""

    series_id: SeriesId
    series_position: int
    item_id: ItemId | None = None
    priority_id: PriorityId | None = None
    rank: int = 0
    language: str = "zh"
    ahead: int = 0
    wait_ms: int | None = None
    wait_bound_ms: int | None = None
    """People ahead, and the expected wait with its bound, as the citizen was told."""
    person: PersonHash = NOBODY
    token: TicketToken = TicketToken("")
    """What its citizen's phone names it by."""
    more: tuple[Step, ...] = ()
    """The services that come after this one in the same visit."""
    appointed_at_ms: EpochMs | None = None
    """When the slot begins that was booked; None if it counts as a walk-in."""
    given_by: DeviceId | None = None
    """The kiosk that gave it alone, out of its own block; None if the coordinator gave it."""
    issued_at_ms: EpochMs | None = None
    """When that was; it is `at_ms` for every other ticket."""
    said_at_ms: EpochMs | None = None
    """When it was by the kiosk's clock, if that cannot be."""
    clock_bound_ms: int | None = None
    """How wrong that kiosk's clock may have been."""

    @property
    def given_at_ms(self) -> EpochMs:
        """The true time of issue, as well as it is known."""
        return self.at_ms if self.issued_at_ms is None else self.issued_at_ms

    @property
    def wait(self) -> Wait | None:
        """The expected wait; None if it could not be told."""
        if self.wait_ms is None or self.wait_bound_ms is None:
            return None
        return Wait(self.wait_ms, self.wait_bound_ms)


class TicketCancelled(ServiceEvent, frozen=True, tag="ticket_cancelled"):
    """At a window, if a clerk did it."""

    reason: str = ""
    window_id: WindowId | None = None
    clerk_id: ClerkId | None = None


class TicketReprinted(ServiceEvent, frozen=True, tag="ticket_reprinted"):
    """A kiosk prints the same ticket once more; its number and place stay."""


class PriorityGiven(AtWindow, frozen=True, tag="priority_given"):
    """A clerk has given a waiting ticket a class, or taken it away."""

    priority_id: PriorityId | None
    rank: int
    reason: str
