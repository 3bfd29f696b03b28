"""What becomes of the ticket at the window: it steps aside, or its service ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.notices import number_in
from caller.core.pages.page import (
    BACK_KEYS,
    HOTKEYS,
    Page,
    choosing,
    key_of,
    reason_given,
    reasons,
    together,
)
from caller.core.screens import HoldReason, Option, Options
from contract.hall import Note, Outcome
from contract.ids import NoteId, OutcomeId, TicketId
from contract.messages.commands import FinishService, HoldTicket

OPTION_KEYS: Final = {key: ("option", key) for key in ("F2", "F3", "F4", "F5", "F6")}
"""Of the small buttons over a list, whose own keys are digits and letters."""

HOLD_MINUTES: Final = (None, 5, 10, 15, 30, 60)
"""After how many minutes a citizen on hold is back by itself; None: as the hall file says."""

NO_OUTCOME: Final = "none"


@dataclass(frozen=True)
class TicketPage(Page):
    """A page about the ticket at the window; it closes when that is another one."""

    ticket_id: TicketId | None

    def stands(self, moment: Moment) -> bool:
        return super().stands(moment) and self.ticket_id == moment.desk.open_ticket_id

    @property
    def number(self) -> str:
        return number_in(self.ticket_id or "")


@dataclass(frozen=True)
class HoldPage(TicketPage):
    """Why does the citizen step aside, and when is the turn again?"""

    minutes: int | None = None

    needs = Action.HOLD
    keys = together(BACK_KEYS, choosing("hold.reason", HOTKEYS[:9]), OPTION_KEYS)
    takes = frozenset({"hold.reason", "option"})

    def screen(self, moment: Moment) -> HoldReason:
        return HoldReason(
            frame=frame(moment),
            title=moment.wording.say("hold.title", number=self.number),
            options=(Option(id="F5", key="F5", text=self._back(moment)),),
            reasons=reasons("hold.reason", moment),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        if action == "option":
            after = HOLD_MINUTES.index(self.minutes) + 1
            return replace(self, minutes=HOLD_MINUTES[after % len(HOLD_MINUTES)])
        reason = reason_given(action, argument, moment)
        return_s = None if self.minutes is None else self.minutes * 60
        return self.unless(
            bool(reason)
            and moment.desk.about_ticket(Action.HOLD, HoldTicket, reason=reason, return_s=return_s)
        )

    def _back(self, moment: Moment) -> str:
        usual_s = moment.hall.desk.hold_return_s
        minutes = self.minutes or (usual_s // 60 if usual_s else None)
        say = moment.wording.say
        return say("hold.back", n=minutes) if minutes else say("hold.no_back")


@dataclass(frozen=True)
class FinishPage(TicketPage):
    """How has the service ended, and what is to be noted? Lists of the hall file answer both."""

    noted: tuple[NoteId, ...] = field(default=(), kw_only=True)

    needs = Action.FINISH
    keys = together(BACK_KEYS, choosing("finish.place"), {"Enter": ("finish.with", NO_OUTCOME)})
    takes = frozenset({"finish.with", "finish.place"})

    def screen(self, moment: Moment) -> Options:
        return Options(
            frame=frame(moment),
            title=moment.wording.say("finish.title", number=self.number),
            action="finish.with",
            options=tuple(self._options(moment)),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        outcomes, notes = outcomes_of(moment), notes_of(moment)
        ids: list[str] = [*(o.id for o in outcomes), *(n.id for n in notes)]
        if action == "finish.place":
            place = HOTKEYS.index(argument)
            return self.take("finish.with", ids[place], moment) if place < len(ids) else self
        if argument in [note.id for note in notes]:
            return replace(self, noted=_toggled(self.noted, NoteId(argument)))
        if argument in [outcome.id for outcome in outcomes]:
            return self._finish(OutcomeId(argument), moment)
        return self if wants_outcome(moment) else self._finish(None, moment)

    def _finish(self, outcome_id: OutcomeId | None, moment: Moment) -> Page | None:
        return self.unless(
            moment.desk.about_ticket(
                Action.FINISH, FinishService, outcome_id=outcome_id, note_ids=self.noted
            )
        )

    def _options(self, moment: Moment) -> Iterator[Option]:
        say, language = moment.wording.say, moment.wording.language
        outcomes = outcomes_of(moment)
        for place, outcome in enumerate(outcomes):
            yield Option(id=outcome.id, key=key_of(place), text=outcome.name.in_language(language))
        for place, note in enumerate(notes_of(moment), start=len(outcomes)):
            name = note.name.in_language(language)
            key = "finish.noted" if note.id in self.noted else "finish.note"
            yield Option(id=note.id, key=key_of(place), text=say(key, note=name))
        if not wants_outcome(moment):
            yield Option(id=NO_OUTCOME, key="⏎", text=say("finish.plain"))


def outcomes_of(moment: Moment) -> tuple[Outcome, ...]:
    """Return how a service of the group at the window may end."""
    return tuple(o for o in moment.hall.outcome if _is_for(o, moment))


def notes_of(moment: Moment) -> tuple[Note, ...]:
    """Return what may be noted about it."""
    return tuple(note for note in moment.hall.note if _is_for(note, moment))


def wants_outcome(moment: Moment) -> bool:
    """Tell whether the service at the window is finished only with an outcome."""
    return moment.hall.desk.outcome_required and bool(outcomes_of(moment))


def _is_for(entry: Outcome | Note, moment: Moment) -> bool:
    ticket = moment.desk.panel.ticket if moment.desk.panel else None
    return ticket is not None and entry.suits(ticket.group_id)


def _toggled(noted: tuple[NoteId, ...], note_id: NoteId) -> tuple[NoteId, ...]:
    if note_id in noted:
        return tuple(other for other in noted if other != note_id)
    return (*noted, note_id)
