"""What the domain can be asked, a module a theme, as in `contract.messages.commands`.

The wire's commands become these in `adapters.intake`. Nothing about a visitor's person is here:
that goes beside the journal, never through it.
"""

from typing import TypeAlias

from coordinator.domain.commands.appointments import (
    AppointmentCommand,
    BookAppointment,
    CancelAppointment,
    CheckIn,
    MoveAppointment,
)
from coordinator.domain.commands.base import Command, TicketCommand, WindowCommand
from coordinator.domain.commands.calling import (
    CallNext,
    CallTicket,
    Recall,
    RecallNoShow,
    ResumeTicket,
)
from coordinator.domain.commands.phone import CancelByToken, RateByToken, TokenCommand
from coordinator.domain.commands.rating import RateService
from coordinator.domain.commands.rings import AnswerRing, Ring
from coordinator.domain.commands.serving import (
    FinishService,
    HoldTicket,
    MarkNoShow,
    StartService,
    TransferTicket,
    UndoFinish,
)
from coordinator.domain.commands.shifts import (
    AcknowledgePanic,
    OpenWindow,
    PauseWindow,
    PinCheck,
    RaisePanic,
    SignIn,
    SignOut,
)
from coordinator.domain.commands.supervision import (
    AcknowledgeAlarm,
    AnswerCase,
    CaseCommand,
    CloseGroup,
    CorrectCase,
    OpenGroup,
    SetWindowServices,
)
from coordinator.domain.commands.tickets import (
    CancelNumber,
    CancelTicket,
    FindTicket,
    GivePriority,
    HandInTicket,
    IssueTicket,
    NumberCommand,
    ReportPaper,
    ReprintTicket,
    TicketWish,
)
from coordinator.domain.commands.visitors import UnmaskVisitor
from coordinator.domain.commands.visits import AddService, DropService, QuickService, ServiceWish

__all__ = [
    "AcknowledgeAlarm",
    "AcknowledgePanic",
    "AddService",
    "AnswerCase",
    "AnswerRing",
    "AnyCommand",
    "AppointmentCommand",
    "BookAppointment",
    "CallNext",
    "CallTicket",
    "CancelAppointment",
    "CancelByToken",
    "CancelNumber",
    "CancelTicket",
    "CaseCommand",
    "CheckIn",
    "CloseGroup",
    "Command",
    "CorrectCase",
    "DropService",
    "FindTicket",
    "FinishService",
    "GivePriority",
    "HandInTicket",
    "HoldTicket",
    "IssueTicket",
    "MarkNoShow",
    "MoveAppointment",
    "NumberCommand",
    "OpenGroup",
    "OpenWindow",
    "PauseWindow",
    "PinCheck",
    "QuickService",
    "RaisePanic",
    "RateByToken",
    "RateService",
    "Recall",
    "RecallNoShow",
    "ReportPaper",
    "ReprintTicket",
    "ResumeTicket",
    "Ring",
    "ServiceWish",
    "SetWindowServices",
    "SignIn",
    "SignOut",
    "StartService",
    "TicketCommand",
    "TicketWish",
    "TokenCommand",
    "TransferTicket",
    "UndoFinish",
    "UnmaskVisitor",
    "WindowCommand",
]


AnyCommand: TypeAlias = (
    IssueTicket
    | HandInTicket
    | ReportPaper
    | CancelTicket
    | CancelNumber
    | ReprintTicket
    | FindTicket
    | GivePriority
    | CloseGroup
    | OpenGroup
    | SignIn
    | SignOut
    | OpenWindow
    | PauseWindow
    | SetWindowServices
    | CallNext
    | CallTicket
    | RecallNoShow
    | RaisePanic
    | AcknowledgePanic
    | Ring
    | AnswerRing
    | Recall
    | StartService
    | FinishService
    | UndoFinish
    | MarkNoShow
    | TransferTicket
    | HoldTicket
    | ResumeTicket
    | AddService
    | DropService
    | QuickService
    | UnmaskVisitor
    | RateService
    | CancelByToken
    | RateByToken
    | AnswerCase
    | CorrectCase
    | AcknowledgeAlarm
    | BookAppointment
    | MoveAppointment
    | CancelAppointment
    | CheckIn
)
