"""The window at work: nothing is asked of the clerk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from caller.core.actions import Situation, situation
from caller.core.desk import Desk
from caller.core.moment import Moment
from caller.core.notices import number_in
from caller.core.pages.menu import BY_ACTION, MENU, MenuPage
from caller.core.pages.page import EVERYWHERE_KEYS, HOTKEYS, Page, choosing, key_of, together
from caller.core.pages.shifts import PausePage, SignOutPage
from caller.core.pages.signing_in import SignInPage
from caller.core.pages.supervision.menu import SupervisionPage
from caller.core.pages.tickets import FinishPage, HoldPage, wants_outcome
from caller.core.pages.transferring import TransferPage
from caller.core.panel_screen import panel_screen
from caller.core.screens import Panel
from contract.ids import TicketId

_STEPS: Final[Mapping[Situation, Callable[[Desk], bool]]] = {
    Situation.PAUSED: Desk.open,
    Situation.FREE: Desk.call_next,
    Situation.CALLED: Desk.start,
    Situation.SERVING: Desk.finish,
}
_OPENS: Final[Mapping[str, Callable[[Moment], Page]]] = {
    "transfer": lambda moment: TransferPage(moment.desk.open_ticket_id),
    "hold": lambda moment: HoldPage(moment.desk.open_ticket_id),
    "pause": lambda moment: PausePage(moment.desk.open_ticket_id),
    "sign_out": lambda moment: SignOutPage(moment.desk.open_ticket_id),
    "menu": lambda _: MenuPage(),
    "supervise": lambda _: SupervisionPage(),
}
_DOES: Final[Mapping[str, Callable[[Desk], bool]]] = {
    "recall": Desk.recall,
    "no_show": Desk.no_show,
}


@dataclass(frozen=True)
class PanelPage(Page):
    """All that a window does day by day, in one place."""

    why_of: TicketId | None = None
    """The ticket of which the clerk wants to know why it was called."""

    keys = together(
        EVERYWHERE_KEYS,
        {
            "Space": ("main", ""),
            "Enter": ("main", ""),
            "R": ("recall", ""),
            "N": ("no_show", ""),
            "T": ("transfer", ""),
            "H": ("hold", ""),
            "P": ("pause", ""),
            "Q": ("sign_out", ""),
            "M": ("menu", ""),
            "K": ("send_help", ""),
            "W": ("why", ""),
            "S": ("supervise", ""),
        },
        {entry.key: (entry.action, "") for entry in MENU},
        choosing("held.place", HOTKEYS[:9]),
    )
    takes = frozenset({"main", "held", "held.place", "why", *_OPENS, *_DOES, *BY_ACTION})
    harmless = frozenset({"why", "menu", "supervise", "next", "own"})

    def screen(self, moment: Moment) -> Panel:
        return panel_screen(moment, self.why_of)

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        match action:
            case "main":
                return self._next_step(moment)
            case "why":
                return self._turned(moment)
            case "held" | "held.place":
                return self._resume(argument, moment)
        if action in _DOES:
            _DOES[action](moment.desk)
            return self
        if action in BY_ACTION:
            return BY_ACTION[action].choose(moment) or self
        page = _OPENS[action](moment)
        return page if page.stands(moment) else self

    def _next_step(self, moment: Moment) -> Page:
        """Do the right next step, whatever it is now."""
        if moment.desk.panel is None:
            return self
        where = situation(moment.desk.panel)
        if where is Situation.CLOSED:
            return SignInPage()
        if where is Situation.SERVING and wants_outcome(moment):
            return FinishPage(moment.desk.open_ticket_id)
        _STEPS[where](moment.desk)
        return self

    def _turned(self, moment: Moment) -> Page:
        """Show why the ticket at the window was called, or hide it again."""
        ticket_id = moment.desk.open_ticket_id
        return PanelPage(None if self.why_of == ticket_id else ticket_id)

    def _resume(self, number_or_key: str, moment: Moment) -> Page:
        for place, ticket_id in enumerate(moment.desk.knowledge.held_places):
            if ticket_id and number_or_key in (number_in(ticket_id), key_of(place)):
                moment.desk.resume(ticket_id)
        return self
