"""Where does the citizen go on to: to which line, window, desk or clerk, when, and for how long?"""

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any, ClassVar, Final

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import (
    BACK_KEYS,
    ENTRY_KEYS,
    HOTKEYS,
    MARK_KEYS,
    Page,
    choosing,
    key_of,
    moved,
    together,
)
from caller.core.pages.tickets import OPTION_KEYS, TicketPage
from caller.core.screens import Entry, GroupChoice, Option, Row, Transfer
from contract.hall import Window
from contract.ids import ClerkId, EpochMs, GroupId, WindowId
from contract.messages.commands import TransferTicket

TIME_CHARS: Final = 5
"""As "14:30"."""


@dataclass(frozen=True)
class Terms:
    """What holds wherever the citizen goes: not before a time, and back here afterwards."""

    not_before_ms: EpochMs | None = None
    returns: bool = False


@dataclass(frozen=True)
class _Transferring(TicketPage):
    terms: Terms = field(default=Terms(), kw_only=True)

    needs = Action.TRANSFER

    def sent(self, moment: Moment, **where: Any) -> bool:
        """Send the citizen there."""
        return moment.desk.about_ticket(
            Action.TRANSFER,
            TransferTicket,
            not_before_ms=self.terms.not_before_ms,
            returns=self.terms.returns,
            **where,
        )


