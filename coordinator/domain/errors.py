"""Refusals: what the hall's rules forbid. An answer to whoever asked, not a fault of ours."""

from typing import ClassVar


class Refused(Exception):
    """The rules forbid it.

    `code` is stable and goes on the wire, where programs translate it; `text` is English; the
    facts fill both.
    """

    code: ClassVar[str]
    text: ClassVar[str]

    def __init__(self, **facts: str) -> None:
        super().__init__(self.text.format(**facts))
        self.facts = facts


class UnknownDevice(Refused):
    code = "unknown_device"
    text = "the hall file has no {role} {device}"


class UnknownGroup(Refused):
    code = "unknown_group"
    text = "there is no service group {group}"


class UnknownItem(Refused):
    code = "unknown_item"
    text = "group {group} has no service item {item}"


class UnknownPriority(Refused):
    code = "unknown_priority"
    text = "there is no priority class {priority}"


class UnknownWindow(Refused):
    code = "unknown_window"
    text = "there is no window {window}"


class UnknownClerk(Refused):
    code = "unknown_clerk"
    text = "there is no clerk {clerk}"


class UnknownTicket(Refused):
    code = "unknown_ticket"
    text = "there is no ticket {ticket} today"


class ClosedHours(Refused):
    code = "closed_hours"
    text = "the hall is closed at this hour"


class GroupSuspended(Refused):
    code = "group_suspended"
    text = "group {group} gives no tickets: {note}"


class GroupFull(Refused):
    code = "group_full"
    text = "all {capacity} tickets of group {group} are given today"


class LineTooLong(Refused):
    code = "line_too_long"
    text = "the line of group {group} cannot be served before it closes today"


class AlreadyQueueing(Refused):
    code = "already_queueing"
    text = "this person has ticket {number} of group {group} already"


class Banned(Refused):
    code = "banned"
    text = "after {no_shows} no-shows this person gets no ticket before {until}"


class GroupIsOpen(Refused):
    code = "group_is_open"
    text = "group {group} is not closed by the hall"


class UnknownNumber(Refused):
    code = "unknown_number"
    text = "nobody has ticket {number} now"


class UnknownToken(Refused):
    code = "unknown_token"
    text = "no ticket of today has this token"


class CardWanted(Refused):
    code = "card_wanted"
    text = "ticket {number} was taken with a document; the same one must be shown"


class GroupNotOffered(Refused):
    code = "group_not_offered"
    text = "kiosk {device} gives no tickets for {group}"


class SeriesExhausted(Refused):
    code = "series_exhausted"
    text = "every number of the series {series} is in use"


class PaperAlreadyReported(Refused):
    code = "paper_already_reported"
    text = "the paper of {number} was reported as {outcome} before"


class NotYourWindow(Refused):
    code = "not_your_window"
    text = "device {device} does not belong to window {window}"


class WindowClosed(Refused):
    code = "window_closed"
    text = "nobody is signed in at window {window}"


class WindowPaused(Refused):
    code = "window_paused"
    text = "window {window} is paused"


class WindowBusy(Refused):
    """The window must end, hold or transfer its ticket first."""

    code = "window_busy"
    text = "window {window} still has ticket {number}"


class WindowTaken(Refused):
    code = "window_taken"
    text = "clerk {clerk} is signed in at window {window}"


class ClerkElsewhere(Refused):
    code = "clerk_elsewhere"
    text = "clerk {clerk} is signed in at window {window}"


class SupervisorOnly(Refused):
    code = "supervisor_only"
    text = "only a supervisor may do this, and {clerk} is none"


class UnmaskingForbidden(Refused):
    code = "unmasking_forbidden"
    text = "clerk {clerk} may not see visitors unmasked"


class NothingToUnmask(Refused):
    code = "nothing_to_unmask"
    text = "nothing more is kept of who has ticket {number}"


class NothingToServe(Refused):
    code = "nothing_to_serve"
    text = "window {window} would serve no group; pause or close it instead"


class ChoosingForbidden(Refused):
    code = "choosing_forbidden"
    text = "in this hall only a supervisor calls a number out of turn"


class PinNeeded(Refused):
    code = "pin_needed"
    text = "clerk {clerk} signs in with a PIN"


class PinWrong(Refused):
    code = "pin_wrong"
    text = "this is not the PIN of clerk {clerk}"


class PinLocked(Refused):
    code = "pin_locked"
    text = "too many wrong PINs for clerk {clerk} at this panel; wait half a minute"


