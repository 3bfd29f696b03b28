"""The names things have. On the wire they are plain strings and numbers; here each has a type."""

from typing import Final, Literal, NewType, TypeAlias

HallId = NewType("HallId", str)
ZoneId = NewType("ZoneId", str)
DepartmentId = NewType("DepartmentId", str)
SeriesId = NewType("SeriesId", str)
GroupId = NewType("GroupId", str)
ItemId = NewType("ItemId", str)
WindowId = NewType("WindowId", str)
ClerkId = NewType("ClerkId", str)
PriorityId = NewType("PriorityId", str)
DeviceId = NewType("DeviceId", str)
"""A program with its own account at the broker: a kiosk, a panel, a display, the coordinator."""

COORDINATOR_DEVICE: Final = DeviceId("coordinator")
OBSERVER_DEVICE: Final = DeviceId("observer")
"""Whoever listens and never speaks: supervision, statistics, a technician with mosquitto_sub."""

WEB_DEVICE: Final = DeviceId("web")
"""The gateway behind the pages that citizens open on their telephones."""
OFFICE_DEVICE: Final = DeviceId("office")
"""Whoever brings lists of appointments: `hallcall appointments`."""

RESERVED_DEVICES: Final = frozenset(
    {COORDINATOR_DEVICE, OBSERVER_DEVICE, WEB_DEVICE, OFFICE_DEVICE}
)
"""Accounts every hall has; no kiosk, panel or display may be called so."""

TicketNumber = NewType("TicketNumber", str)
"""What is printed and called, as "A012". Unique in its series and day, not for ever."""

TicketId = NewType("TicketId", str)
TicketToken = NewType("TicketToken", str)
"""Known only to who holds the ticket, and to whom it was shown."""
"""What names a ticket for ever: the business day and the number, as "2026-11-22.A012"."""

ServiceId = NewType("ServiceId", str)
"""One service of a ticket, as "2026-11-22.A012.1". A transfer begins the next one."""

AppointmentId = NewType("AppointmentId", str)
"""One booking, as "2026-11-22.17": the day on which it was made, and a count. Not the code."""

RatingReasonId = NewType("RatingReasonId", str)
"""Why a citizen was not satisfied, from the hall file's list."""

OutcomeId = NewType("OutcomeId", str)
"""How a service ended, from the hall file's list."""

NoteId = NewType("NoteId", str)
"""What a clerk notes about a service, from the hall file's list."""

AlarmId = NewType("AlarmId", str)
"""One raising of an alarm, as "2026-11-22.7": if it comes again, it is another one."""

AlarmKind: TypeAlias = Literal[
    "longest_wait",
    "line_length",
    "service_over_promise",
    "idle_window",
    "no_window",
    "closing_by_capacity",
    "device_down",
    "device_fault",
    "paper_low",
    "panic",
    "ring",
    "bad_rating",
    "case_overdue",
    "paper_unqueued",
    "paper_untimed",
]
"""What an alarm is about."""

Explained: TypeAlias = Literal[
    "day_ended", "day_unclear", "number_taken", "not_in_block", "group_gone"
]
"""Why a paper that a kiosk gave alone calls nobody: its day was over when it was handed in; or was
by the kiosk's clock, which may be so wrong that it is today's; another ticket of the day has its
number; its number is not the kiosk's to give; its group is no more."""

PersonHash = NewType("PersonHash", str)
"""A keyed hash of a document number and the business day: tells persons apart for that day, and
names nobody."""

NOBODY: Final = PersonHash("")
"""No document was read."""

CommandId = NewType("CommandId", str)
"""Made by the sender (a UUIDv7); the same id is the same command, however often it is sent."""

EpochMs = NewType("EpochMs", int)
"""UTC milliseconds since 1970-01-01."""

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,39}$"
"""Ids become levels of MQTT topics and names of files, so no "/", "+", "#" and no capitals."""