@dataclass(frozen=True)
class TransferPage(_Transferring):
    """Any group but the one the citizen is in; a window, a clerk or a later hour by F2 to F6."""

    marked: GroupId | None = None

    keys = together(BACK_KEYS, MARK_KEYS, choosing("transfer.mark"), OPTION_KEYS)
    takes = frozenset({"transfer.to", "transfer.mark", "mark", "choose_marked", "option"})
    harmless = frozenset({"transfer.mark", "mark"})

    def screen(self, moment: Moment) -> Transfer:
        return Transfer(
            frame=frame(moment),
            title=moment.wording.say("transfer.title", number=self.number),
            options=self._options(moment),
            groups=tuple(
                GroupChoice(
                    group_id=group_id,
                    name=moment.wording.group(group_id),
                    key=key_of(place),
                    waiting=_line_of(group_id, moment),
                    marked=group_id == self.marked,
                )
                for place, group_id in enumerate(_groups(moment))
            ),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        groups = _groups(moment)
        match action:
            case "transfer.to":
                return self.unless(self.sent(moment, to_group_id=GroupId(argument)))
            case "choose_marked" if self.marked is not None:
                return self.unless(self.sent(moment, to_group_id=self.marked))
            case "mark":
                place = groups.index(self.marked) if self.marked in groups else -int(argument)
                return replace(self, marked=groups[moved(place, argument, len(groups))])
            case "transfer.mark" if HOTKEYS.index(argument) < len(groups):
                return replace(self, marked=groups[HOTKEYS.index(argument)])
            case "option":
                return self._option(argument, moment)
        return self

    def _options(self, moment: Moment) -> tuple[Option, ...]:
        say, at_ms = moment.wording.say, self.terms.not_before_ms
        when = (
            say("transfer.at_once")
            if at_ms is None
            else say("transfer.at", time=moment.clock(at_ms))
        )
        back = say("transfer.returns" if self.terms.returns else "transfer.returns_not")
        return (
            Option(id="F2", key="F2", text=say("transfer.window")),
            Option(id="F3", key="F3", text=say("transfer.clerk")),
            Option(id="F4", key="F4", text=back),
            Option(id="F5", key="F5", text=when),
            Option(id="F6", key="F6", text=say("transfer.stay"), possible=at_ms is not None),
        )

    def _option(self, key: str, moment: Moment) -> Page | None:
        match key:
            case "F2":
                return ToWindowPage(self.ticket_id, terms=self.terms, opened_from=self)
            case "F3":
                return ToClerkPage(self.ticket_id, terms=self.terms, opened_from=self)
            case "F4":
                return replace(self, terms=replace(self.terms, returns=not self.terms.returns))
            case "F5":
                return LaterPage(self.ticket_id, transfer=self)
            case "F6" if self.terms.not_before_ms is not None:
                return self.unless(self.sent(moment))
        return self


@dataclass(frozen=True)
class ToWindowPage(BrowsePage, _Transferring):
    """One window or desk, which alone may call the citizen then."""

    subject = "to_window"

    def rows(self, moment: Moment) -> list[Row]:
        return [_window_row(w, moment) for w in moment.hall.window if w.id != moment.window.id]

    def chosen(self, row_id: str, moment: Moment) -> Page | None:
        return self.unless(self.sent(moment, to_window_id=WindowId(row_id)))


@dataclass(frozen=True)
class ToClerkPage(BrowsePage, _Transferring):
    """One clerk, who alone may call the citizen then, wherever that is."""

    subject = "to_clerk"

    def rows(self, moment: Moment) -> list[Row]:
        panel, places = moment.desk.panel, _places_of_clerks(moment)
        own = panel.clerk_id if panel else None
        return [
            Row(
                id=clerk.id,
                text=moment.wording.clerk(clerk.id),
                note=moment.wording.counter(places[clerk.id]) if clerk.id in places else "",
                tone="good" if clerk.id in places else "",
            )
            for clerk in moment.hall.clerk
            if clerk.id != own
        ]

    def chosen(self, row_id: str, moment: Moment) -> Page | None:
        return self.unless(self.sent(moment, to_clerk_id=ClerkId(row_id)))


@dataclass(frozen=True)
class LaterPage(TicketPage):
    """Not before what time of today? Nothing typed: at once."""

    transfer: TransferPage = field(kw_only=True)
    typed: str = field(default="", kw_only=True)

    needs: ClassVar[Action] = Action.TRANSFER
    keys = ENTRY_KEYS
    takes = frozenset({"entry.typed", "entry.done"})
    harmless = takes

    @property
    def parent(self) -> Page:
        return self.transfer

    def screen(self, moment: Moment) -> Entry:
        now = moment.clock(moment.now_ms)
        return Entry(
            frame=frame(moment),
            subject="later",
            title=moment.wording.say("transfer.later", number=self.number, time=now),
            chars_max=TIME_CHARS,
            preset=self.typed,
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page:
        if action == "entry.typed":
            return replace(self, typed=argument[:TIME_CHARS])
        at_ms = _today_at(self.typed, moment)
        if self.typed.strip() and at_ms is None:
            return self
        return replace(self.transfer, terms=replace(self.transfer.terms, not_before_ms=at_ms))


def _today_at(typed: str, moment: Moment) -> EpochMs | None:
    """Return the moment of "1430" or "14:30" today; None if that is no time, or has passed."""
    digits = "".join(sign for sign in typed if sign.isdecimal() and sign.isascii()).zfill(4)
    try:
        clock = time(int(digits[:-2]), int(digits[-2:]))
    except ValueError:
        return None
    now = datetime.fromtimestamp(moment.now_ms / 1000, moment.hall.time_zone)
    then = datetime.combine(now.date(), clock, tzinfo=moment.hall.time_zone)
    at_ms = EpochMs(round(then.timestamp() * 1000))
    return at_ms if at_ms > moment.now_ms else None


def _window_row(window: Window, moment: Moment) -> Row:
    known = moment.desk.knowledge.windows.get(window.id)
    status = known.status if known else "unknown"
    serves = known.serves if known and known.serves else window.serves
    return Row(
        id=window.id,
        text=moment.wording.counter(window.id),
        note=moment.wording.say(f"status.{status}"),
        detail=" · ".join(moment.wording.group(group_id) for group_id in serves),
        tone="good" if status == "open" else "",
    )


def _places_of_clerks(moment: Moment) -> dict[ClerkId, WindowId]:
    windows = moment.desk.knowledge.windows.values()
    return {w.clerk_id: w.window_id for w in windows if w.clerk_id is not None}


def _groups(moment: Moment) -> list[GroupId]:
    panel = moment.desk.panel
    own = panel.ticket.group_id if panel and panel.ticket else None
    return [group.id for group in moment.hall.group if group.id != own]


def _line_of(group_id: GroupId, moment: Moment) -> str:
    queue = moment.desk.knowledge.queues.get(group_id)
    if queue is None:
        return ""
    key = "waiting" if queue.open_windows else "transfer.no_window"
    return moment.wording.say(key, n=queue.waiting)
