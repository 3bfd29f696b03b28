"""What is named is not there."""

from coordinator.domain.errors.base import Refused


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


class UnknownNumber(Refused):
    code = "unknown_number"
    text = "nobody has ticket {number} now"


class UnknownToken(Refused):
    code = "unknown_token"
    text = "no ticket of today has this token"
