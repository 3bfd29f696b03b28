"""What becomes of the ticket at the window: it goes on to another line, or steps aside."""

from dataclasses import dataclass, replace

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.notices import number_in
from caller.core.pages.page import (
    BACK_KEYS,
    HOTKEYS,
    MARK_KEYS,
    Page,
    choosing,
    key_of,
    moved,
    reason_given,
    reasons,
    together,
)
from caller.core.screens import GroupChoice, HoldReason, Transfer
from contract.ids import GroupId, TicketId


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
class TransferPage(TicketPage):
    """Where does the citizen go on to? Any group but the one it is in."""

    marked: GroupId | None = None

    needs = Action.TRANSFER
    keys = together(BACK_KEYS, MARK_KEYS, choosing("transfer.mark"))
    takes = frozenset({"transfer.to", "transfer.mark", "mark", "choose_marked"})
    harmless = frozenset({"transfer.mark", "mark"})

    def screen(self, moment: Moment) -> Transfer:
        return Transfer(
            frame=frame(moment),
            title=moment.wording.say("transfer.title", number=self.number),
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
                return self.unless(moment.desk.transfer(GroupId(argument)))
            case "choose_marked" if self.marked is not None:
                return self.unless(moment.desk.transfer(self.marked))
            case "mark":
                place = groups.index(self.marked) if self.marked in groups else -int(argument)
                return replace(self, marked=groups[moved(place, argument, len(groups))])
            case "transfer.mark" if HOTKEYS.index(argument) < len(groups):
                return replace(self, marked=groups[HOTKEYS.index(argument)])
        return self


@dataclass(frozen=True)
class HoldPage(TicketPage):
    """Why does the citizen step aside?"""

    needs = Action.HOLD
    keys = together(BACK_KEYS, choosing("hold.reason", HOTKEYS[:9]))
    takes = frozenset({"hold.reason"})

    def screen(self, moment: Moment) -> HoldReason:
        return HoldReason(
            frame=frame(moment),
            title=moment.wording.say("hold.title", number=self.number),
            reasons=reasons("hold.reason", moment),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        reason = reason_given(action, argument, moment)
        return self.unless(bool(reason) and moment.desk.hold(reason))


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
