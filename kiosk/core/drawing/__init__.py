"""From how things are to the screen that shows it: one pure function, `draw`."""

from collections.abc import Callable, Mapping
from typing import Final

from kiosk.core.drawing import bundles, choosing, ending, telling
from kiosk.core.obstacles import obstacle
from kiosk.core.screens import Screen
from kiosk.core.situation import Situation
from kiosk.core.visit import CHOOSING, Step


def draw(now: Situation) -> Screen:
    """Return the screen: what stops the kiosk, or else the visitor's step."""
    if now.visit.step in CHOOSING:
        stopped = obstacle(now)
        if stopped is not None:
            return stopped
    return _DRAWERS[now.visit.step](now)


_DRAWERS: Final[Mapping[Step, Callable[[Situation], Screen]]] = {
    Step.HOME: choosing.home,
    Step.GROUPS: choosing.groups,
    Step.SEARCH: choosing.search,
    Step.ITEMS: choosing.items,
    Step.PAPERS: choosing.papers,
    Step.BUNDLES: bundles.bundles,
    Step.BUNDLE: bundles.bundle,
    Step.IDENTIFY: telling.identify,
    Step.CONFIRM_DOCUMENT: telling.confirm_document,
    Step.MY_TICKET: telling.my_ticket,
    Step.CHECK_IN: telling.check_in,
    Step.PHONE: telling.phone,
    Step.ASKING: ending.printing,
    Step.PRINTING: ending.printing,
    Step.TAKE_TICKET: ending.take_ticket,
    Step.SHOW_NUMBER: ending.show_number,
    Step.PAPER_LIST: ending.paper_list,
    Step.CANCELLED: ending.cancelled,
    Step.SORRY: ending.sorry,
}
