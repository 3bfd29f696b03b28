"""What the panel tells the clerk: a key of its texts, and the facts to put in."""

from dataclasses import dataclass, field
from typing import Final

from contract.messages.answers import Done, Refused
from contract.messages.commands import (
    AnyCommand,
    CallNext,
    CallTicket,
    FinishService,
    HoldTicket,
    MarkNoShow,
    RecallNoShow,
    ResumeTicket,
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

_DONE_KEYS: Final[dict[type, str]] = {
    FinishService: "last.finished",
    MarkNoShow: "last.no_show",
    TransferTicket: "last.transferred",
    HoldTicket: "last.held",
    ResumeTicket: "last.resumed",
    UndoFinish: "last.undone",
}


def refusal(answer: Refused) -> Notice:
    """Say why the coordinator did not do it."""
    return Notice(
        f"refused.{answer.code}", dict(answer.facts), refused=True, english=answer.message
    )


def what_happened(command: AnyCommand, answer: Done) -> Notice | None:
    """Return "A012 ✓ finished" for what ended or began a ticket here; None for the rest."""
    if isinstance(command, CallNext | CallTicket | RecallNoShow):
        return Notice("last.called", {"number": answer.ticket.number}) if answer.ticket else None
    key = _DONE_KEYS.get(type(command))
    if key is None:
        return None
    facts = {"number": number_in(getattr(command, "ticket_id", ""))}
    if isinstance(command, TransferTicket):
        facts["group"] = command.to_group_id or ""
    return Notice(key, facts)


def number_in(ticket_id: str) -> str:
    """Return the number in a ticket's id: "2026-11-22.A012" holds "A012"."""
    return ticket_id.rpartition(".")[2]
