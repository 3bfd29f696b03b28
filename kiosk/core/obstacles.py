"""What stops the kiosk, and the screen that says so."""

from datetime import datetime
from typing import Final

from kiosk.core import screens
from kiosk.core.equipment import PRINTER_STARTING
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, page
from messaging import LinkState

OBSTACLES: Final = (
    screens.TakenOver,
    screens.NoConnection,
    screens.OutOfOrder,
    screens.Closed,
)


def obstacle(now: Situation) -> Screen | None:
    """Return the screen of what makes taking tickets impossible, the worst first."""
    watch = now.watch
    if watch.link is LinkState.TAKEN_OVER:
        return screens.TakenOver(**page(now), kiosk_id=now.catalog.kiosk.id)
    if not now.reachable and not now.stands_in:
        return screens.NoConnection(**page(now), detail=watch.detail)
    if now.printer is None:
        return screens.OutOfOrder(**page(now), cause=PRINTER_STARTING, detail="")
    if not now.hall_open:
        return _closed(now)
    return None


def _closed(now: Situation) -> Screen:
    today, openings = now.hall_time, now.catalog.hall.openings
    reason = openings.reason_on(today.date())
    return screens.Closed(
        **page(now),
        hours=now.catalog.hours_on(today),
        note="" if reason is None else reason.in_language(now.visit.language),
        back=back(openings.next_after(today), today),
    )


def back(opens: datetime | None, today: datetime) -> str:
    """Return when something opens: the time, with the date if that is not today's."""
    if opens is None:
        return ""
    return opens.strftime("%H:%M" if opens.date() == today.date() else "%m-%d %H:%M")
