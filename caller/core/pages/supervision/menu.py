"""The way to all that a supervisor does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import BACK_KEYS, Page, together
from caller.core.pages.supervision.alarms import AlarmsPage, news
from caller.core.pages.supervision.cases import CasesPage, overdue
from caller.core.pages.supervision.lines import LinesPage, closed
from caller.core.pages.supervision.windows import WindowsPage, paused
from caller.core.screens import Option, Options


class Section(NamedTuple):
    """A part of it. `counts` says of how many something should be known: `{name}.count`."""

    name: str
    key: str
    opens: type[BrowsePage]
    counts: Callable[[Moment], int]


SUPERVISION: Final = (
    Section("alarms", "A", AlarmsPage, news),
    Section("lines", "L", LinesPage, closed),
    Section("windows", "W", WindowsPage, paused),
    Section("cases", "C", CasesPage, overdue),
)
_OPENS: Final = {section.name: section.opens for section in SUPERVISION}


@dataclass(frozen=True)
class SupervisionPage(Page):
    """Which part?"""

    needs = Action.SUPERVISE
    keys = together(
        BACK_KEYS, {section.key: ("supervise.open", section.name) for section in SUPERVISION}
    )
    takes = frozenset({"supervise.open"})
    harmless = takes

    def screen(self, moment: Moment) -> Options:
        say = moment.wording.say
        counted = [(section, section.counts(moment)) for section in SUPERVISION]
        return Options(
            frame=frame(moment),
            title=say("supervise"),
            action="supervise.open",
            options=tuple(
                Option(
                    id=section.name,
                    key=section.key,
                    text=say(f"{section.name}.title"),
                    note=say(f"{section.name}.count", n=count) if count else "",
                )
                for section, count in counted
            ),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:  # noqa: ARG002
        return _OPENS[argument](opened_from=self) if argument in _OPENS else self
