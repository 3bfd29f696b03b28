"""Tickets are taken, printed and given up."""

from coordinator.domain.errors.base import Refused


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
