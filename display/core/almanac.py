"""The date on the wall, without the machine's locale. Pure."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from contract.ids import EpochMs
from display.core.screens import Both, Clock

MINUTE_MS: Final = 60_000
_WEEKDAYS_ZH: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def clock(hall_ms: EpochMs, zone: ZoneInfo) -> Clock:
    """Return what a clock in `zone` shows at `hall_ms`."""
    return _at_minute(hall_ms // MINUTE_MS, zone)


@lru_cache(maxsize=16)
def _at_minute(minute: int, zone: ZoneInfo) -> Clock:
    # A board is drawn many times a minute, and its clock changes once.
    at = datetime.fromtimestamp(minute * MINUTE_MS / 1000, UTC).astimezone(zone)
    zh = f"{at.month}月{at.day}日 星期{_WEEKDAYS_ZH[at.weekday()]}"
    en = f"{_WEEKDAYS_EN[at.weekday()]} {at.day} {_MONTHS_EN[at.month - 1]}"
    return Clock(time=f"{at:%H:%M}", date=Both(zh, en))
