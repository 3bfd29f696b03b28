"""Appointments are booked, moved and cancelled, and whoever has one checks in."""

from contract.codes import AppointmentCode
from contract.ids import NOBODY, AppointmentId, EpochMs, GroupId, ItemId, PersonHash, PriorityId
from coordinator.domain.commands.base import Command


class BookAppointment(Command, frozen=True):
    group_id: GroupId
    slot_at_ms: EpochMs
    item_id: ItemId | None = None
    code: AppointmentCode = AppointmentCode("")
    person_hash: PersonHash = NOBODY


class AppointmentCommand(Command, frozen=True):
    appointment_id: AppointmentId


class MoveAppointment(AppointmentCommand, frozen=True):
    slot_at_ms: EpochMs
    person_hash: PersonHash = NOBODY


class CancelAppointment(AppointmentCommand, frozen=True):
    reason: str = ""


class CheckIn(Command, frozen=True):
    code: AppointmentCode = AppointmentCode("")
    person_hash: PersonHash = NOBODY
    priority_id: PriorityId | None = None
    language: str = "zh"
