"""Citizens with an appointment check in, in time, early or late; or they do not come."""

from collections.abc import Iterator
from typing import Final

from contract.codes import plain
from contract.hall.appointments import Rule
from contract.ids import NOBODY, EpochMs, PersonHash
from coordinator.domain import checks, errors, schedule
from coordinator.domain.admission import closing, persons
from coordinator.domain.appointments.book import Appointment
from coordinator.domain.commands import CheckIn, IssueTicket
from coordinator.domain.events import (
    AppointmentArrived,
    AppointmentMissed,
    Arrival,
    TicketIssued,
)
from coordinator.domain.hall import Hall
from coordinator.domain.issuing import issued
from coordinator.domain.ticket import State, Ticket

_MINUTE_MS: Final = 60_000


def check_in(
    hall: Hall, command: CheckIn, now_ms: EpochMs
) -> tuple[TicketIssued, AppointmentArrived]:
    """Give the ticket of an appointment, or that of a walk-in to whoever is so early or late."""
    checks.kiosk(hall, command.device_id)
    checks.priority(hall, command.priority_id)
    appointment = _shown(hall, command, now_ms)
    arrival = arrival_of(hall, appointment, now_ms)
    keeps = _keeps_place(hall, appointment, arrival, now_ms)
    request = _request(command, appointment)
    persons.check_person(hall, request.person_hash, request.group_id, now_ms)
    series_id = hall.file.groups[request.group_id].series
    if series_id is None:
        raise errors.GroupNotOffered(device=command.device_id, group=request.group_id)
    appointed_at_ms = appointment.slot_at_ms if keeps else None
    ticket = issued(hall, request, series_id, now_ms, appointed_at_ms=appointed_at_ms)
    arrived = AppointmentArrived(
        at_ms=now_ms,
        appointment_id=appointment.id,
        group_id=appointment.group_id,
        slot_at_ms=appointment.slot_at_ms,
        ticket_id=ticket.ticket_id,
        arrival=arrival,
    )
    return ticket, arrived


def _request(command: CheckIn, appointment: Appointment) -> IssueTicket:
    """Return what its citizen would ask for without an appointment."""
    return IssueTicket(
        command_id=command.command_id,
        device_id=command.device_id,
        expires_at_ms=command.expires_at_ms,
        group_id=appointment.group_id,
        item_id=appointment.item_id,
        priority_id=command.priority_id,
        language=command.language,
        person_hash=command.person_hash or appointment.person,
    )


def arrival_of(hall: Hall, appointment: Appointment, now_ms: EpochMs) -> Arrival:
    """Tell how whoever checks in now comes."""
    rules = hall.file.appointments
    if now_ms < appointment.slot_at_ms - rules.early_min * _MINUTE_MS:
        return "early"
    return "late" if _is_over(hall, appointment, now_ms) else "in_time"


def missed(hall: Hall, now_ms: EpochMs) -> Iterator[AppointmentMissed]:
    """Yield the appointments of today whose time is over; not those of a group that is shut."""
    for group_id in hall.file.groups:
        for appointment in hall.appointments.promised(hall.day.date, group_id):
            shut = closing.suspended(hall, group_id) is not None
            if not shut and _is_over(hall, appointment, now_ms):
                yield AppointmentMissed(
                    at_ms=now_ms,
                    appointment_id=appointment.id,
                    group_id=group_id,
                    slot_at_ms=appointment.slot_at_ms,
                )


def _is_over(hall: Hall, appointment: Appointment, now_ms: EpochMs) -> bool:
    return now_ms >= appointment.slot_ends_ms + hall.file.appointments.late_min * _MINUTE_MS


def _shown(hall: Hall, command: CheckIn, now_ms: EpochMs) -> Appointment:
    """Return the appointment whose code or card is shown, if its citizen may check in today."""
    if command.code:
        found = hall.appointments.coded(plain(command.code))
    else:
        found = _of_person(hall, command.person_hash, now_ms)
    if found is None:
        raise errors.UnknownAppointment
    ticket = _ticket_of(hall, found)
    if ticket is not None:
        raise errors.AlreadyCheckedIn(number=ticket.number)
    if found.day != hall.day.date:
        raise errors.AppointmentOtherDay(
            day=found.day, slot=schedule.clock(hall.file, found.slot_at_ms)
        )
    return found


def _ticket_of(hall: Hall, appointment: Appointment) -> Ticket | None:
    """Return the ticket of whoever has checked in; one that came to nothing does not count."""
    ticket = hall.day.tickets.get(appointment.ticket_id) if appointment.ticket_id else None
    return None if ticket is None or ticket.state is State.CANCELLED else ticket


def _of_person(hall: Hall, person: PersonHash, now_ms: EpochMs) -> Appointment | None:
    """Return a person's appointment of today: the first they can still come to, or the last."""
    if person == NOBODY:
        return None
    theirs = sorted(
        (each for each in hall.appointments if each.person == person),
        key=lambda each: each.slot_at_ms,
    )
    open_ones = [each for each in theirs if _ticket_of(hall, each) is None]
    in_time = [each for each in open_ones if not _is_over(hall, each, now_ms)]
    if in_time:
        return in_time[0]
    return (open_ones or theirs)[-1] if theirs else None


def _keeps_place(hall: Hall, appointment: Appointment, arrival: Arrival, now_ms: EpochMs) -> bool:
    """Tell whether an appointment stays one. False: a walk-in's rules hold. May refuse."""
    rule = _rule(hall, arrival)
    if rule == "refuse":
        raise _refusal(hall, appointment, arrival)
    if rule == "walk_in":
        closing.check_open(hall, appointment.group_id, now_ms)
        return False
    closing.check_suspended(hall, appointment.group_id)
    if arrival == "late" and not hall.accepts(now_ms, appointment.group_id):
        raise errors.ClosedHours(group=appointment.group_id)
    return True


def _rule(hall: Hall, arrival: Arrival) -> Rule:
    match arrival:
        case "early":
            return hall.file.appointments.early
        case "late":
            return hall.file.appointments.late
        case "in_time":
            return "keep"


def _refusal(hall: Hall, appointment: Appointment, arrival: Arrival) -> errors.Refused:
    rules, slot_at_ms = hall.file.appointments, appointment.slot_at_ms
    slot = schedule.clock(hall.file, slot_at_ms)
    if arrival == "early":
        from_ms = EpochMs(slot_at_ms - rules.early_min * _MINUTE_MS)
        return errors.TooEarly(slot=slot, since=schedule.clock(hall.file, from_ms))
    until_ms = EpochMs(appointment.slot_ends_ms + rules.late_min * _MINUTE_MS)
    return errors.TooLate(slot=slot, until=schedule.clock(hall.file, until_ms))
