"""What has no button on the panel: the menu shows it with its keys, which work at once, too."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.calling import CallGroupPage
from caller.core.pages.looking import NextPage, OwnDayPage
from caller.core.pages.numbers import (
    CallNumberPage,
    CancelNumberPage,
    NoShowBackPage,
)
from caller.core.pages.page import BACK_KEYS, Page, together
from caller.core.pages.priority import PriorityNumberPage
from caller.core.pages.signing_in import SignInPage
from caller.core.pages.tickets import FinishPage
from caller.core.pages.unmasking import UnmaskPage
from caller.core.pages.visits import QuickServicePage, VisitPage
from caller.core.screens import Option, Options


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu, which opens a page or does something. Its words: `menu.{action}`."""

    action: str
    key: str
    needs: Action | None
    opens: Callable[[Moment], Page] | None = None
    does: Callable[[Moment], object] = lambda _: None

    def offered(self, moment: Moment) -> bool:
        """Tell whether it is for the role of who is signed in."""
        return self.needs is None or moment.allows(self.needs)

    def possible(self, moment: Moment) -> bool:
        return self.needs is None or moment.may(self.needs)

    def choose(self, moment: Moment) -> Page | None:
        """Do it, or return the page that asks more; None where there is nothing to ask."""
        if not self.possible(moment):
            return None
        if self.opens is not None:
            return self.opens(moment)
        self.does(moment)
        return None


MENU: Final = (
    MenuEntry("visit", "V", Action.CHANGE_VISIT, lambda m: VisitPage(m.desk.open_ticket_id)),
    MenuEntry("outcome", "O", Action.FINISH, lambda m: FinishPage(m.desk.open_ticket_id)),
    MenuEntry("unmask", "I", Action.UNMASK, lambda m: UnmaskPage(m.desk.open_ticket_id)),
    MenuEntry("quick", "F", Action.QUICK_SERVICE, lambda _: QuickServicePage()),
    MenuEntry("call_group", "G", Action.CALL_GROUP, lambda _: CallGroupPage()),
    MenuEntry("call_number", "C", Action.CALL_NUMBER, lambda _: CallNumberPage()),
    MenuEntry("no_show_back", "B", Action.NO_SHOW_BACK, lambda _: NoShowBackPage()),
    MenuEntry("cancel_number", "X", Action.CANCEL_NUMBER, lambda _: CancelNumberPage()),
    MenuEntry("give_priority", "Y", Action.GIVE_PRIORITY, lambda _: PriorityNumberPage()),
    MenuEntry("next", "E", None, lambda _: NextPage()),
    MenuEntry("own", "D", None, lambda _: OwnDayPage()),
    MenuEntry("undo", "U", Action.UNDO, does=lambda moment: moment.desk.undo()),
    MenuEntry("change_clerk", "L", Action.SIGN_IN, lambda _: SignInPage()),
    MenuEntry("panic", "F12", None, does=lambda moment: moment.desk.raise_panic()),
)
BY_ACTION: Final = {entry.action: entry for entry in MENU}


@dataclass(frozen=True)
class MenuPage(Page):
    """All of it, with what cannot be done now."""

    keys = together(BACK_KEYS, {entry.key: ("menu.do", entry.action) for entry in MENU})
    takes = frozenset({"menu.do"})
    harmless = frozenset({"menu.do"})  # what is chosen asks for itself

    def screen(self, moment: Moment) -> Options:
        return Options(
            frame=frame(moment),
            title=moment.wording.say("menu"),
            action="menu.do",
            at_once=True,
            options=tuple(
                Option(
                    id=entry.action,
                    key=entry.key,
                    text=moment.wording.say(f"menu.{entry.action}"),
                    possible=entry.possible(moment),
                )
                for entry in MENU
                if entry.offered(moment)
            ),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:  # noqa: ARG002
        entry = BY_ACTION.get(argument)
        if entry is None or not entry.possible(moment):
            return self
        return entry.choose(moment)
