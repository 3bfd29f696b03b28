"""The window pauses, or its clerk's shift ends."""

from dataclasses import dataclass

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.page import (
    BACK_KEYS,
    CONFIRM_KEYS,
    HOTKEYS,
    Page,
    choosing,
    reason_given,
    reasons,
    together,
)
from caller.core.pages.tickets import TicketPage
from caller.core.screens import Confirm, PauseReason


@dataclass(frozen=True)
class _OverTicketPage(TicketPage):
    """Asks, and if a ticket is open says what becomes of it: it is held."""

    def question(self, key: str, moment: Moment) -> str:
        held = key if self.ticket_id is None else f"{key}.held"
        return moment.wording.say(held, number=self.number)


@dataclass(frozen=True)
class PausePage(_OverTicketPage):
    """Why does the window stop calling?"""

    needs = Action.PAUSE
    keys = together(BACK_KEYS, choosing("pause.reason", HOTKEYS[:9]))
    takes = frozenset({"pause.reason"})

    def screen(self, moment: Moment) -> PauseReason:
        return PauseReason(
            frame=frame(moment),
            title=self.question("pause.title", moment),
            reasons=reasons("pause.reason", moment),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        reason, held = reason_given(action, argument, moment), self.ticket_id is not None
        return self.unless(bool(reason) and moment.desk.pause(reason, hold_ticket=held))


@dataclass(frozen=True)
class SignOutPage(_OverTicketPage):
    """Should the shift end?"""

    needs = Action.SIGN_OUT
    keys = CONFIRM_KEYS
    takes = frozenset({"confirm.yes"})

    def screen(self, moment: Moment) -> Confirm:
        question = self.question("sign_out.question", moment)
        return Confirm(frame=frame(moment), question=question)

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:  # noqa: ARG002
        return self.unless(moment.desk.sign_out(hold_ticket=self.ticket_id is not None))
