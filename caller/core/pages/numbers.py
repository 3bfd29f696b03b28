"""A ticket is named by the number that somebody has in hand."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.page import CONFIRM_KEYS, ENTRY_KEYS, Page, SendingPage
from caller.core.screens import Confirm, Entry
from contract.ids import TicketNumber
from contract.messages.commands import CancelNumber

NUMBER_CHARS_MAX: Final = 12


@dataclass(frozen=True)
class NumberPage(Page):
    """Which number? The words of the question: `{subject}.title`."""

    typed: str = ""

    subject: ClassVar[str]
    keys = ENTRY_KEYS
    takes = frozenset({"entry.typed", "entry.done"})
    harmless = frozenset({"entry.typed"})

    def named(self, number: TicketNumber, moment: Moment) -> Page | None:
        """Return the page that follows."""
        raise NotImplementedError

    def screen(self, moment: Moment) -> Entry:
        return Entry(
            frame=frame(moment),
            subject=self.subject,
            title=moment.wording.say(f"{self.subject}.title"),
            chars_max=NUMBER_CHARS_MAX,
            capitals=True,
            preset=self.typed,
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        if action == "entry.typed":
            return replace(self, typed=argument.strip().upper())
        return self.named(TicketNumber(self.typed), moment) if self.typed else self


@dataclass(frozen=True)
class CallNumberPage(NumberPage):
    """Out of turn."""

    subject = "call_number"
    needs = Action.CALL_NUMBER

    def named(self, number: TicketNumber, moment: Moment) -> Page | None:
        return self.unless(moment.desk.call_number(number))


@dataclass(frozen=True)
class NoShowBackPage(NumberPage):
    """Who missed the call is back."""

    subject = "no_show_back"
    needs = Action.NO_SHOW_BACK

    def named(self, number: TicketNumber, moment: Moment) -> Page | None:
        return self.unless(moment.desk.recall_no_show(number))


@dataclass(frozen=True)
class CancelNumberPage(NumberPage):
    """The citizen gives the ticket up."""

    subject = "cancel_number"
    needs = Action.CANCEL_NUMBER

    def named(self, number: TicketNumber, moment: Moment) -> Page:  # noqa: ARG002
        return ConfirmCancelPage(number)


@dataclass(frozen=True)
class ConfirmCancelPage(SendingPage):
    """A cancelled ticket does not come back: really?"""

    number: TicketNumber

    needs = Action.CANCEL_NUMBER
    keys = CONFIRM_KEYS
    takes = frozenset({"confirm.yes"})

    @property
    def parent(self) -> Page:
        return CancelNumberPage(self.number)

    @property
    def follows(self) -> None:
        return None

    def screen(self, moment: Moment) -> Confirm:
        question = moment.wording.say("cancel_number.question", number=self.number)
        return Confirm(frame=frame(moment), question=question)

    def take(self, action: str, argument: str, moment: Moment) -> Page:  # noqa: ARG002
        reason = moment.wording.bilingual("cancel_number.reason")
        sent = moment.desk.order(
            Action.CANCEL_NUMBER, CancelNumber, number=self.number, reason=reason
        )
        return replace(self, sent=sent)

    def settled(self, moment: Moment, *, done: bool) -> Page | None:
        """Ask for the number again if there was something wrong with it."""
        return self.parent if self.sent and not done else super().settled(moment, done=done)
