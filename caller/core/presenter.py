"""What the clerk's taps and keys do, and which screen follows. Called on one thread only."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import structlog

from caller.core.actions import Situation, situation
from caller.core.citizen import Citizen
from caller.core.compose import compose, transfer_groups
from caller.core.desk import Desk
from caller.core.guard import Guard
from caller.core.keys import press_of
from caller.core.moment import Moment
from caller.core.pages import (
    CITIZENS_PAGES,
    HOTKEYS,
    NEEDS,
    HoldPage,
    Page,
    PanelPage,
    PausePage,
    RatingPage,
    RatingReasonPage,
    SignInPage,
    SignOutPage,
    TransferPage,
    about_another_ticket,
    matching,
)
from caller.core.ports import Clock, View, Words
from caller.core.wording import Wording, bilingual
from contract.hall import HallFile, Window
from contract.ids import ClerkId, GroupId

log = structlog.get_logger("caller")

HARMLESS: Final = frozenset({"back", "language", "signin.search", "mark", "transfer.mark", "why"})
"""Changes nothing in the hall, so it is never too early for it."""

ASKED_ON: Final[Mapping[str, type[Page]]] = {
    "signin.search": SignInPage,
    "signin.clerk": SignInPage,
    "transfer.to": TransferPage,
    "hold.reason": HoldPage,
    "pause.reason": PausePage,
    "confirm.yes": SignOutPage,
    "rating.level": RatingPage,
    "rating.reason": RatingReasonPage,
}
"""An answer counts only while its question is asked."""


CITIZENS_ACTIONS: Final = frozenset({"rating.level", "rating.reason", "language"})
"""What the screen takes while it is the citizen's."""


