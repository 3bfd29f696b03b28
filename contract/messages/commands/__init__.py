"""What a device may ask of the coordinator, a module a theme. The answers are in `answers`.

A command is repeated by its sender, with the same `command_id`, until it is answered; the
coordinator carries it out once and gives every repeat the first answer. A command that arrives
after `expires_at_ms` is refused with the code "expired": nobody wants the "call next" of an hour
ago.
"""

from typing import TypeAlias

from contract.messages.commands.appointments import (
    AppointmentCommand,
    BookAppointment,
    CancelAppointment,
    CheckIn,
    MoveAppointment,
)
from contract.messages.commands.base import (
    Command,
    GivenHash,
    GivenToken,
    Note,
    TicketCommand,
    WindowCommand,
)
from contract.messages.commands.calling import (
    CallNext,
    CallTicket,
    Recall,
    RecallNoShow,
    ResumeTicket,
)
from contract.messages.commands.phone import CancelByToken, RateByToken, TokenCommand
from contract.messages.commands.rating import RateService, RatingLevel, RatingSource
from contract.messages.commands.rings import AnswerRing, Ring
from contract.messages.commands.serving import (
    FinishService,
    HoldTicket,
    MarkNoShow,
    StartService,
    TransferTicket,
    UndoFinish,
)
from contract.messages.commands.shifts import (
    PIN_PATTERN,
    AcknowledgePanic,
    OpenWindow,
    PauseWindow,
    RaisePanic,
    SignIn,
    SignOut,
)
from contract.messages.commands.supervision import (
    AcknowledgeAlarm,
    AnswerCase,
    CaseCommand,
    CloseGroup,
    CorrectCase,
    OpenGroup,
    SetWindowServices,
    Weight,
)
from contract.messages.commands.tickets import (
    CancelNumber,
    CancelTicket,
    FindTicket,
    GivePriority,
    HandInTicket,
    IssueTicket,
    NumberCommand,
    PaperOutcome,
    ReportPaper,
    ReprintTicket,
    TicketWish,
)
from contract.messages.commands.visitors import (
    GivenCard,
    Sealed,
    UnmaskVisitor,
    VisitorCard,
    WholeCard,
)
from contract.messages.commands.visits import AddService, DropService, QuickService

__all__ = [
    "PIN_PATTERN",
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
    "GivenCard",
    "GivenHash",
    "GivenToken",
    "HandInTicket",
    "HoldTicket",
    "IssueTicket",
    "MarkNoShow",
    "MoveAppointment",
    "Note",
    "NumberCommand",
    "OpenGroup",
    "OpenWindow",
    "PaperOutcome",
    "PauseWindow",
    "QuickService",
    "RaisePanic",
    "RateByToken",
    "RateService",
    "RatingLevel",
    "RatingSource",
    "Recall",
    "RecallNoShow",
    "ReportPaper",
    "ReprintTicket",
    "ResumeTicket",
    "Ring",
    "Sealed",
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
    "VisitorCard",
    "Weight",
    "WholeCard",
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
