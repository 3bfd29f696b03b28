"""Who is at the window, unmasked: first why, which is recorded; then for a moment."""

from dataclasses import dataclass, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.page import (
    BACK_KEYS,
    HOTKEYS,
    Page,
    SendingPage,
    choosing,
    reason_given,
    reason_options,
    together,
)
from caller.core.pages.tickets import TicketPage
from caller.core.screens import Fact, Options, Sheet
from contract.ids import EpochMs
from contract.messages.commands import UnmaskVisitor, WholeCard

SHOWN_MS: Final = 30_000
"""Long enough to type a name; what is left open is read by whoever passes."""


@dataclass(frozen=True)
class UnmaskPage(TicketPage, SendingPage):
    """Why must it be known?"""

    needs = Action.UNMASK
    keys = together(BACK_KEYS, choosing("unmask.reason", HOTKEYS[:9]))
    takes = frozenset({"unmask.reason"})

    def screen(self, moment: Moment) -> Options:
        return Options(
            frame=frame(moment),
            title=moment.wording.say("unmask.title", number=self.number),
            action="unmask.reason",
            options=reason_options("unmask.reason", moment),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:
        reason = reason_given(action, argument, moment)
        sent = bool(reason) and moment.desk.order(
            Action.UNMASK, UnmaskVisitor, ticket_id=self.ticket_id, reason=reason
        )
        return replace(self, sent=sent)

    def settled(self, moment: Moment, *, done: bool) -> Page | None:
        if not (self.sent and done):
            return super().settled(moment, done=done)
        answer = moment.desk.answer
        card = moment.unsealed(answer.whole) if answer is not None else None
        return WholeCardPage(self.ticket_id, card, EpochMs(moment.now_ms + SHOWN_MS))


@dataclass(frozen=True)
class WholeCardPage(TicketPage):
    """The whole card, known to this page alone."""

    card: WholeCard | None
    """None if it does not open here."""
    until_ms: EpochMs

    def stands(self, moment: Moment) -> bool:
        return super().stands(moment) and moment.now_ms < self.until_ms

    def screen(self, moment: Moment) -> Sheet:
        say, card = moment.wording.say, self.card
        left_s = -(-(self.until_ms - moment.now_ms) // 1000)
        facts: tuple[Fact, ...] = (Fact(name="", text=say("whole.broken"), tone="bad"),)
        if card is not None:
            facts = (
                Fact(name=say("whole.name"), text=card.name or say("whole.none")),
                Fact(name=say("whole.number"), text=card.number or say("whole.none")),
            )
        closing = Fact(name="", text=say("whole.closes", n=left_s))
        return Sheet(
            frame=frame(moment),
            subject="whole_card",
            title=say("whole.title", number=self.number),
            facts=(*facts, closing),
            options=(),
        )
