"""What a device may ask of the coordinator, and the answers.

A command is repeated by its sender, with the same `command_id`, until it is answered; the
coordinator carries it out once and gives every repeat the first answer. A command that arrives
after `expires_at_ms` is refused with the code "expired": nobody wants the "call next" of an hour
ago.
"""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from contract.ids import (
    NOBODY,
    AlarmId,
    ClerkId,
    CommandId,
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
from contract.messages.base import GIVEN_ID, NO_CONTROLS, Count, GivenMs, Message, ShortText

PIN_PATTERN: Final = r"^[0-9]{4,12}$"

PaperOutcome: TypeAlias = Literal["printed", "not_printed", "uncertain"]
RatingLevel: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意."""
Weight: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=9)]
RatingSource: TypeAlias = Literal["keypad", "screen", "phone"]


GivenHash: TypeAlias = Annotated[
    PersonHash, msgspec.Meta(max_length=64, pattern=r"^([0-9a-f]{32,64})?$")
]
"""HMAC-SHA256 of the business day, a line feed and the document number, in hex, whole or its
first half. The key never leaves the kiosks, so nobody else can tell whose it is."""
Note: TypeAlias = Annotated[ShortText, msgspec.Meta(min_length=1)]


class VisitorCard(Message, frozen=True):
    """What a clerk may see of an identity document: "张*" and the last four places. Never more."""

    masked_name: ShortText
    document_tail: Annotated[str, msgspec.Meta(max_length=4, pattern=NO_CONTROLS)]


class Command(Message, frozen=True, tag_field="kind"):
    """What every command carries. `kind` in the payload equals the kind in the topic."""

    command_id: Annotated[CommandId, GIVEN_ID]
    sent_at_ms: GivenMs
    expires_at_ms: GivenMs


class IssueTicket(Command, frozen=True, tag="issue_ticket"):
    """A kiosk asks for a ticket. The answer is `Done` with the `ticket`.

    `person_hash` is empty if no document was read, or the kiosk has no key to hash it with.
    """

    group_id: Annotated[GroupId, GIVEN_ID]
    item_id: Annotated[ItemId, GIVEN_ID] | None = None
    priority_id: Annotated[PriorityId, GIVEN_ID] | None = None
    visitor: VisitorCard | None = None
    language: ShortText = "zh"
    person_hash: GivenHash = NOBODY


class ReportPaper(Command, frozen=True, tag="report_paper"):
    """The kiosk says what became of the paper of a ticket."""

    ticket_id: Annotated[TicketId, GIVEN_ID]
    outcome: PaperOutcome
    cause: ShortText = ""


class CancelTicket(Command, frozen=True, tag="cancel_ticket"):
    """A waiting ticket is given up: the citizen left, or no paper came out."""

    ticket_id: Annotated[TicketId, GIVEN_ID]
    reason: ShortText = ""


class NumberCommand(Command, frozen=True):
    """About a ticket that waits or is held, by the number that somebody has in hand.

    At a kiosk, a ticket taken with a document wants the same `person_hash` again.
    """

    number: Annotated[TicketNumber, GIVEN_ID]
    person_hash: GivenHash = NOBODY


class CancelNumber(NumberCommand, frozen=True, tag="cancel_number"):
    """The citizen gives the ticket up, at a kiosk or with a clerk."""

    reason: ShortText = ""


class ReprintTicket(NumberCommand, frozen=True, tag="reprint_ticket"):
    """A kiosk will print the ticket again. The answer is `Done` with the `ticket` as it is now."""


class WindowCommand(Command, frozen=True):
    """A command from the clerk of a window."""

    window_id: Annotated[WindowId, GIVEN_ID]


class GivePriority(WindowCommand, frozen=True, tag="give_priority"):
    """A clerk puts a waiting ticket into a class, or into none; `reason` is for the record."""

    number: Annotated[TicketNumber, GIVEN_ID]
    priority_id: Annotated[PriorityId, GIVEN_ID] | None
    reason: ShortText


class CloseGroup(WindowCommand, frozen=True, tag="close_group"):
    """A supervisor stops the tickets of a group for today; the note is shown at the kiosk."""

    group_id: Annotated[GroupId, GIVEN_ID]
    note_zh: Note
    note_en: Note


class OpenGroup(WindowCommand, frozen=True, tag="open_group"):
    """A supervisor lets a group give tickets again."""

    group_id: Annotated[GroupId, GIVEN_ID]


class SignIn(WindowCommand, frozen=True, tag="sign_in"):
    """A clerk begins a shift at the window, which opens."""

    clerk_id: Annotated[ClerkId, GIVEN_ID]
    pin: Annotated[str, msgspec.Meta(pattern=PIN_PATTERN)] | None = None
    """Of a clerk whose entry in the hall file says `pin = true`. Checked, and kept nowhere."""
    take_over: bool = False
    """Go on though another clerk is signed in at the window, or this one at another window."""


class SignOut(WindowCommand, frozen=True, tag="sign_out"):
    """The clerk's shift ends, the window closes. Refused while a ticket is open there."""

    hold_ticket: bool = False
    """Hold the open ticket instead of refusing, so that another window can take it up."""


class OpenWindow(WindowCommand, frozen=True, tag="open_window"):
    """The window goes on after a pause."""


class PauseWindow(WindowCommand, frozen=True, tag="pause_window"):
    """The window stops calling for a while. Refused while a ticket is open there."""

    reason: ShortText
    hold_ticket: bool = False
    """Hold the open ticket instead of refusing."""


class SetWindowServices(WindowCommand, frozen=True, tag="set_window_services"):
    """A supervisor changes what a window serves, for the rest of the day.

    `window_id` is where the supervisor is signed in, `of_window_id` the window that changes.
    """

    of_window_id: Annotated[WindowId, GIVEN_ID]
    serves: tuple[Annotated[GroupId, GIVEN_ID], ...]
    """Its groups in their order; all that it served before and is not here, it serves no more."""
    weights: dict[Annotated[GroupId, GIVEN_ID], Weight] = msgspec.field(default_factory=dict)
    """Of those that weigh more than 1."""


class CallNext(WindowCommand, frozen=True, tag="call_next"):
    """Call whoever is next for this window. The answer is `Done` with the `ticket`."""

    group_id: Annotated[GroupId, GIVEN_ID] | None = None
    """Call whoever is next of this group; it must be one that the window serves."""


class CallTicket(WindowCommand, frozen=True, tag="call_ticket"):
    """Call this waiting number out of turn. A supervisor may, or all if the hall file says so."""

    number: Annotated[TicketNumber, GIVEN_ID]


class RecallNoShow(WindowCommand, frozen=True, tag="recall_no_show"):
    """The citizen of this number, marked as no-show, is back: call it, if it is not too late."""

    number: Annotated[TicketNumber, GIVEN_ID]


class RaisePanic(WindowCommand, frozen=True, tag="raise_panic"):
    """Help is needed at this window, now. Works whether or not somebody is signed in."""


class AcknowledgePanic(WindowCommand, frozen=True, tag="acknowledge_panic"):
    """Help is on its way to `of_window_id`. Said by who is signed in at another window."""

    of_window_id: Annotated[WindowId, GIVEN_ID]


class TicketCommand(WindowCommand, frozen=True):
    """A command about one ticket at a window. Naming the ticket makes a late key press harmless."""

    ticket_id: Annotated[TicketId, GIVEN_ID]


class Recall(TicketCommand, frozen=True, tag="recall"):
    """Call the called ticket again."""


class StartService(TicketCommand, frozen=True, tag="start_service"):
    """The citizen has come to the window."""


class FinishService(TicketCommand, frozen=True, tag="finish_service"):
    """The service is done; the citizen may rate it now."""


class UndoFinish(TicketCommand, frozen=True, tag="undo_finish"):
    """Finish was pressed by mistake some seconds ago: the service goes on."""


class MarkNoShow(TicketCommand, frozen=True, tag="mark_no_show"):
    """The called citizen did not come."""


class TransferTicket(TicketCommand, frozen=True, tag="transfer_ticket"):
    """The citizen goes on to another group, with the number and the time of issue kept."""

    to_group_id: Annotated[GroupId, GIVEN_ID]


class HoldTicket(TicketCommand, frozen=True, tag="hold_ticket"):
    """The citizen steps aside, to fill in a form perhaps; the window may call another."""

    reason: ShortText


class ResumeTicket(TicketCommand, frozen=True, tag="resume_ticket"):
    """A held citizen is back: the window takes the ticket up again, called anew."""


class RateService(WindowCommand, frozen=True, tag="rate_service"):
    """The citizen rates one finished service, once, while the window invites it."""

    service_id: Annotated[ServiceId, GIVEN_ID]
    level: RatingLevel
    source: RatingSource
    reason: Annotated[RatingReasonId, GIVEN_ID] | None = None
    """Of the hall file's reasons; for the levels 1 and 2 only."""


class CaseCommand(WindowCommand, frozen=True):
    """A supervisor deals with the case that a bad rating has opened."""

    service_id: Annotated[ServiceId, GIVEN_ID]
    text: Annotated[ShortText, msgspec.Meta(min_length=1)]
    """For the record, which is kept for good: no citizen's name or number."""


class AnswerCase(CaseCommand, frozen=True, tag="answer_case"):
    """What the citizen was answered."""


class CorrectCase(CaseCommand, frozen=True, tag="correct_case"):
    """What has been changed; this closes the case."""


class AcknowledgeAlarm(WindowCommand, frozen=True, tag="acknowledge_alarm"):
    """A supervisor has seen an alarm. It stands until its cause is gone."""

    alarm_id: Annotated[AlarmId, GIVEN_ID]


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


class TicketSlip(Message, frozen=True):
    """What a ticket's paper says, and what `call_next` hands to a window."""

    ticket_id: TicketId
    number: TicketNumber
    group_id: GroupId
    item_id: ItemId | None
    issued_at_ms: GivenMs
    ahead: Count
    wait_ms: Count | None
    """Expected wait: half of all wait less. None when nothing honest can be said."""
    wait_bound_ms: Count | None = None
    """Nine in ten wait less."""


class Answer(Message, frozen=True, tag_field="result"):
    """What every answer carries."""

    command_id: CommandId
    answered_at_ms: GivenMs


class Done(Answer, frozen=True, tag="done"):
    """The command was carried out and is in the journal."""

    ticket: TicketSlip | None = None


class Refused(Answer, frozen=True, tag="refused"):
    """The rules of the hall forbid it, or it could not be understood. Repeating will not help.

    `code` is stable and translated by the programs; `message` is English, for logs and strangers;
    `facts` fill the translated sentence.
    """

    code: str
    message: str
    facts: dict[str, str] = msgspec.field(default_factory=dict)


class TryAgain(Answer, frozen=True, tag="try_again"):
    """Nothing happened, through a fault of ours (a full disk, say). Repeat with the same id."""

    message: str


AnyAnswer: TypeAlias = Done | Refused | TryAgain