class RecallTooSoon(Refused):
    code = "recall_too_soon"
    text = "ticket {number} was called just now; recall it in {seconds} s"


class NoShowOver(Refused):
    code = "no_show_over"
    text = "ticket {number} was missed too long ago; a new one is needed"


class UndoOver(Refused):
    code = "undo_over"
    text = "the finish of {number} can be undone no more"


class NoPanic(Refused):
    code = "no_panic"
    text = "nobody asks for help at window {window}"


class OwnPanic(Refused):
    code = "own_panic"
    text = "somebody else must acknowledge the panic of window {window}"


class NoRing(Refused):
    code = "no_ring"
    text = "nobody rings at kiosk {kiosk} (any more)"


class NobodyToRing(Refused):
    code = "nobody_to_ring"
    text = "nobody is signed in at any panel who could come to kiosk {kiosk}"


class NobodyWaits(Refused):
    code = "nobody_waits"
    text = "nobody waits for window {window}"


class StillPrinting(Refused):
    code = "still_printing"
    text = "the next ticket for window {window} is just being printed; call again in a moment"


class WrongState(Refused):
    code = "wrong_state"
    text = "ticket {number} is {state}"


class WrongWindow(Refused):
    code = "wrong_window"
    text = "ticket {number} is at window {window}"


class RecallsExhausted(Refused):
    code = "recalls_exhausted"
    text = "ticket {number} has been recalled {recalls} times, which is all that is allowed"


class SameGroup(Refused):
    code = "same_group"
    text = "ticket {number} is in group {group} already"


class TransferNowhere(Refused):
    code = "transfer_nowhere"
    text = "name a group, a window, a clerk or a later time for ticket {number} to go to"


class TwoTargets(Refused):
    code = "two_targets"
    text = "ticket {number} can wait for a window or for a clerk, not for both"


class ClerkAway(Refused):
    code = "clerk_away"
    text = "clerk {clerk} is not signed in at any window"


class NotToday(Refused):
    code = "not_today"
    text = "the time set for ticket {number} is after this business day"


class KeptForWindow(Refused):
    code = "kept_for_window"
    text = "ticket {number} waits for window {window} alone"


class KeptForClerk(Refused):
    code = "kept_for_clerk"
    text = "ticket {number} waits for clerk {clerk} alone"


class WrongKind(Refused):
    code = "wrong_kind"
    text = "window {window} cannot serve {group}: desks work on files, and do nothing else"


class NobodyAtDesk(Refused):
    code = "nobody_at_desk"
    text = "no citizen stands at desk {window}"


class QuickServiceOff(Refused):
    code = "quick_service_off"
    text = "in this hall nobody is served without a ticket"


class VisitTooLong(Refused):
    code = "visit_too_long"
    text = "ticket {number} has {services} services to come already"


class ServiceNotToCome(Refused):
    code = "service_not_to_come"
    text = "service {service} is not to come in the visit of ticket {number}"


class OutcomeNeeded(Refused):
    code = "outcome_needed"
    text = "the service of ticket {number} is finished with an outcome"


class UnknownOutcome(Refused):
    code = "unknown_outcome"
    text = "there is no outcome {outcome} for group {group}"


class UnknownNote(Refused):
    code = "unknown_note"
    text = "there is no note {note} for group {group}"


class GroupNotServed(Refused):
    code = "group_not_served"
    text = "window {window} does not serve {group}"


class RatingNotInvited(Refused):
    code = "rating_not_invited"
    text = "window {window} does not invite a rating of service {service}"


class UnknownReason(Refused):
    code = "unknown_reason"
    text = "the hall file has no reason {reason} for a rating"


class ReasonNotAsked(Refused):
    code = "reason_not_asked"
    text = "a reason belongs to the levels 1 and 2, not to level {level}"


class UnknownCase(Refused):
    code = "unknown_case"
    text = "no case is open about service {service}"


class CaseIsAnswered(Refused):
    code = "case_is_answered"
    text = "the case about ticket {number} is answered already"


class CaseNotAnswered(Refused):
    code = "case_not_answered"
    text = "the citizen of ticket {number} must be answered first"


class UnknownAlarm(Refused):
    code = "unknown_alarm"
    text = "alarm {alarm} does not stand (any more)"


class RatingLate(Refused):
    code = "rating_late"
    text = "the time to rate service {service} is over"


class RatingGiven(Refused):
    code = "rating_given"
    text = "service {service} is rated already"


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
