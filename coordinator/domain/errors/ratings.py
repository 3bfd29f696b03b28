"""Services are rated, and what follows of that."""

from coordinator.domain.errors.base import Refused


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
