"""What the coordinator answers to a command."""

from typing import Literal, TypeAlias

import msgspec

from contract.codes import AppointmentCode
from contract.ids import (
    AppointmentId,
    CommandId,
    Explained,
    GroupId,
    ItemId,
    TicketId,
    TicketNumber,
    TicketToken,
)
from contract.messages.base import Count, GivenMs, Message
from contract.messages.commands import Sealed
from contract.messages.state import TicketState
from contract.messages.visits import ServiceWish


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
    token: TicketToken = TicketToken("")
    """For the citizen's phone, and nobody else: `state/ticket/{token}`."""
    more: tuple[ServiceWish, ...] = ()
    """The services of the visit that come after this one, in their order."""
    appointed_at_ms: GivenMs | None = None
    """When the slot begins that was booked; None for walk-ins, and whoever is treated as one."""


Arrival: TypeAlias = Literal["in_time", "early", "late"]


class AppointmentSlip(Message, frozen=True):
    """A booking, as its citizen is told of it."""

    appointment_id: AppointmentId
    code: AppointmentCode
    group_id: GroupId
    item_id: ItemId | None
    day: str
    """The business day, as "2026-11-23"."""
    slot_at_ms: GivenMs
    slot_ends_ms: GivenMs
    arrival: Arrival | None = None
    """Of whoever has just checked in."""


class Answer(Message, frozen=True, tag_field="result"):
    """What every answer carries."""

    command_id: CommandId
    answered_at_ms: GivenMs


class Done(Answer, frozen=True, tag="done"):
    """The command was carried out and is in the journal."""

    ticket: TicketSlip | None = None
    appointment: AppointmentSlip | None = None
    standing: TicketState | None = None
    """How it stands with the ticket that was asked for."""
    explained: Explained | None = None
    """Why the paper of a ticket that was handed in calls nobody; it is in the journal."""
    whole: Sealed = ""
    """The card of the visitor that was to be unmasked, while it is kept."""


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
