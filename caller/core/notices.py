"""What the panel tells the clerk: a key of its texts, and the facts to put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from contract.messages.answers import Done, Refused
from contract.messages.commands import (
    AcknowledgeAlarm,
    AddService,
    AnswerCase,
    AnswerRing,
    AnyCommand,
    CallNext,
    CallTicket,
    CancelNumber,
    CloseGroup,
    CorrectCase,
    DropService,
    FinishService,
    GivePriority,
    HoldTicket,
    MarkNoShow,
    OpenGroup,
    QuickService,
    RecallNoShow,
    ResumeTicket,
    SetWindowServices,
    TransferTicket,
    UndoFinish,
)


@dataclass(frozen=True)
class Notice:
    """One sentence; `english` is what to say when no text has this key."""

    key: str
    facts: dict[str, str] = field(default_factory=dict)
    refused: bool = False
    english: str = ""


NOT_ANSWERED: Final = Notice("message.not_answered", refused=True)
NO_HELP: Final = Notice("message.no_help", refused=True)

DONE_KEYS: Final[Mapping[type, str]] = {
    FinishService: "last.finished",
    MarkNoShow: "last.no_show",
    HoldTicket: "last.held",
    ResumeTicket: "last.resumed",
    UndoFinish: "last.undone",
    CancelNumber: "last.cancelled",
    GivePriority: "last.priority",
    CloseGroup: "last.group_closed",
    OpenGroup: "last.group_opened",
    SetWindowServices: "last.services_set",
    AcknowledgeAlarm: "last.alarm_seen",
    AnswerCase: "last.case_answered",
    AnswerRing: "last.ring_answered",
    CorrectCase: "last.case_closed",
    AddService: "last.service_added",
    DropService: "last.service_dropped",
}


def refusal(answer: Refused) -> Notice:
    """Say why the coordinator did not do it."""
    return Notice(
        f"refused.{answer.code}", dict(answer.facts), refused=True, english=answer.message
    )


def what_happened(command: AnyCommand, answer: Done) -> Notice | None:
    """Return "A012 ✓ finished" for what ended or began a ticket here; None for the rest."""
    if isinstance(command, CallNext | CallTicket | RecallNoShow | QuickService):
        said = "last.quick" if isinstance(command, QuickService) else "last.called"
        return Notice(said, {"number": answer.ticket.number}) if answer.ticket else None
    if isinstance(command, TransferTicket):
        return _sent_on(command)
    key = DONE_KEYS.get(type(command))
    return Notice(key, _facts(command)) if key else None


def _sent_on(command: TransferTicket) -> Notice:
    number = number_in(command.ticket_id)
    places = {
        "window": command.to_window_id, "clerk": command.to_clerk_id, "group": command.to_group_id,
    }  # fmt: skip
    for kind, place in places.items():
        if place is not None:
            return Notice(f"last.sent_to_{kind}", {"number": number, kind: place})
    return Notice("last.sent_later", {"number": number})


def _facts(command: AnyCommand) -> dict[str, str]:
    match command:
        case AnswerRing(of_kiosk_id=kiosk_id):
            return {"kiosk": kiosk_id}
        case CancelNumber(number=number) | GivePriority(number=number):
            return {"number": number}
        case CloseGroup(group_id=group_id) | OpenGroup(group_id=group_id):
            return {"group": group_id}
        case SetWindowServices(of_window_id=window_id):
            return {"window": window_id}
        case AnswerCase(service_id=service_id) | CorrectCase(service_id=service_id):
            return {"number": number_of_service(service_id)}
        case _:
            return {"number": number_in(getattr(command, "ticket_id", ""))}


def number_of_service(service_id: str) -> str:
    """Return the number in a service's id: "2026-11-22.A012.1" holds "A012"."""
    return number_in(service_id.rpartition(".")[0])


def number_in(ticket_id: str) -> str:
    """Return the number in a ticket's id: "2026-11-22.A012" holds "A012"."""
    return ticket_id.rpartition(".")[2]
