"""A visit of several services: what is still to come, and who stands here without a ticket."""

from dataclasses import dataclass, replace

from caller.core.actions import Action
from caller.core.moment import Moment, frame
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import BACK_KEYS, HOTKEYS, Page, SendingPage, choosing, key_of, together
from caller.core.pages.tickets import TicketPage
from caller.core.screens import Fact, Option, Options, Row, Sheet
from contract.ids import GroupId, ItemId, ServiceId
from contract.messages.commands import AddService, DropService
from contract.messages.state import PanelTicket
from contract.messages.visits import VisitStep


@dataclass(frozen=True)
class VisitPage(TicketPage, SendingPage):
    """The services of the visit at the window: add one, or do without one."""

    needs = Action.CHANGE_VISIT
    keys = together(BACK_KEYS, {"A": ("sheet.do", "add")}, choosing("sheet.place", HOTKEYS[:9]))
    takes = frozenset({"sheet.do", "sheet.place"})

    @property
    def follows(self) -> Page:
        return replace(self, sent=False)

    def screen(self, moment: Moment) -> Sheet:
        say, ticket = moment.wording.say, _ticket(moment)
        steps = ticket.steps if ticket else ()
        add = Option(id="add", key="A", text=say("visit.add"))
        drops = (
            Option(
                id=step.service_id,
                key=key_of(place),
                text=say("visit.drop", service=moment.wording.service(step.group_id, step.item_id)),
            )
            for place, step in enumerate(steps)
        )
        return Sheet(
            frame=frame(moment),
            subject="visit",
            title=say("visit.title", number=self.number),
            facts=_facts(ticket, moment) if ticket else (),
            options=(add, *drops),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        ticket = _ticket(moment)
        ids: list[str] = [step.service_id for step in ticket.steps] if ticket else []
        if action == "sheet.place":
            place = HOTKEYS.index(argument)
            return self.take("sheet.do", ids[place], moment) if place < len(ids) else self
        if argument == "add":
            return AddServicePage(self.ticket_id, opened_from=self)
        if argument not in ids:
            return self
        dropped = ServiceId(argument)
        sent = moment.desk.about_ticket(Action.CHANGE_VISIT, DropService, service_id=dropped)
        return replace(self, sent=sent)


@dataclass(frozen=True)
class AddServicePage(BrowsePage, TicketPage):
    """Any item of the hall, and the groups themselves."""

    subject = "add_service"
    needs = Action.CHANGE_VISIT

    def rows(self, moment: Moment) -> list[Row]:
        wording = moment.wording
        groups = [Row(id=g.id, text=wording.group(g.id)) for g in moment.hall.group]
        items = [
            Row(id=f"{i.group}/{i.id}", text=wording.item(i.id), note=wording.group(i.group))
            for i in moment.hall.item
        ]
        return [*groups, *items]

    def chosen(self, row_id: str, moment: Moment) -> Page | None:
        group_id, _, item_id = row_id.partition("/")
        sent = moment.desk.about_ticket(
            Action.CHANGE_VISIT,
            AddService,
            group_id=GroupId(group_id),
            item_id=ItemId(item_id) if item_id else None,
        )
        return VisitPage(self.ticket_id, sent=True) if sent else self


@dataclass(frozen=True)
class QuickServicePage(Page):
    """Who stands here without a ticket: for what?"""

    needs = Action.QUICK_SERVICE
    keys = together(BACK_KEYS, choosing("quick.place"))
    takes = frozenset({"quick.of", "quick.place"})

    def screen(self, moment: Moment) -> Options:
        return Options(
            frame=frame(moment),
            title=moment.wording.say("quick.title"),
            action="quick.of",
            options=tuple(
                Option(id=group_id, key=key_of(place), text=moment.wording.group(group_id))
                for place, group_id in enumerate(_served(moment))
            ),
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        groups = _served(moment)
        if action == "quick.place":
            place = HOTKEYS.index(argument)
            return self.take("quick.of", groups[place], moment) if place < len(groups) else self
        return self.unless(moment.desk.quick_service(GroupId(argument)))


def _served(moment: Moment) -> list[GroupId]:
    return [line.group_id for line in moment.desk.panel.lines] if moment.desk.panel else []


def _ticket(moment: Moment) -> PanelTicket | None:
    return moment.desk.panel.ticket if moment.desk.panel else None


def _facts(ticket: PanelTicket, moment: Moment) -> tuple[Fact, ...]:
    wording, say = moment.wording, moment.wording.say
    now = Fact(name=say("visit.now"), text=wording.service(ticket.group_id, ticket.item_id))
    steps = (Fact(name=say("visit.then"), text=_step(step, moment)) for step in ticket.steps)
    return (now, *steps, Fact(name=say("visit.first"), text=_first(ticket, moment)))


def _step(step: VisitStep, moment: Moment) -> str:
    where = ""
    if step.window_id is not None:
        where = moment.wording.counter(step.window_id)
    elif step.clerk_id is not None:
        where = moment.wording.clerk(step.clerk_id)
    service = moment.wording.service(step.group_id, step.item_id)
    return f"{service} · {where}" if where else service


def _first(ticket: PanelTicket, moment: Moment) -> str:
    if ticket.first_clerk_id is None or ticket.first_window_id is None:
        return moment.wording.say("visit.nobody")
    clerk = moment.wording.clerk(ticket.first_clerk_id)
    return f"{clerk} · {moment.wording.counter(ticket.first_window_id)}"
