"""The screen in the citizen's hands: how was the service, and if it was bad, why?

The clerk has no control here: the page comes with the invitation and goes with it, or with the
rating. It has no keys either, since the keyboard is the clerk's; but the cry for help.
"""

from dataclasses import dataclass
from typing import Final

from caller.core.moment import Moment, frame
from caller.core.pages.page import PANIC_KEY, Page
from caller.core.screens import Rating, RatingLevel, RatingReason, RatingReasons
from contract.ids import RatingReasonId, ServiceId

LEVELS: Final = (5, 4, 3, 2, 1)
BAD_LEVEL_MAX: Final = 2
LAST_MOMENT_MS: Final = 1_500
"""A level without a reason is handed in so long before the invitation ends."""


@dataclass(frozen=True)
class CitizensPage(Page):
    """A page about one service that may be rated."""

    service_id: ServiceId

    keys = PANIC_KEY
    citizens = True


@dataclass(frozen=True)
class RatingPage(CitizensPage):
    """The citizen is asked how the service was."""

    takes = frozenset({"rating.level"})

    def screen(self, moment: Moment) -> Rating:
        say = moment.wording.say
        return Rating(
            frame=frame(moment),
            title=say("rating.question"),
            levels=tuple(RatingLevel(level=n, text=say(f"rating.level.{n}")) for n in LEVELS),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:  # noqa: ARG002
        """Take the level, and ask why if it is a bad one."""
        if argument not in map(str, LEVELS):
            return self
        level = int(argument)
        if level <= BAD_LEVEL_MAX and moment.hall.ratings.reason:
            return RatingReasonPage(self.service_id, level)
        _rate(moment, level)
        return None


@dataclass(frozen=True)
class RatingReasonPage(CitizensPage):
    """The citizen, who was not satisfied, is asked why."""

    level: int

    takes = frozenset({"rating.reason"})

    def screen(self, moment: Moment) -> RatingReasons:
        say, language = moment.wording.say, moment.wording.language
        return RatingReasons(
            frame=frame(moment),
            title=say("rating.why", level=say(f"rating.level.{self.level}")),
            reasons=tuple(
                RatingReason(reason_id=reason.id, text=reason.name.in_language(language))
                for reason in moment.hall.ratings.reason
            ),
            skip=say("rating.no_reason"),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:  # noqa: ARG002
        """Hand in the level with its reason; "" is none."""
        if argument not in ("", *(reason.id for reason in moment.hall.ratings.reason)):
            return self
        _rate(moment, self.level, RatingReasonId(argument) if argument else None)
        return None


def citizens_turn(page: Page, moment: Moment) -> Page | None:
    """Return the page to show where `page` is open: the screen may be the citizen's now."""
    if moment.ratings is None:
        return page
    service_id = moment.ratings.invited
    if service_id is None:
        return None if isinstance(page, CitizensPage) else page
    if not isinstance(page, CitizensPage) or page.service_id != service_id:
        return RatingPage(service_id)
    if isinstance(page, RatingReasonPage) and moment.ratings.left_ms <= LAST_MOMENT_MS:
        _rate(moment, page.level)
        return None
    return page


def _rate(moment: Moment, level: int, reason: RatingReasonId | None = None) -> None:
    if moment.ratings is not None:
        moment.ratings.rate(level, source="screen", reason=reason)
