"""What becomes of ratings and their cases, of shifts, and of alarms."""

from typing import Final

from coordinator.adapters.reading.rows import Cell, Means, Rows
from coordinator.domain.events import (
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    AtWindow,
    CaseAnswered,
    CaseCorrected,
    CaseOpened,
    ClerkSignedIn,
    ClerkSignedOut,
    RatingLapsed,
    ServiceRated,
)
from coordinator.service.ports import Record
from journal import ReadRow


def _rated(record: Record, event: ServiceRated) -> Rows:
    yield _rating(
        record, event, level=event.level, source=event.source, reason=event.reason, lapsed=None
    )


def _lapsed(record: Record, event: RatingLapsed) -> Rows:
    yield _rating(record, event, lapsed=event.reason)


def _rating(record: Record, event: AtWindow, **columns: Cell) -> ReadRow:
    about: dict[str, Cell] = {
        "day": record.day,
        "ticket_id": event.ticket_id,
        "group_id": event.group_id,
        "window_id": event.window_id,
        "clerk_id": event.clerk_id,
        "at_ms": event.at_ms,
    }
    return ReadRow("ratings", {"service_id": event.service_id}, {**about, **columns}, "new")


def _case_opened(_: Record, event: CaseOpened) -> Rows:
    yield ReadRow("ratings", {"service_id": event.service_id}, {"case_due_at_ms": event.due_at_ms})


def _case_answered(_: Record, event: CaseAnswered) -> Rows:
    columns: dict[str, Cell] = {"answered_by": event.clerk_id, "answered_at_ms": event.at_ms}
    yield ReadRow("ratings", {"service_id": event.service_id}, columns)


def _case_corrected(_: Record, event: CaseCorrected) -> Rows:
    columns: dict[str, Cell] = {"corrected_by": event.clerk_id, "corrected_at_ms": event.at_ms}
    yield ReadRow("ratings", {"service_id": event.service_id}, columns)


def _signed_in(record: Record, event: ClerkSignedIn) -> Rows:
    columns: dict[str, Cell] = {
        "day": record.day,
        "window_id": event.window_id,
        "clerk_id": event.clerk_id,
        "began_at_ms": event.at_ms,
    }
    yield ReadRow("shifts", {"position": record.position}, columns, "new")


def _signed_out(_: Record, event: ClerkSignedOut) -> Rows:
    columns: dict[str, Cell] = {"ended": event.reason or "signed_out", "ended_at_ms": event.at_ms}
    yield ReadRow("shifts", {"window_id": event.window_id, "ended_at_ms": None}, columns)


def _raised(record: Record, event: AlarmRaised) -> Rows:
    columns: dict[str, Cell] = {
        "day": record.day,
        "alarm": event.alarm,
        "subject": event.subject,
        "value": event.value,
        "raised_at_ms": event.at_ms,
    }
    yield ReadRow("alarms", {"alarm_id": event.alarm_id}, columns, "new")
    if event.alarm == "device_down":
        which = {"device_id": event.subject}
        first: dict[str, Cell] = {"day": record.day, "first_at_ms": event.at_ms}
        down: dict[str, Cell] = {"down_since_ms": event.at_ms, "last_down_at_ms": event.at_ms}
        yield ReadRow("devices", which, first, "first")
        yield ReadRow("devices", which, down)


def _acknowledged(_: Record, event: AlarmAcknowledged) -> Rows:
    columns: dict[str, Cell] = {
        "acknowledged_at": event.window_id,
        "acknowledged_by": event.clerk_id,
        "acknowledged_at_ms": event.at_ms,
    }
    yield ReadRow("alarms", {"alarm_id": event.alarm_id}, columns)


def _cleared(_: Record, event: AlarmCleared) -> Rows:
    columns: dict[str, Cell] = {"cleared_for": event.reason, "cleared_at_ms": event.at_ms}
    yield ReadRow("alarms", {"alarm_id": event.alarm_id}, columns)
    if event.alarm == "device_down":
        yield ReadRow("devices", {"device_id": event.subject}, {"down_since_ms": None})


MEANS: Final[Means] = {
    ServiceRated: _rated,
    RatingLapsed: _lapsed,
    CaseOpened: _case_opened,
    CaseAnswered: _case_answered,
    CaseCorrected: _case_corrected,
    ClerkSignedIn: _signed_in,
    ClerkSignedOut: _signed_out,
    AlarmRaised: _raised,
    AlarmAcknowledged: _acknowledged,
    AlarmCleared: _cleared,
}
