"""From what is known to the screen of the window at work. Pure."""

from typing import Final

from caller.core.actions import NEXT_STEP, Action, Situation, situation, somebody_waits
from caller.core.knowledge import PLACES_KEPT
from caller.core.moment import Moment, button, frame
from caller.core.pages.page import key_of
from caller.core.screens import HeldTicket, MainButton, Panel, TicketCard
from caller.core.side import finished, first_of, lines, upcoming, waiting
from caller.core.wording import Wording
from contract.ids import TicketId
from contract.messages.commands import VisitorCard
from contract.messages.state import PanelState, PanelTicket, TicketStage

_TONES: Final = {Situation.CLOSED: "go", Situation.PAUSED: "go", Situation.SERVING: "done"}


def panel_screen(moment: Moment, why_of: TicketId | None = None) -> Panel:
    """Return the panel. Before anything is heard it is empty, and its frame says why.

    With `why_of`, it also says why this ticket was called.
    """
    say, panel = moment.wording.say, moment.desk.panel
    return Panel(
        frame=frame(moment),
        main=_main(moment, panel),
        ticket=_card(moment, panel, why_of),
        recall=button(moment, Action.RECALL, _recall(moment, panel)),
        no_show=button(moment, Action.NO_SHOW, say("no_show")),
        transfer=button(moment, Action.TRANSFER, say("transfer")),
        hold=button(moment, Action.HOLD, say("hold")),
        pause=button(moment, Action.PAUSE, say("pause")),
        sign_out=button(moment, Action.SIGN_OUT, say("sign_out")),
        undo=_undo(moment, panel),
        resume=moment.desk.may(Action.RESUME),
        held=_held(moment, panel) if panel else (),
        lines=lines(moment),
        waiting=waiting(moment),
        finished=finished(moment),
        next=first_of(upcoming(moment), moment),
        supervise=say("supervise") if moment.supervises else "",
        alarms=_alarms(moment),
    )


def _alarms(moment: Moment) -> str:
    """Return how many alarms a supervisor has to look at."""
    new = sum(alarm.acknowledged_by is None for alarm in moment.desk.knowledge.alarms)
    return moment.wording.say("panel.alarms", n=new) if moment.supervises and new else ""


def _main(moment: Moment, panel: PanelState | None) -> MainButton:
    say = moment.wording.say
    if panel is None:
        return MainButton(text=say("main.wait"), hint="", tone="quiet")
    where = situation(panel)
    step = NEXT_STEP[where].name.lower()
    at_desk = moment.window.kind == "desk"
    text = say("main.next_file" if at_desk and where is Situation.FREE else f"main.{step}")
    if where is Situation.FREE and not somebody_waits(panel):
        return MainButton(text=text, hint=say("main.nobody_waits"), tone="quiet")
    return MainButton(text=text, hint=_hint(moment, panel), tone=_TONES.get(where, "go"))


def _hint(moment: Moment, panel: PanelState) -> str:
    """Return what is good to know before the big button is pressed."""
    if panel.stage == "called" and panel.recalls_left == 0:
        return moment.wording.say("main.no_recalls_left")
    if panel.auto_call_at_ms is not None:
        return moment.wording.say("main.auto_call", n=_seconds(panel.auto_call_at_ms, moment))
    return ""


def _undo(moment: Moment, panel: PanelState | None) -> str:
    offer = panel.undo if panel else None
    if offer is None or moment.now_ms >= offer.until_ms:
        return ""
    return moment.wording.say("undo", number=offer.number, n=_seconds(offer.until_ms, moment))


def _recall(moment: Moment, panel: PanelState | None) -> str:
    say = moment.wording.say
    if panel is None or panel.stage != "called" or panel.recalls_left == 0:
        return say("recall")
    if panel.recall_from_ms is not None and panel.recall_from_ms > moment.now_ms:
        return say("recall.soon", n=_seconds(panel.recall_from_ms, moment))
    return say("recall.left", n=panel.recalls_left)


def _seconds(until_ms: int, moment: Moment) -> int:
    return max(0, -(-(until_ms - moment.now_ms) // 1000))


def _card(moment: Moment, panel: PanelState | None, why_of: TicketId | None) -> TicketCard:
    if panel is None or panel.ticket is None or panel.stage is None:
        return TicketCard(nothing=_nothing(moment.wording, panel))
    ticket, wording, now = panel.ticket, moment.wording, moment.now_ms
    since_ms = _since_ms(ticket, panel.stage) or now
    return TicketCard(
        number=ticket.number,
        stage=panel.stage,
        stage_text=wording.say(f"stage.{panel.stage}"),
        since=_stopwatch(now - since_ms),
        item=wording.item(ticket.item_id) or wording.group(ticket.group_id),
        group=wording.group(ticket.group_id) if ticket.item_id else "",
        waited=wording.say(
            "waited", time=wording.minutes(ticket.issued_at_ms, ticket.called_at_ms or now)
        ),
        visitor=_visitor(wording, ticket.visitor),
        asks_whole=wording.say("unmask") if moment.may(Action.UNMASK) else "",
        priority=_standing(moment, ticket),
        calls=wording.say("calls", n=ticket.call_count) if ticket.call_count > 1 else "",
        asks_why=wording.say("why") if ticket.why else "",
        why=wording.why(ticket) if ticket.ticket_id == why_of else "",
        visit=_visit(wording, ticket),
    )


def _visit(wording: Wording, ticket: PanelTicket) -> str:
    names = [wording.service(step.group_id, step.item_id) for step in ticket.steps]
    return wording.say("visit.next", services=" → ".join(names)) if names else ""


def _standing(moment: Moment, ticket: PanelTicket) -> str:
    """Return by what a citizen goes before others: an appointment, a class, both or neither."""
    at_ms, wording = ticket.appointed_at_ms, moment.wording
    appointed = "" if at_ms is None else wording.say("appointed", time=moment.clock(at_ms))
    return " · ".join(part for part in (appointed, wording.priority(ticket.priority_id)) if part)


def _nothing(wording: Wording, panel: PanelState | None) -> str:
    if panel is not None and panel.status == "paused":
        return wording.say("ticket.paused", reason=panel.pause_reason)
    return wording.say("ticket.none")


def _since_ms(ticket: PanelTicket, stage: TicketStage) -> int | None:
    return ticket.started_at_ms if stage == "serving" else ticket.called_at_ms


def _stopwatch(elapsed_ms: int) -> str:
    minutes, seconds = divmod(max(0, elapsed_ms) // 1000, 60)
    return f"{minutes:02}:{seconds:02}"


def _visitor(wording: Wording, visitor: VisitorCard | None) -> str:
    if visitor is None:
        return wording.say("visitor.unknown")
    tail = wording.say("visitor.tail", tail=visitor.document_tail) if visitor.document_tail else ""
    return " ".join(part for part in (visitor.masked_name, tail) if part)


def _held(moment: Moment, panel: PanelState) -> tuple[HeldTicket, ...]:
    tickets = {ticket.ticket_id: ticket for ticket in panel.held}
    return tuple(
        _place(moment, tickets.get(ticket_id) if ticket_id else None, place)
        for place, ticket_id in enumerate(moment.desk.knowledge.held_places)
    )


def _place(moment: Moment, ticket: PanelTicket | None, place: int) -> HeldTicket:
    if ticket is None:
        return HeldTicket(number="", reason="", key="")
    until_ms = ticket.held_until_ms
    return HeldTicket(
        number=ticket.number,
        reason=ticket.hold_reason,
        key=key_of(place) if place < PLACES_KEPT else "",
        until="" if until_ms is None else moment.clock(until_ms),
    )
