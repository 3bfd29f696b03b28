"""What the clerk's taps and keys do, and which screen follows. Called on one thread only."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import structlog

from caller.core.desk import Desk
from caller.core.guard import Guard
from caller.core.moment import Moment
from caller.core.pages.help import HelpPage
from caller.core.pages.page import Page
from caller.core.pages.panel import PanelPage
from caller.core.pages.rating import citizens_turn
from caller.core.ports import Clock, Opening, View, Words
from caller.core.ratings import Ratings
from caller.core.screens import Side
from caller.core.side import side
from caller.core.wording import Wording
from contract.hall import HallFile, Window

log = structlog.get_logger("caller")

HARMLESS: Final = frozenset({"back", "help", "language", "panic"})
"""Changes nothing in the hall, or cannot wait: it is never too early for it."""

ON_CITIZENS_PAGES: Final = frozenset({"language", "panic"})
"""Of what every page takes; a cry for help leaves the page as it is."""


class CallerPresenter:
    """Owns the open page and the language. What a tap means is the page's, the window the desk's.

    With `ratings`, citizens rate on this screen.
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
        ratings: Ratings | None = None,
        opening: Opening | None = None,
    ) -> None:
        self._desk = desk
        self._ratings = ratings
        self._opening = opening
        self._hall = hall
        self._window = window
        self._view = view
        self._words = words
        self._clock = clock
        self._wording = Wording(words, hall, language)
        self._page: Page = PanelPage()
        self._page_guard = Guard()
        self._everywhere: Mapping[str, Callable[[], object]] = {
            "back": lambda: self._open(self._page.parent),
            "language": self._change_language,
            "panic": desk.raise_panic,
            "send_help": desk.send_help,
            "help": self._help,
        }
        desk.watch(self)
        self._draw()

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self._page

    def on_tap(self, action: str, argument: str) -> None:
        """A mouse, a finger or a key did `action`.

        A key is meant for what it says, not for its place: a page just opened does not guard.
        """
        if action == "key":
            press = self._page.keys.get(argument)
            if press is not None:
                self._do(*press)
        elif self._is_harmless(action) or self._page_guard.lets_through(self._clock.now_ms()):
            self._do(action, argument)

    def desk_changed(self) -> None:
        """Leave a page that has lost its question; draw what is known now."""
        moment, page = self._moment(), self._page
        while not page.stands(moment):
            page = page.parent or PanelPage()
        self._open(citizens_turn(page, moment))
        self._draw()

    def command_settled(self, *, done: bool) -> None:
        """Let the page go on; what is to be drawn is drawn when the desk has changed."""
        self._open(self._page.settled(self._moment(), done=done))

    def _do(self, action: str, argument: str) -> None:
        if not self._takes(action):
            log.debug("tap.not_for_page", action=action, page=type(self._page).__name__)
        elif self._is_harmless(action) or self._desk.ready:
            if action in self._everywhere:
                self._everywhere[action]()
            else:
                self._open(self._page.take(action, argument, self._moment()))
            self._draw()

    def _takes(self, action: str) -> bool:
        """Tell whether `action` is for the page that is open, and not for one that was."""
        if action in self._everywhere:
            return not self._page.citizens or action in ON_CITIZENS_PAGES
        return action in self._page.takes

    def _is_harmless(self, action: str) -> bool:
        return action in HARMLESS or action in self._page.harmless

    def _open(self, page: Page | None) -> None:
        page = page or PanelPage()
        if type(page) is not type(self._page):
            self._page_guard.changed(self._clock.now_ms())
        self._page = page

    def _help(self) -> None:
        """Open the keys of the page, or close them."""
        if isinstance(self._page, HelpPage):
            self._open(self._page.parent)
        else:
            self._open(HelpPage(opened_from=self._page))

    def _change_language(self) -> None:
        language = "zh" if self._wording.language == "en" else "en"
        self._wording = Wording(self._words, self._hall, language)
        self._view.set_language(language)

    def _draw(self) -> None:
        moment = self._moment()
        screen = self._page.screen(moment)
        around = replace(screen.frame, citizens=self._page.citizens, side=self._side(moment))
        self._view.show(replace(screen, frame=around))

    def _side(self, moment: Moment) -> Side | None:
        return None if self._page.citizens else side(moment)

    def _moment(self) -> Moment:
        return Moment(
            desk=self._desk,
            hall=self._hall,
            window=self._window,
            wording=self._wording,
            now_ms=self._desk.hall_ms,
            ready=self._desk.ready and self._page_guard.lets_through(self._clock.now_ms()),
            ratings=self._ratings,
            opening=self._opening,
        )
