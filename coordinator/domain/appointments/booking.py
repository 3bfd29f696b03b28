"""Places in slots are booked, moved and given up, by the web gateway or the office."""

from datetime import date
from hashlib import sha256
from itertools import count
from typing import Final

from contract.codes import AppointmentCode, code_of, plain
from contract.hall.slots import Slot, slots
from contract.ids import (
    NOBODY,
    OFFICE_DEVICE,
    WEB_DEVICE,
    AppointmentId,
    CommandId,
    DeviceId,
    EpochMs,
    GroupId,
    PersonHash,
)
from coordinator.domain import checks, errors, schedule
from coordinator.domain.appointments.book import Appointment
from coordinator.domain.commands import (
    AppointmentCommand,
    BookAppointment,
    CancelAppointment,
    MoveAppointment,
)
from coordinator.domain.events import AppointmentBooked, AppointmentCancelled, AppointmentMoved
from coordinator.domain.hall import Hall

_BOOKERS: Final = frozenset({WEB_DEVICE, OFFICE_DEVICE})


def book(hall: Hall, command: BookAppointment, now_ms: EpochMs) -> tuple[AppointmentBooked]:
    """Give a place in a slot. The code is the sender's, or made from the unguessable command id."""
    _check_sender(command.device_id)
    code = _code(hall, command)  # first: a list that comes twice is told that it is known
    group_id = checks.group(hall, command.group_id)
    checks.item(hall, group_id, command.item_id)
    day, slot = _free_slot(hall, group_id, command.slot_at_ms, now_ms)
    _check_person(hall, command.person_hash, group_id, day)
    return (
        AppointmentBooked(
            at_ms=now_ms,
            appointment_id=AppointmentId(f"{hall.day.date}.{hall.day.bookings + 1}"),
            code=code,
            group_id=group_id,
            item_id=command.item_id,
            day=day,
            slot_at_ms=slot.begins_ms,
            slot_ends_ms=slot.ends_ms,
            person=command.person_hash,
        ),
    )


def move(hall: Hall, command: MoveAppointment, now_ms: EpochMs) -> tuple[AppointmentMoved, ...]:
    """Give a place in another slot instead. On the same day the person's hash stays good."""
    found = _to_come(hall, command)
    if found.slot_at_ms == command.slot_at_ms:
        return ()
    day, slot = _free_slot(hall, found.group_id, command.slot_at_ms, now_ms)
    same_person = found.person if day == found.day else NOBODY
    person = command.person_hash or same_person
    if day != found.day:
        _check_person(hall, person, found.group_id, day)
    return (
        AppointmentMoved(
            at_ms=now_ms,
            appointment_id=found.id,
            group_id=found.group_id,
            day=day,
            slot_at_ms=slot.begins_ms,
            slot_ends_ms=slot.ends_ms,
            person=person,
        ),
    )


def cancel(hall: Hall, command: CancelAppointment, now_ms: EpochMs) -> tuple[AppointmentCancelled]:
    """Give the place free again."""
    return (cancelled(_to_come(hall, command), reason=command.reason, now_ms=now_ms),)


def cancelled(appointment: Appointment, *, reason: str, now_ms: EpochMs) -> AppointmentCancelled:
    """Return the event, whoever gives it up."""
    return AppointmentCancelled(
        at_ms=now_ms,
        appointment_id=appointment.id,
        group_id=appointment.group_id,
        slot_at_ms=appointment.slot_at_ms,
        reason=reason,
    )


def free_places(hall: Hall, group_id: GroupId, day: str, slot: Slot) -> int:
    """Return how many may still book a slot; none, if the hall file gives fewer than it did."""
    booked = hall.appointments.of_group(day, group_id)
    return max(0, slot.places - sum(each.slot_at_ms == slot.begins_ms for each in booked))


def _check_sender(device_id: DeviceId) -> None:
    if device_id not in _BOOKERS:
        raise errors.UnknownDevice(role="booking office", device=device_id)


def _free_slot(
    hall: Hall, group_id: GroupId, slot_at_ms: EpochMs, now_ms: EpochMs
) -> tuple[str, Slot]:
    """Return the day and the slot that begins then, if a place in it can be booked now."""
    if not hall.file.groups[group_id].takes_appointments:
        raise errors.NoAppointments(group=group_id)
    at = schedule.clock(hall.file, slot_at_ms)
    if slot_at_ms <= now_ms:
        raise errors.SlotOver(slot=at)
    day = schedule.business_day(hall.file, slot_at_ms)
    ahead = date.fromisoformat(day) - date.fromisoformat(hall.day.date)
    days_ahead = hall.file.appointments.days_ahead
    if ahead.days > days_ahead:
        raise errors.SlotTooFar(slot=at, days=str(days_ahead))
    for slot in slots(hall.file, group_id, date.fromisoformat(day)):
        if slot.begins_ms == slot_at_ms:
            if not free_places(hall, group_id, day, slot):
                raise errors.SlotFull(slot=at, group=group_id)
            return day, slot
    raise errors.UnknownSlot(slot=at, group=group_id)


def _check_person(hall: Hall, person: PersonHash, group_id: GroupId, day: str) -> None:
    """Refuse a person's second booking of a group on one day."""
    if person == NOBODY:
        return
    for other in hall.appointments.promised(day, group_id):
        if other.person == person:
            at = schedule.clock(hall.file, other.slot_at_ms)
            raise errors.AlreadyBooked(group=group_id, slot=at)


def _to_come(hall: Hall, command: AppointmentCommand) -> Appointment:
    """Return an appointment whose citizen has not come yet, for a sender who may change it."""
    _check_sender(command.device_id)
    found = hall.appointments.find(command.appointment_id)
    if found is None:
        raise errors.UnknownAppointment
    if found.status != "booked":
        raise errors.AppointmentOver(status=found.status)
    return found


def _code(hall: Hall, command: BookAppointment) -> AppointmentCode:
    if command.code:
        code = plain(command.code)
        if hall.appointments.coded(code) is not None:
            raise errors.CodeTaken
        return code
    codes = (_made(command.command_id, attempt) for attempt in count())
    return next(code for code in codes if hall.appointments.coded(code) is None)


def _made(command_id: CommandId, attempt: int) -> AppointmentCode:
    """Return a code that nobody can tell who does not know the command's id."""
    return code_of(sha256(f"{command_id}\n{attempt}".encode()).digest())