class CallerPresenter:
    """Owns the open page and the language. Everything about the window itself is the desk's.

    With a `citizen`, ratings are given on this screen.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        hall: HallFile,
        window: Window,
        view: View,
        words: Words,
        clock: Clock,
        language: str,
        citizen: Citizen | None = None,
    ) -> None:
        self._desk = desk
        self._citizen = citizen
        self._hall = hall
        self._window = window
        self._view = view
        self._words = words
        self._clock = clock
        self._wording = Wording(words, hall, language)
        self._page: Page = PanelPage()
        self._page_guard = Guard()
        self._actions = self._table()
        desk.watch(self)
        self._draw()

    def on_tap(self, action: str, argument: str) -> None:
        """A mouse, a finger or a key did `action`."""
        if action == "key":
            self._on_key(argument)
        elif action in HARMLESS or self._page_guard.lets_through(self._clock.now_ms()):
            self._do(action, argument)

    def desk_changed(self) -> None:
        """Leave a page that has lost its question; draw what is known now."""
        needed = NEEDS.get(type(self._page))
        panel = self._desk.panel
        if needed is not None and (
            panel is None or not self._desk.may(needed) or about_another_ticket(self._page, panel)
        ):
            self._open(PanelPage())
        if self._citizen is not None:
            self._open(self._citizen.page_instead(self._page))
        self._draw()

    def command_settled(self, *, done: bool) -> None:
        """Drawn by `desk_changed`."""

    def _on_key(self, key: str) -> None:
        """A key is meant for what it says, not for its place: a page just opened does not guard."""
        press = press_of(self._page, key)
        if press is not None:
            self._do(*press)

    def _do(self, action: str, argument: str) -> None:
        if action not in self._actions:
            log.warning("tap.unknown", action=action)
        elif self._is_late(action):
            log.debug("tap.late", action=action)
        elif action in HARMLESS or self._desk.ready:
            self._actions[action](argument)
            self._draw()

    def _is_late(self, action: str) -> bool:
        """Tell whether `action` was meant for a page that is not open any more."""
        if isinstance(self._page, CITIZENS_PAGES):
            return action not in CITIZENS_ACTIONS
        return not isinstance(self._page, ASKED_ON.get(action, object))

    def _table(self) -> Mapping[str, Callable[[str], object]]:
        desk = self._desk
        return {
            "main": lambda _: self._next_step(),
            "recall": lambda _: desk.recall(),
            "no_show": lambda _: desk.no_show(),
            "transfer": lambda _: self._ask_about_ticket(TransferPage),
            "transfer.to": lambda group_id: self._close_if(desk.transfer(GroupId(group_id))),
            "transfer.mark": self._mark_group,
            "hold": lambda _: self._ask_about_ticket(HoldPage),
            "hold.reason": lambda n: self._give_reason("hold.reason", n, desk.hold),
            "held": self._resume,
            "held.place": lambda key: self._resume_place(HOTKEYS.find(key)),
            "why": lambda _: self._turn_why(),
            "pause": lambda _: self._ask(PausePage()),
            "pause.reason": lambda n: self._give_reason("pause.reason", n, desk.pause),
            "sign_out": lambda _: self._ask(SignOutPage()),
            "confirm.yes": lambda _: self._close_if(desk.sign_out()),
            "signin.clerk": lambda clerk_id: self._close_if(desk.sign_in(ClerkId(clerk_id))),
            "signin.search": lambda text: self._open(SignInPage(search=text)),
            "mark": lambda step: self._move_mark(int(step)),
            "choose_marked": lambda _: self._choose_marked(),
            "back": lambda _: self._open(PanelPage()),
            "rating.level": self._choose_level,
            "rating.reason": self._give_rating_reason,
            "language": lambda _: self._change_language(),
        }

    # The big button

    def _next_step(self) -> None:
        """Do the right next step, whatever it is now."""
        if self._desk.panel is None:
            return
        match situation(self._desk.panel):
            case Situation.CLOSED:
                self._ask(SignInPage())
            case Situation.PAUSED:
                self._desk.open()
            case Situation.FREE:
                self._desk.call_next()
            case Situation.CALLED:
                self._desk.start()
            case Situation.SERVING:
                self._desk.finish()

    # Pages

    def _ask(self, page: Page) -> None:
        if self._desk.may(NEEDS[type(page)]):
            self._open(page)

    def _ask_about_ticket(self, page: type[TransferPage] | type[HoldPage]) -> None:
        panel = self._desk.panel
        if panel is not None and panel.ticket is not None:
            self._ask(page(panel.ticket.ticket_id))

    def _turn_why(self) -> None:
        """Show why the ticket at the window was called, or hide it again."""
        panel = self._desk.panel
        if isinstance(self._page, PanelPage) and panel is not None and panel.ticket is not None:
            ticket_id = panel.ticket.ticket_id
            shown = self._page.why_of == ticket_id
            self._open(PanelPage(None if shown else ticket_id))

    def _open(self, page: Page) -> None:
        if type(page) is not type(self._page):
            self._page_guard.changed(self._clock.now_ms())
        self._page = page

    def _close_if(self, sent: bool) -> None:  # noqa: FBT001 - what the desk's methods return
        if sent:
            self._open(PanelPage())

    # Lists

    def _mark_group(self, key: str) -> None:
        groups = transfer_groups(self._hall, self._desk.panel)
        place = HOTKEYS.find(key)
        if isinstance(self._page, TransferPage) and 0 <= place < len(groups):
            self._open(replace(self._page, marked=groups[place]))

    def _move_mark(self, step: int) -> None:
        match self._page:
            case SignInPage(search=search, marked=marked) as page:
                last = len(matching(self._hall.clerk, search)) - 1
                self._open(replace(page, marked=max(0, min(last, marked + step))))
            case TransferPage(marked=group_id) as page:
                groups = transfer_groups(self._hall, self._desk.panel)
                place = groups.index(group_id) + step if group_id in groups else 0
                self._open(replace(page, marked=groups[max(0, min(len(groups) - 1, place))]))
            case _:
                pass

    def _choose_marked(self) -> None:
        match self._page:
            case SignInPage(search=search, marked=marked):
                clerks = matching(self._hall.clerk, search)
                if marked < len(clerks):
                    self._close_if(self._desk.sign_in(clerks[marked].id))
            case TransferPage(marked=group_id) if group_id is not None:
                self._close_if(self._desk.transfer(group_id))
            case _:
                pass

    def _resume(self, number: str) -> None:
        held = self._desk.panel.held if self._desk.panel else ()
        for place, ticket in enumerate(held):
            if ticket.number == number:
                self._resume_place(place)

    def _resume_place(self, place: int) -> None:
        held = self._desk.panel.held if self._desk.panel else ()
        if 0 <= place < len(held):
            self._desk.resume(held[place].ticket_id)

    def _give_reason(self, subject: str, place: str, act: Callable[[str], bool]) -> None:
        if place in map(str, range(1, len(self._wording.reasons(subject)) + 1)):
            self._close_if(act(bilingual(self._words, f"{subject}.{place}")))

    # The citizen's answers

    def _choose_level(self, level: str) -> None:
        if self._citizen is not None:
            self._open(self._citizen.choose_level(self._page, level))

    def _give_rating_reason(self, reason: str) -> None:
        if self._citizen is not None:
            self._open(self._citizen.give_reason(self._page, reason))

    # Drawing

    def _change_language(self) -> None:
        language = "zh" if self._wording.language == "en" else "en"
        self._wording = Wording(self._words, self._hall, language)
        self._view.set_language(language)

    def _draw(self) -> None:
        moment = Moment(
            desk=self._desk,
            hall=self._hall,
            window=self._window,
            wording=self._wording,
            now_ms=self._desk.hall_ms,
            ready=self._desk.ready and self._page_guard.lets_through(self._clock.now_ms()),
        )
        self._view.show(compose(self._page, moment))
