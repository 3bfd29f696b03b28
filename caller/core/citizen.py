"""The screen in the citizen's hands: how was the service, and if it was bad, why?

The clerk has no control here: the page comes with the invitation and goes with it, or with the
rating. It has no keys either, since the keyboard is the clerk's.
"""

from collections.abc import Collection
from typing import Final

from caller.core.pages import CITIZENS_PAGES, Page, PanelPage, RatingPage, RatingReasonPage
from caller.core.ratings import Ratings
from contract.ids import RatingReasonId

LEVELS: Final = (5, 4, 3, 2, 1)
BAD_LEVEL_MAX: Final = 2
LAST_MOMENT_MS: Final = 1_500
"""A level without a reason is handed in so long before the invitation ends."""


class Citizen:
    """Whoever has just been served, and looks at the panel's screen."""

    def __init__(self, ratings: Ratings, reasons: Collection[RatingReasonId]) -> None:
        self._ratings = ratings
        self._reasons = reasons

    def page_instead(self, page: Page) -> Page:
        """Return the page to show now where `page` is open."""
        service_id = self._ratings.invited
        if service_id is None:
            return PanelPage() if isinstance(page, CITIZENS_PAGES) else page
        if not isinstance(page, CITIZENS_PAGES) or page.service_id != service_id:
            return RatingPage(service_id)
        if isinstance(page, RatingReasonPage) and self._ratings.left_ms <= LAST_MOMENT_MS:
            return self.give_reason(page, "")
        return page

    def choose_level(self, page: Page, level: str) -> Page:
        """Take the level, and ask why if it is a bad one."""
        if not isinstance(page, RatingPage) or level not in map(str, LEVELS):
            return page
        if int(level) <= BAD_LEVEL_MAX and self._reasons:
            return RatingReasonPage(page.service_id, int(level))
        self._ratings.rate(int(level), source="screen")
        return PanelPage()

    def give_reason(self, page: Page, reason: str) -> Page:
        """Hand in the level with its reason; "" is none."""
        if not isinstance(page, RatingReasonPage) or reason not in ("", *self._reasons):
            return page
        given = RatingReasonId(reason) if reason else None
        self._ratings.rate(page.level, source="screen", reason=given)
        return PanelPage()
