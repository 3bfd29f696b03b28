"""A clerk signs in: by name, by PIN if the hall file says so, over another's shift if need be."""

from dataclasses import dataclass, field, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.notices import Notice
from caller.core.pages.page import (
    BACK_KEYS,
    CONFIRM_KEYS,
    ENTRY_KEYS,
    MARK_KEYS,
    Page,
    moved,
    together,
)
from caller.core.screens import ClerkChoice, Confirm, Entry, SignIn
from contract.hall import Clerk
from contract.ids import ClerkId

ASKS_TAKE_OVER: Final = frozenset({"refused.window_taken", "refused.clerk_elsewhere"})
ASKS_PIN: Final = frozenset({"refused.pin_needed", "refused.pin_wrong", "refused.pin_locked"})
PIN_DIGITS_MAX: Final = 12


@dataclass(frozen=True)
class SignInPage(Page):
    """Who works here? `chosen` is the one whose sign-in is on its way."""

    search: str = ""
    marked: int = 0
    chosen: ClerkId | None = None

    needs = Action.SIGN_IN
    keys = together(BACK_KEYS, MARK_KEYS)
    takes = frozenset({"signin.search", "signin.clerk", "mark", "choose_marked"})
    harmless = frozenset({"signin.search", "mark"})

    def screen(self, moment: Moment) -> SignIn:
        clerks = self._matching(moment)
        nobody = "" if clerks else "sign_in.no_match" if moment.hall.clerk else "sign_in.no_clerks"
        return SignIn(
            frame=frame(moment),
            search=self.search,
            clerks=tuple(
                ClerkChoice(
                    clerk_id=clerk.id,
                    name=clerk.name.in_language(moment.wording.language),
                    marked=place == self.marked,
                )
                for place, clerk in enumerate(clerks)
            ),
            nobody=moment.wording.say(nobody) if nobody else "",
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        clerks = self._matching(moment)
        match action:
            case "signin.search":
                return SignInPage(search=argument)
            case "mark":
                return replace(self, marked=moved(self.marked, argument, len(clerks)))
            case "signin.clerk":
                return self._choose(ClerkId(argument), moment)
            case "choose_marked" if self.marked < len(clerks):
                return self._choose(clerks[self.marked].id, moment)
        return self

    def settled(self, moment: Moment, *, done: bool) -> Page | None:
        if self.chosen is None:
            return self
        return None if done else _asked_on(self.chosen, None, moment) or SignInPage(self.search)

    def _choose(self, clerk_id: ClerkId, moment: Moment) -> Page:
        clerk = moment.hall.clerks.get(clerk_id)
        if clerk is not None and clerk.pin:
            return PinPage(clerk_id)
        sent = moment.desk.sign_in(clerk_id)
        return replace(self, chosen=clerk_id) if sent else self

    def _matching(self, moment: Moment) -> list[Clerk]:
        """Return the clerks whose id or name holds what was typed."""
        wanted = self.search.strip().casefold()
        return [
            clerk
            for clerk in moment.hall.clerk
            if any(wanted in part.casefold() for part in (clerk.id, clerk.name.zh, clerk.name.en))
        ]


@dataclass(frozen=True)
class PinPage(Page):
    """`typed` is forgotten with the page; `repr` does not show it."""

    clerk_id: ClerkId
    typed: str = field(default="", repr=False)
    tries: int = 0
    sent: bool = False

    needs = Action.SIGN_IN
    keys = ENTRY_KEYS
    takes = frozenset({"entry.typed", "entry.done"})
    harmless = frozenset({"entry.typed"})

    def screen(self, moment: Moment) -> Entry:
        return Entry(
            frame=frame(moment),
            subject=f"pin.{self.tries}",
            title=moment.wording.say("pin.title", clerk=moment.wording.clerk(self.clerk_id)),
            secret=True,
            chars_max=PIN_DIGITS_MAX,
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        if action == "entry.typed":
            return replace(self, typed=argument.strip())
        sent = bool(self.typed) and moment.desk.sign_in(self.clerk_id, pin=self.typed)
        return replace(self, sent=sent)

    def settled(self, moment: Moment, *, done: bool) -> Page | None:
        if done or not self.sent:
            return self if not self.sent else None
        again = PinPage(self.clerk_id, tries=self.tries + 1)
        return _asked_on(self.clerk_id, self.typed, moment) or again

    @property
    def parent(self) -> Page:
        return SignInPage()


@dataclass(frozen=True)
class TakeOverPage(Page):
    """The window has another clerk, or the clerk another window: go on?"""

    clerk_id: ClerkId
    pin: str | None = field(repr=False)
    why: Notice

    needs = Action.SIGN_IN
    keys = CONFIRM_KEYS
    takes = frozenset({"confirm.yes"})

    def screen(self, moment: Moment) -> Confirm:
        why = moment.wording.notice(self.why)
        question = moment.wording.say("take_over.question", why=why)
        return Confirm(frame=frame(moment), question=question)

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:  # noqa: ARG002
        return self.unless(moment.desk.sign_in(self.clerk_id, pin=self.pin, take_over=True))


def _asked_on(clerk_id: ClerkId, pin: str | None, moment: Moment) -> Page | None:
    """Return what the coordinator wants to know before this clerk signs in; None if nothing."""
    why = moment.desk.message
    if why is not None and why.key in ASKS_TAKE_OVER:
        return TakeOverPage(clerk_id, pin, why)
    return PinPage(clerk_id) if why is not None and why.key in ASKS_PIN and pin is None else None
