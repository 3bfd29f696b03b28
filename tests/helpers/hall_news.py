"""What a supervisor's panel hears of the street hall: lines, windows, alarms, bad ratings."""

from typing import Any, Final

from contract.ids import AlarmId, ClerkId, EpochMs, ServiceId, TicketNumber, WindowId
from contract.messages.alarms import Alarm, Alarms, Cases, RatingCase
from contract.messages.state import QueueState, WindowState
from tests.helpers.desk import GENERAL, HOUSING, NOW_MS

MINUTE_MS: Final = 60_000
W2: Final = WindowId("w2")


def line_state(**facts: Any) -> QueueState:
    """Return the line of general services: seven wait, the first for twelve minutes."""
    usual = {
        "group_id": GENERAL,
        "waiting": 7,
        "open_windows": 2,
        "accepting": True,
        "closed_reason": None,
        "wait_ms": 9 * MINUTE_MS,
        "wait_bound_ms": 20 * MINUTE_MS,
        "oldest_issued_at_ms": EpochMs(NOW_MS - 12 * MINUTE_MS),
    }
    return QueueState(**{**usual, **facts})


def stopped(**facts: Any) -> QueueState:
    """Return the line of housing, of which a supervisor has stopped the tickets."""
    usual = {
        "group_id": HOUSING,
        "accepting": False,
        "closed_reason": "suspended",
        "closed_note_zh": "系统维护",
        "closed_note_en": "Maintenance",
    }
    return line_state(**{**usual, **facts})


def window_state(**facts: Any) -> WindowState:
    """Return window 2 with a clerk, a ticket, and two lines."""
    usual = {
        "window_id": W2,
        "status": "open",
        "pause_reason": "",
        "clerk_id": ClerkId("c02"),
        "number": TicketNumber("A003"),
        "stage": "serving",
        "call_seq": 3,
        "since_ms": NOW_MS,
        "serves": (GENERAL, HOUSING),
        "weights": {HOUSING: 3},
    }
    return WindowState(**{**usual, **facts})


def alarm(number: int = 1, **facts: Any) -> Alarm:
    """Return an alarm of a line, raised five minutes ago and seen by nobody."""
    usual = {
        "alarm_id": AlarmId(f"2026-11-22.{number}"),
        "alarm": "longest_wait",
        "subject": GENERAL,
        "value": 2400,
        "raised_at_ms": EpochMs(NOW_MS - 5 * MINUTE_MS),
        "acknowledged_by": None,
        "acknowledged_at_ms": None,
    }
    return Alarm(**{**usual, **facts})


def alarms(*standing: Alarm) -> Alarms:
    return Alarms(standing=len(standing), alarms=standing)


def case(number: str = "A011", **facts: Any) -> RatingCase:
    """Return a case of window 2 that is due in three hours and nobody has answered."""
    usual = {
        "service_id": ServiceId(f"2026-11-20.{number}.1"),
        "number": TicketNumber(number),
        "group_id": GENERAL,
        "window_id": W2,
        "clerk_id": ClerkId("c02"),
        "level": 1,
        "reason": "slow",
        "opened_at_ms": EpochMs(NOW_MS - 3 * 24 * 60 * MINUTE_MS),
        "due_at_ms": EpochMs(NOW_MS + 200 * MINUTE_MS),
        "answered_at_ms": None,
    }
    return RatingCase(**{**usual, **facts})


def cases(*waiting: RatingCase) -> Cases:
    return Cases(open=len(waiting), cases=waiting)
