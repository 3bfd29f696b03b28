"""Somebody who waits is put into another priority class, with a reason for the record."""

from dataclasses import dataclass, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.numbers import NumberPage
from caller.core.pages.page import (
    BACK_KEYS,
    HOTKEYS,
    Page,
    SendingPage,
    choosing,
    key_of,
    reason_given,
    reason_options,
    together,
)
from caller.core.screens import Option, Options
from contract.ids import PriorityId, TicketNumber
from contract.messages.commands import GivePriority

NO_CLASS: Final = "0"
"""The key, and the choice, of no priority class."""


@dataclass(frozen=True)
class PriorityNumberPage(NumberPage):
    """Whose class should be another one?"""

    subject = "give_priority"
    needs = Action.GIVE_PRIORITY

    def named(self, number: TicketNumber, moment: Moment) -> Page:  # noqa: ARG002
        return PriorityClassPage(number)


@dataclass(frozen=True)
class PriorityClassPage(Page):
    """Which class?"""

    number: TicketNumber

    needs = Action.GIVE_PRIORITY
    keys = together(BACK_KEYS, choosing("priority.place", NO_CLASS + HOTKEYS))
    takes = frozenset({"priority.class", "priority.place"})

    @property
    def parent(self) -> Page:
        return PriorityNumberPage(self.number)

    def screen(self, moment: Moment) -> Options:
        say, language = moment.wording.say, moment.wording.language
        classes = tuple(
            Option(id=each.id, key=key_of(place), text=each.name.in_language(language))
            for place, each in enumerate(moment.hall.priority)
        )
        no_class = Option(id=NO_CLASS, key=NO_CLASS, text=say("give_priority.none"))
        return Options(
            frame=frame(moment),
            title=say("give_priority.class", number=self.number),
            action="priority.class",
            options=(*classes, no_class),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:
        ids = [each.id for each in moment.hall.priority]
        if argument == NO_CLASS:
            return PriorityReasonPage(self.number, None)
        if action == "priority.place":
            ids = ids[HOTKEYS.index(argument) :][:1]
        elif argument in ids:
            ids = [PriorityId(argument)]
        else:
            return self
        return PriorityReasonPage(self.number, ids[0]) if ids else self


@dataclass(frozen=True)
class PriorityReasonPage(SendingPage):
    """And why? It is for the record."""

    number: TicketNumber
    priority_id: PriorityId | None

    needs = Action.GIVE_PRIORITY
    keys = together(BACK_KEYS, choosing("priority.reason", HOTKEYS[:9]))
    takes = frozenset({"priority.reason"})

    @property
    def parent(self) -> Page:
        return PriorityClassPage(self.number)

    @property
    def follows(self) -> None:
        return None

    def screen(self, moment: Moment) -> Options:
        return Options(
            frame=frame(moment),
            title=moment.wording.say("give_priority.why", number=self.number),
            action="priority.reason",
            options=reason_options("priority.reason", moment),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:
        reason = reason_given(action, argument, moment)
        sent = bool(reason) and moment.desk.order(
            Action.GIVE_PRIORITY,
            GivePriority,
            number=self.number,
            priority_id=self.priority_id,
            reason=reason,
        )
        return replace(self, sent=sent)

    def settled(self, moment: Moment, *, done: bool) -> Page | None:
        """Ask for the number again if there was something wrong with it."""
        if self.sent and not done:
            return PriorityNumberPage(self.number)
        return super().settled(moment, done=done)
