"""What the domain can be asked. The wire's commands become these in `adapters.intake`.

Nothing about a visitor's person is here: that goes beside the journal, never through it.
"""

from enum import Enum
from typing import TypeAlias

import msgspec

from contract.ids import (
    NOBODY,
    AlarmId,
    ClerkId,
    CommandId,
    DeviceId,
    EpochMs,
    GroupId,
    ItemId,
    PersonHash,
    PriorityId,
    RatingReasonId,
    ServiceId,
    TicketId,
    TicketNumber,
    WindowId,
)


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What every command carries. `device_id` is the sender, as the broker vouches for it."""

    command_id: CommandId
    device_id: DeviceId
    expires_at_ms: EpochMs


class IssueTicket(Command, frozen=True):
    group_id: GroupId
    item_id: ItemId | None = None
    priority_id: PriorityId | None = None
    language: str = "zh"
    person_hash: PersonHash = NOBODY


class NumberCommand(Command, frozen=True):
    """About a ticket that somebody holds in hand; `person_hash` proves whose it is."""

    number: TicketNumber
    person_hash: PersonHash = NOBODY


class CancelNumber(NumberCommand, frozen=True):
    reason: str = ""


class ReprintTicket(NumberCommand, frozen=True):
    pass


class ReportPaper(Command, frozen=True):
    ticket_id: TicketId
    outcome: str
    cause: str = ""


class CancelTicket(Command, frozen=True):
    ticket_id: TicketId
    reason: str = ""


class WindowCommand(Command, frozen=True):
    window_id: WindowId


class GivePriority(WindowCommand, frozen=True):
    number: TicketNumber
    priority_id: PriorityId | None
    reason: str


class CloseGroup(WindowCommand, frozen=True):
    group_id: GroupId
    note_zh: str
    note_en: str


class OpenGroup(WindowCommand, frozen=True):
    group_id: GroupId


class PinCheck(Enum):
    """What became of the PIN that came with a sign-in. The PIN itself never comes here."""

    NOT_GIVEN = "not_given"
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    """Too many wrong ones came before; this one was not looked at."""


class SignIn(WindowCommand, frozen=True):
    clerk_id: ClerkId
    pin: PinCheck = PinCheck.NOT_GIVEN
    take_over: bool = False


class SignOut(WindowCommand, frozen=True):
    hold_ticket: bool = False


class OpenWindow(WindowCommand, frozen=True):
    pass


class PauseWindow(WindowCommand, frozen=True):
    reason: str
    hold_ticket: bool = False


class SetWindowServices(WindowCommand, frozen=True):
    of_window_id: WindowId
    serves: tuple[GroupId, ...]
    weights: dict[GroupId, int]


class CallNext(WindowCommand, frozen=True):
    group_id: GroupId | None = None


class CallTicket(WindowCommand, frozen=True):
    number: TicketNumber


class RecallNoShow(WindowCommand, frozen=True):
    number: TicketNumber


class RaisePanic(WindowCommand, frozen=True):
    pass


class AcknowledgePanic(WindowCommand, frozen=True):
    of_window_id: WindowId


class TicketCommand(WindowCommand, frozen=True):
    ticket_id: TicketId


class Recall(TicketCommand, frozen=True):
    pass


class StartService(TicketCommand, frozen=True):
    pass


class FinishService(TicketCommand, frozen=True):
    pass


class UndoFinish(TicketCommand, frozen=True):
    pass


class MarkNoShow(TicketCommand, frozen=True):
    pass


class TransferTicket(TicketCommand, frozen=True):
    to_group_id: GroupId


class HoldTicket(TicketCommand, frozen=True):
    reason: str


class ResumeTicket(TicketCommand, frozen=True):
    pass


class RateService(WindowCommand, frozen=True):
    service_id: ServiceId
    level: int
    source: str
    reason: RatingReasonId | None = None


class CaseCommand(WindowCommand, frozen=True):
    service_id: ServiceId
    text: str


class AnswerCase(CaseCommand, frozen=True):
    pass


class CorrectCase(CaseCommand, frozen=True):
    pass


class AcknowledgeAlarm(WindowCommand, frozen=True):
    alarm_id: AlarmId


AnyCommand: TypeAlias = (
    IssueTicket
    | ReportPaper
    | CancelTicket
    | CancelNumber
    | ReprintTicket
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
    | Recall
    | StartService
    | FinishService
    | UndoFinish
    | MarkNoShow
    | TransferTicket
    | HoldTicket
    | ResumeTicket
    | RateService
    | AnswerCase
    | CorrectCase
    | AcknowledgeAlarm
)
