"""Visits go on: to other lines, windows, clerks and services."""

from coordinator.domain.errors.base import Refused


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
