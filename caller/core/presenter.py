"""What the clerk's taps and keys do, and which screen follows. Called on one thread only."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import structlog

from caller.core.actions import Situation, situation
from caller.core.citizen import Citizen
from caller.core.compose import compose, transfer_groups
from caller.core.desk import Desk
from caller.core.guard import Guard
from caller.core.keys import MORE, press_of
from caller.core.marks import moved
from caller.core.moment import Moment
from caller.core.pages import (
    CITIZENS_PAGES,
    HOTKEYS,
    CallGroupPage,
    HoldPage,
    MenuPage,
    NumberPage,
    Page,
    PanelPage,
    PausePage,
    PinPage,
    Purpose,
    SignInPage,
    SignOutPage,
    TakeOverPage,
    TransferPage,
    about_another_ticket,
    matching,
    need_of,
)
from caller.core.ports import Clock, View, Words
from caller.core.signing_in import SigningIn
from caller.core.taps import ALWAYS, ASKED_ON, CITIZENS_ACTIONS
from caller.core.wording import Wording, bilingual
from contract.hall import HallFile, Window
from contract.ids import ClerkId, GroupId, TicketNumber

log = structlog.get_logger("caller")


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
        self._signing_in = SigningIn(desk, hall)
        self._actions = self._table()
        desk.watch(self)
        self._draw()

    def on_tap(self, action: str, argument: str) -> None:
        """A mouse, a finger or a key did `action`."""
        if action == "key":
            self._on_key(argument)
        elif action in ALWAYS or self._page_guard.lets_through(self._clock.now_ms()):
            self._do(action, argument)

    def desk_changed(self) -> None:
        """Leave a page that has lost its question; draw what is known now."""
        needed = need_of(self._page)
        panel = self._desk.panel
        if needed is not None and (
            panel is None or not self._desk.may(needed) or about_another_ticket(self._page, panel)
        ):
            self._open(PanelPage())
        if self._citizen is not None:
            self._open(self._citizen.page_instead(self._page))
        self._draw()

    def command_settled(self, *, done: bool) -> None:
        """Ask what a refused sign-in wants to know; all else `desk_changed` draws."""
        follows = self._signing_in.settled(done=done)
        if follows is not None:
            self._open(follows)

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
        elif action in ALWAYS or self._desk.ready:
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
            "menu": lambda _: self._open(MenuPage()),
            "menu.do": self._do_of_menu,
            "call_group": lambda _: self._ask(CallGroupPage()),
            "call_group.of": lambda group_id: self._close_if(desk.call_group(GroupId(group_id))),
            "call_group.place": self._call_group_place,
            "call_number": lambda _: self._ask(NumberPage(Purpose.CALL)),
            "no_show_back": lambda _: self._ask(NumberPage(Purpose.NO_SHOW_BACK)),
            "entry.typed": self._type,
            "entry.done": lambda _: self._take_entry(),
            "undo": lambda _: self._close_if(desk.undo()),
            "change_clerk": lambda _: self._ask(SignInPage()),
            "panic": lambda _: self._raise_panic(),
            "send_help": lambda _: desk.send_help(),
            "held": self._resume,
            "held.place": lambda key: self._resume_place(HOTKEYS.find(key)),
            "why": lambda _: self._turn_why(),
            "pause": lambda _: self._ask(PausePage(desk.open_ticket_id)),
            "pause.reason": lambda n: self._give_reason("pause.reason", n, self._pause),
            "sign_out": lambda _: self._ask(SignOutPage(desk.open_ticket_id)),
            "confirm.yes": lambda _: self._confirmed(),
            "signin.clerk": lambda clerk_id: self._follow(
                self._signing_in.choose(ClerkId(clerk_id))
            ),
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
        needed = need_of(page)
        if needed is not None and self._desk.may(needed):
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

    def _follow(self, page: Page | None) -> None:
        if page is not None:
            self._open(page)

    def _pause(self, reason: str) -> bool:
        over_ticket = isinstance(self._page, PausePage) and self._page.ticket_id is not None
        return self._desk.pause(reason, hold_ticket=over_ticket)

    def _confirmed(self) -> None:
        match self._page:
            case SignOutPage(ticket_id=ticket_id):
                self._close_if(self._desk.sign_out(hold_ticket=ticket_id is not None))
            case TakeOverPage() as page:
                self._follow(self._signing_in.take_over(page))
            case _:
                pass

    def _type(self, text: str) -> None:
        if isinstance(self._page, NumberPage | PinPage):
            self._open(replace(self._page, typed=text.strip()))

    def _take_entry(self) -> None:
        match self._page:
            case NumberPage(purpose=Purpose.CALL, typed=typed) if typed:
                self._close_if(self._desk.call_number(TicketNumber(typed.upper())))
            case NumberPage(purpose=Purpose.NO_SHOW_BACK, typed=typed) if typed:
                self._close_if(self._desk.recall_no_show(TicketNumber(typed.upper())))
            case PinPage() as page:
                self._follow(self._signing_in.enter_pin(page))
            case _:
                pass

    # What needs no page of its own

    def _do_of_menu(self, action: str) -> None:
        if action in MORE.values():
            self._do(action, "")

    def _raise_panic(self) -> None:
        self._desk.raise_panic()
        if isinstance(self._page, MenuPage):
            self._open(PanelPage())

    # Lists

    def _call_group_place(self, key: str) -> None:
        lines = self._desk.panel.lines if self._desk.panel else ()
        place = HOTKEYS.find(key)
        if 0 <= place < len(lines):
            self._close_if(self._desk.call_group(lines[place].group_id))

    def _mark_group(self, key: str) -> None:
        groups = transfer_groups(self._hall, self._desk.panel)
        place = HOTKEYS.find(key)
        if isinstance(self._page, TransferPage) and 0 <= place < len(groups):
            self._open(replace(self._page, marked=groups[place]))

    def _move_mark(self, step: int) -> None:
        self._open(moved(self._page, step, self._hall, self._desk.panel))

    def _choose_marked(self) -> None:
        match self._page:
            case SignInPage(search=search, marked=marked):
                clerks = matching(self._hall.clerk, search)
                if marked < len(clerks):
                    self._follow(self._signing_in.choose(clerks[marked].id))
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
