"""Places are booked, and taken."""

from coordinator.domain.errors.base import Refused


class NoAppointments(Refused):
    code = "no_appointments"
    text = "group {group} takes no appointments"


class UnknownSlot(Refused):
    code = "unknown_slot"
    text = "no slot of group {group} begins at {slot}"


class SlotOver(Refused):
    code = "slot_over"
    text = "the slot at {slot} has begun already"


class SlotTooFar(Refused):
    code = "slot_too_far"
    text = "the slot at {slot} is more than {days} days ahead"


class SlotFull(Refused):
    code = "slot_full"
    text = "every place of group {group} in the slot at {slot} is booked"


class CodeTaken(Refused):
    code = "code_taken"
    text = "another appointment has this code"


class AlreadyBooked(Refused):
    code = "already_booked"
    text = "this person has an appointment of group {group} that day, at {slot}"


class UnknownAppointment(Refused):
    code = "unknown_appointment"
    text = "there is no such appointment"


class AppointmentOver(Refused):
    code = "appointment_over"
    text = "the appointment can be changed no more: {status}"


class AppointmentOtherDay(Refused):
    code = "appointment_other_day"
    text = "the appointment is on {day} at {slot}"


class AlreadyCheckedIn(Refused):
    code = "already_checked_in"
    text = "ticket {number} was given for this appointment"


class TooEarly(Refused):
    code = "too_early"
    text = "the appointment is at {slot}; check in from {since} on"


class TooLate(Refused):
    code = "too_late"
    text = "the appointment was at {slot}; one could check in until {until}"
