"""What the panels of windows draw, as retained messages. Pure."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import asdict

from contract.ids import EpochMs, GroupId, TicketId, WindowId
from contract.messages.commands import GivenCard, VisitorCard
from contract.messages.state import (
    GroupLine,
    OwnFigures,
    PanelState,
    PanelTicket,
    RatingInvitation,
    UndoOffer,
)
from contract.messages.visits import VisitStep
from coordinator.domain import rings
from coordinator.domain.automatic import calls_at_ms
from coordinator.domain.hall import Hall, Invitation, Window
from coordinator.domain.ticket import Ticket
from coordinator.domain.visits.finishing import undo_until_ms, undoable
from coordinator.domain.visits.kept import kept_for, takes
from coordinator.service.ports import VisitorKey
from coordinator.service.views import STAGES, at_window, group_line

KEPT_SHOWN: Final = 20
"""Nearly everybody could be sent to one window; a message has an end."""


class Panels:
    """The panels of a hall as it stands now.

    A line and a ticket that is held are shown at many windows, and are made once for all of them.
    When something has happened in the hall, make a new one.
    """

    def __init__(
        self, hall: Hall, visitors: Mapping[VisitorKey, GivenCard], now_ms: EpochMs
    ) -> None:
        self._hall = hall
        self._visitors = visitors
        self._now_ms = now_ms
        self._held = [hall.day.tickets[ticket_id] for ticket_id in hall.day.held]
        self._panics = tuple(hall.day.panics)
        self._rings = {kiosk_id: rings.hearing(hall, kiosk_id) for kiosk_id in hall.day.rings}
        self._lines: dict[GroupId, GroupLine] = {}
        self._tickets: dict[TicketId, PanelTicket] = {}

    def of(self, window_id: WindowId) -> PanelState:
        """Return what the panel of a window draws."""
        hall, now_ms = self._hall, self._now_ms
        window, ticket = at_window(hall, window_id)
        invitation = window.invites_at(now_ms)
        kept = kept_for(hall, window_id)
        return PanelState(
            window_id=window_id,
            status=window.status.value,
            pause_reason=window.pause_reason,
            clerk_id=window.clerk_id,
            stage=STAGES[ticket.state] if ticket else None,
            ticket=self._ticket(ticket) if ticket else None,
            held=tuple([self._ticket(each) for each in self._held if takes(hall, window, each)]),
            lines=tuple([self._line(group_id) for group_id in hall.services[window_id]]),
            rating=_rating(invitation) if invitation else None,
            finished_today=window.finished_today,
            recalls_left=hall.recalls_left(ticket) if ticket else 0,
            recall_from_ms=hall.recall_from_ms(ticket) if ticket else None,
            undo=_undo(hall, window, now_ms),
            auto_call_at_ms=calls_at_ms(hall, window_id),
            kept_waiting=len(kept),
            kept=tuple([self._ticket(each) for each in kept[:KEPT_SHOWN]]),
            panic_window_ids=self._panics,
            own=_own(hall, window),
            ringing_kiosk_ids=tuple([k for k, at in self._rings.items() if window_id in at]),
        )

    def _line(self, group_id: GroupId) -> GroupLine:
        line = self._lines.get(group_id)
        if line is None:
            line = self._lines[group_id] = group_line(self._hall, group_id)
        return line

    def _ticket(self, ticket: Ticket) -> PanelTicket:
        shown = self._tickets.get(ticket.id)
        if shown is None:
            not_before_ms = self._hall.day.not_before.get(ticket.id)
            shown = panel_ticket(ticket, self._visitors.get(ticket.id), not_before_ms)
            self._tickets[ticket.id] = shown
        return shown


def _own(hall: Hall, window: Window) -> OwnFigures | None:
    if window.clerk_id is None:
        return None
    own = hall.day.figures.get(window.clerk_id)
    if own is None:
        return OwnFigures()
    return OwnFigures(
        finished=own.finished,
        mean_ms=own.serving_ms // own.finished if own.finished else None,
        no_shows=own.no_shows,
        sent_on=own.sent_on,
        rated=tuple(own.rated),
    )


def _rating(invitation: Invitation) -> RatingInvitation:
    return RatingInvitation(
        service_id=invitation.service_id,
        number=invitation.number,
        until_ms=invitation.until_ms,
    )


def _undo(hall: Hall, window: Window, now_ms: EpochMs) -> UndoOffer | None:
    ticket = undoable(hall, window, now_ms)
    if ticket is None:
        return None
    until_ms = undo_until_ms(hall, ticket)
    return UndoOffer(ticket_id=ticket.id, number=ticket.number, until_ms=until_ms)


def panel_ticket(
    ticket: Ticket, visitor: GivenCard | None, not_before_ms: EpochMs | None
) -> PanelTicket:
    """Return a ticket as panels show it."""
    return PanelTicket(
        ticket_id=ticket.id,
        service_id=ticket.service_id,
        number=ticket.number,
        group_id=ticket.group_id,
        item_id=ticket.item_id,
        priority_id=ticket.priority_id,
        issued_at_ms=ticket.issued_at_ms,
        called_at_ms=ticket.called_at_ms,
        started_at_ms=ticket.started_at_ms,
        call_count=ticket.call_count,
        visitor=_masked(visitor) if visitor else None,
        unmaskable=bool(visitor and visitor.whole),
        hold_reason=ticket.hold_reason,
        held_until_ms=ticket.held_until_ms,
        not_before_ms=not_before_ms,
        why=ticket.why,
        why_facts=dict(ticket.why_facts),
        steps=tuple(VisitStep(**asdict(step)) for step in ticket.plan),
        first_window_id=ticket.first_window_id,
        appointed_at_ms=ticket.appointed_at_ms,
        first_clerk_id=ticket.first_clerk_id,
    )


def _masked(card: GivenCard) -> VisitorCard:
    """Leave out what is under seal: it is for who asks, not for the broker to keep."""
    return VisitorCard(masked_name=card.masked_name, document_tail=card.document_tail)
