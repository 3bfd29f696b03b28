"""When the screen rests, and what it shows then: words that move, so that none burns in."""

from typing import Final

from contract.hall import notices
from contract.ids import EpochMs
from kiosk.core import screens
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation, page

STAYS_MS: Final = 20_000
"""So long a notice stays in its place."""
PLACES: Final = 7
"""Prime, so that a notice is not in the same place each time it comes."""


class Saver:
    """Counts how long nobody has been there. With None it never rests."""

    def __init__(self, after_min: int | None, now_ms: EpochMs) -> None:
        self._after_min = after_min
        self._seen_at_ms = now_ms

    def see(self, now_ms: EpochMs) -> None:
        """Somebody is there."""
        self._seen_at_ms = now_ms

    def over(self, screen: Screen, now: Situation) -> Screen:
        """Return the screen to show: the one there is, or that of a kiosk at rest."""
        if self._after_min is None or not isinstance(screen, screens.Home | screens.Closed):
            return screen
        if now.now_ms - self._seen_at_ms < self._after_min * 60_000:
            return screen
        turn = now.now_ms // STAYS_MS
        site, zone = now.catalog.hall, now.catalog.kiosk.zone
        texts = notices.shown(site.notice, "kiosk", zone, now.hall_time) or (site.hall.name,)
        shown = texts[turn % len(texts)]
        return screens.ScreenSaver(
            **page(now),
            notice=shown.in_language("zh"),
            notice_en=shown.in_language("en"),
            place=turn % PLACES,
            inviting=isinstance(screen, screens.Home),
        )
