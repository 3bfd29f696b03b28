"""The windows of the hall: who is there, what each does, and what it serves."""

from dataclasses import dataclass
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import Page
from caller.core.pages.supervision.draft import Draft
from caller.core.pages.supervision.services import ServicesPage, served, who
from caller.core.screens import Row
from contract.ids import WindowId
from contract.messages.state import WindowState

_TONES: Final = {"open": "good", "paused": "warn", "closed": ""}


def paused(moment: Moment) -> int:
    """Return how many windows pause."""
    windows = moment.desk.knowledge.windows.values()
    return sum(window.status == "paused" for window in windows)


@dataclass(frozen=True)
class WindowsPage(BrowsePage):
    """All of them."""

    subject = "windows"
    needs = Action.SUPERVISE

    def rows(self, moment: Moment) -> list[Row]:
        windows = moment.desk.knowledge.windows
        return [_row(windows[w.id], moment) for w in moment.hall.window if w.id in windows]

    def chosen(self, row_id: str, moment: Moment) -> Page:
        window_id = WindowId(row_id)
        return ServicesPage(self, window_id, Draft(served(window_id, moment)))


def _row(window: WindowState, moment: Moment) -> Row:
    wording, window_id = moment.wording, window.window_id
    groups = [
        wording.group(group_id) + (f" ×{weight}" if weight > 1 else "")
        for group_id, weight in served(window_id, moment)
    ]
    return Row(
        id=window_id,
        text=wording.counter(window_id),
        note=who(window_id, moment),
        detail=" · ".join(groups),
        tone=_TONES[window.status],
    )
