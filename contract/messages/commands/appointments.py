"""Appointments are booked, moved and cancelled, and whoever has one checks in."""

from typing import Annotated, TypeAlias

import msgspec

from contract.codes import AppointmentCode
from contract.ids import NOBODY, AppointmentId, GroupId, ItemId, PriorityId
from contract.messages.base import GIVEN_ID, GivenMs, ShortText
from contract.messages.commands.base import Command, GivenHash
from contract.messages.commands.visitors import GivenCard

GivenCode: TypeAlias = Annotated[
    AppointmentCode, msgspec.Meta(max_length=16, pattern=r"^([0-9A-Za-z]{6,16})?$")
]
"""Letters and digits. Capitals do not matter, O counts as 0, I and L as 1."""


class BookAppointment(Command, frozen=True, tag="book_appointment"):
    """A place in a slot is booked. The answer is `Done` with the `appointment`.

    With no `code` the coordinator makes one from `command_id`, which must then be unguessable, as
    a UUIDv7 is. `person_hash` is that of the day of the slot; with it, the ID card checks in.
    """

    group_id: Annotated[GroupId, GIVEN_ID]
    slot_at_ms: GivenMs
    """When the slot begins, as in `state/slots/{group}`."""
    item_id: Annotated[ItemId, GIVEN_ID] | None = None
    code: GivenCode = AppointmentCode("")
    person_hash: GivenHash = NOBODY
    visitor: GivenCard | None = None


class AppointmentCommand(Command, frozen=True):
    """About an appointment that is booked and whose citizen has not come yet."""

    appointment_id: Annotated[AppointmentId, GIVEN_ID]


class MoveAppointment(AppointmentCommand, frozen=True, tag="move_appointment"):
    """It is moved to another slot of its group; its code stays.

    To another day, `person_hash` must be that of the new day, or the card checks in no more.
    """

    slot_at_ms: GivenMs
    person_hash: GivenHash = NOBODY


class CancelAppointment(AppointmentCommand, frozen=True, tag="cancel_appointment"):
    """It is given up; its place can be booked again."""

    reason: ShortText = ""


class CheckIn(Command, frozen=True, tag="check_in"):
    """A citizen with an appointment is at a kiosk: by `code`, or by the card's `person_hash`.

    The answer is `Done` with the `ticket`, and the `appointment`, which says whether they came in
    time.
    """

    code: GivenCode = AppointmentCode("")
    person_hash: GivenHash = NOBODY
    visitor: GivenCard | None = None
    priority_id: Annotated[PriorityId, GIVEN_ID] | None = None
    language: ShortText = "zh"
