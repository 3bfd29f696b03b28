"""What has happened in a hall, a module a theme.

These are the bodies of the journal's rows, and never change. A new field needs a default, so that
the rows of yesterday can still be read.
"""

from typing import TypeAlias

from coordinator.domain.events.alarms import (
    AlarmAcknowledged,
    AlarmCleared,
    AlarmEvent,
    AlarmRaised,
)
from coordinator.domain.events.appointments import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentEvent,
    AppointmentMissed,
    AppointmentMoved,
    AppointmentPlaced,
    Arrival,
)
from coordinator.domain.events.base import AtWindow, Event, ServiceEvent, TicketEvent, WindowEvent
from coordinator.domain.events.calls import (
    CallMade,
    NoShowRecalled,
    TicketCalled,
    TicketRecalled,
    TicketResumed,
    Why,
)
from coordinator.domain.events.days import DayBegan
from coordinator.domain.events.groups import ClosedReason, GroupClosed, GroupEvent, GroupOpened
from coordinator.domain.events.ratings import (
    Case,
    CaseAnswered,
    CaseCorrected,
    CaseOpened,
    CaseStep,
    RatingLapsed,
    ServiceRated,
)
from coordinator.domain.events.rings import KioskRang, RingAnswered, RingEvent, RingLapsed
from coordinator.domain.events.serving import (
    FinishUndone,
    HoldEnded,
    NoShow,
    ServiceFinished,
    ServiceStarted,
    TargetReleased,
    TicketDue,
    TicketHeld,
    TicketTransferred,
)
from coordinator.domain.events.tickets import (
    PaperEvent,
    PaperExplained,
    PaperOverdue,
    PaperReported,
    PriorityGiven,
    TicketCancelled,
    TicketIssued,
    TicketReprinted,
)
from coordinator.domain.events.visitors import VisitorUnmasked
from coordinator.domain.events.visits import (
    QuickServiceBegan,
    ServiceAdded,
    ServiceDropped,
    Step,
    TicketTaken,
    VisitStayed,
    VisitTakenOn,
    VisitWentOn,
)
from coordinator.domain.events.windows import (
    ClerkSignedIn,
    ClerkSignedOut,
    PanicAcknowledged,
    PanicRaised,
    WindowOpened,
    WindowPaused,
    WindowServicesSet,
)

__all__ = [
    "AlarmAcknowledged",
    "AlarmCleared",
    "AlarmEvent",
    "AlarmRaised",
    "AnyEvent",
    "AppointmentArrived",
    "AppointmentBooked",
    "AppointmentCancelled",
    "AppointmentEvent",
    "AppointmentMissed",
    "AppointmentMoved",
    "AppointmentPlaced",
    "Arrival",
    "AtWindow",
    "CallMade",
    "Case",
    "CaseAnswered",
    "CaseCorrected",
    "CaseOpened",
    "CaseStep",
    "ClerkSignedIn",
    "ClerkSignedOut",
    "ClosedReason",
    "DayBegan",
    "Event",
    "FinishUndone",
    "GroupClosed",
    "GroupEvent",
    "GroupOpened",
    "HoldEnded",
    "KioskRang",
    "NoShow",
    "NoShowRecalled",
    "PanicAcknowledged",
    "PanicRaised",
    "PaperEvent",
    "PaperExplained",
    "PaperOverdue",
    "PaperReported",
    "PriorityGiven",
    "QuickServiceBegan",
    "RatingLapsed",
    "RingAnswered",
    "RingEvent",
    "RingLapsed",
    "ServiceAdded",
    "ServiceDropped",
    "ServiceEvent",
    "ServiceFinished",
    "ServiceRated",
    "ServiceStarted",
    "Step",
    "TargetReleased",
    "TicketCalled",
    "TicketCancelled",
    "TicketDue",
    "TicketEvent",
    "TicketHeld",
    "TicketIssued",
    "TicketRecalled",
    "TicketReprinted",
    "TicketResumed",
    "TicketTaken",
    "TicketTransferred",
    "VisitStayed",
    "VisitTakenOn",
    "VisitWentOn",
    "VisitorUnmasked",
    "Why",
    "WindowEvent",
    "WindowOpened",
    "WindowPaused",
    "WindowServicesSet",
]


AnyEvent: TypeAlias = (
    DayBegan
    | TicketIssued
    | PaperReported
    | PaperOverdue
    | PaperExplained
    | TicketCalled
    | TicketRecalled
    | TicketResumed
    | NoShowRecalled
    | ServiceStarted
    | ServiceFinished
    | FinishUndone
    | NoShow
    | VisitTakenOn
    | VisitStayed
    | VisitWentOn
    | ServiceAdded
    | ServiceDropped
    | TicketTaken
    | QuickServiceBegan
    | TicketTransferred
    | TicketHeld
    | HoldEnded
    | TicketDue
    | TargetReleased
    | TicketCancelled
    | TicketReprinted
    | PriorityGiven
    | GroupClosed
    | GroupOpened
    | ServiceRated
    | RatingLapsed
    | CaseOpened
    | CaseAnswered
    | CaseCorrected
    | AlarmRaised
    | AlarmAcknowledged
    | AlarmCleared
    | ClerkSignedIn
    | ClerkSignedOut
    | WindowOpened
    | WindowPaused
    | WindowServicesSet
    | PanicRaised
    | PanicAcknowledged
    | KioskRang
    | RingAnswered
    | RingLapsed
    | VisitorUnmasked
    | AppointmentBooked
    | AppointmentMoved
    | AppointmentCancelled
    | AppointmentArrived
    | AppointmentMissed
)
