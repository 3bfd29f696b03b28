"""From what happened to who must hear of it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import msgspec

from contract import topics
from contract.ids import EpochMs, Explained, GroupId, TicketId, WindowId, ZoneId
from contract.messages.answers import AppointmentSlip, Done, TicketSlip
from contract.messages.base import kind_of
from contract.messages.devices import DeviceAlarm
from contract.messages.events import HallEvent
from contract.messages.state import Call, TicketState
from coordinator.domain.admission import numbers
from coordinator.domain.commands import Command, FindTicket
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.estimate.foresee import ticket_wait
from coordinator.domain.events import (
    AlarmEvent,
    AnyEvent,
    AppointmentArrived,
    AppointmentEvent,
    AppointmentPlaced,
    CallMade,
    CaseOpened,
    CaseStep,
    DayBegan,
    Event,
    KioskRang,
    NoShowRecalled,
    PanicAcknowledged,
    PanicRaised,
    PaperExplained,
    QuickServiceBegan,
    RingEvent,
    Step,
    TicketCalled,
    TicketEvent,
    TicketIssued,
    TicketReprinted,
    TicketResumed,
    TicketTaken,
    WindowEvent,
    WindowServicesSet,
)
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import State
from coordinator.service import slot_views, views
from coordinator.service.phone_views import ticket_state
from coordinator.service.ports import Record

PANIC: Final = "panic"
RING: Final = "ring"
_GIVES_TICKET: Final = (
    TicketCalled, TicketResumed, NoShowRecalled, TicketTaken, QuickServiceBegan,
)  # fmt: skip
"""What hands a ticket to the window that asked for one."""

_FELT_EVERYWHERE: Final = (
    DayBegan, WindowServicesSet, PanicRaised, PanicAcknowledged, RingEvent,
)  # fmt: skip


class News(NamedTuple):
    """A message that is not retained."""

    topic: str
    message: msgspec.Struct
    expires_s: float | None = None


@dataclass
class Touched:
    """Which retained messages may have changed."""

    queues: set[GroupId] = field(default_factory=set)
    windows: set[WindowId] = field(default_factory=set)
    """Where something happened: window display, panel and boards must show it at once."""
    alarms: bool = False
    """Alarms or cases."""
    tickets: set[TicketId] = field(default_factory=set)
    """Those whose citizens may follow them by phone."""
    slots: set[GroupId] = field(default_factory=set)
    """Where places are booked, or free again."""
    everything: bool = False


def done(hall: Hall, command: Command, events: Iterable[AnyEvent], *, now_ms: EpochMs) -> Done:
    """Return the answer to a command that was carried out, the events being applied already."""
    ticket: TicketSlip | None = None
    appointment: AppointmentSlip | None = None
    explained: Explained | None = None
    for event in events:
        if isinstance(event, AppointmentPlaced | AppointmentArrived):
            appointment = _appointment(hall, event)
        elif isinstance(event, TicketIssued):
            issued = hall.day.tickets[event.ticket_id]
            ticket = views.slip(issued, ahead=event.ahead, wait=event.wait)
        elif isinstance(event, PaperExplained):
            explained = event.reason
        elif isinstance(event, TicketReprinted):
            ticket = _copy(hall, event)
        elif isinstance(event, _GIVES_TICKET):
            ticket = views.slip(hall.day.tickets[event.ticket_id], ahead=0, wait=Wait(0, 0))
    return Done(
        command_id=command.command_id,
        answered_at_ms=now_ms,
        ticket=ticket,
        appointment=appointment,
        explained=explained,
        standing=_standing(hall, command, now_ms) if isinstance(command, FindTicket) else None,
    )


def _appointment(hall: Hall, event: AppointmentPlaced | AppointmentArrived) -> AppointmentSlip:
    booked = hall.appointments.find(event.appointment_id)
    assert booked is not None
    arrival = event.arrival if isinstance(event, AppointmentArrived) else None
    return slot_views.appointment_slip(booked, arrival)


def _copy(hall: Hall, event: TicketReprinted) -> TicketSlip:
    """Return what the second paper of a ticket says: its wait from now on."""
    ticket = hall.day.tickets[event.ticket_id]
    ahead = hall.ahead_of(ticket)
    return views.slip(ticket, ahead=ahead, wait=ticket_wait(hall, ticket, event.at_ms))


def _standing(hall: Hall, command: FindTicket, now_ms: EpochMs) -> TicketState | None:
    ticket = numbers.found(hall, command)
    waits = ticket_wait(hall, ticket, now_ms) if ticket.state is State.WAITING else None
    return ticket_state(hall, ticket, waits, now_ms)


def news(hall: Hall, records: Iterable[Record], *, now_ms: EpochMs) -> Iterator[News]:
    """Yield calls to be spoken and cries for help, then every event for those who listen."""
    records = list(records)
    hall_id = hall.file.hall.id
    for record in records:
        event = record.event
        if isinstance(event, CallMade):
            topic = topics.call(hall_id, event.zone_id)
            message = Call(zone_id=event.zone_id, call=views.board_call(hall, event))
            yield News(topic, message, (event.expires_at_ms - now_ms) / 1000)
        if isinstance(event, PanicRaised | PanicAcknowledged):
            yield from _panic(hall, event)
        if isinstance(event, RingEvent):
            yield _ring(hall, event)
    for record in records:
        topic = topics.EVENT.of(hall_id, kind=kind_of(record.event))
        yield News(topic, hall_event(record))


def _panic(hall: Hall, event: PanicRaised | PanicAcknowledged) -> Iterator[News]:
    """Yield the alarm of the window's panel, so that whoever watches the devices hears of it."""
    for panel in hall.file.caller:
        if panel.window == event.window_id:
            number = hall.file.windows[event.window_id].number
            alarm = DeviceAlarm(
                device_id=panel.id,
                code=PANIC,
                raised=isinstance(event, PanicRaised),
                at_ms=event.at_ms,
                message=f"help is needed at window {number}",
                hint="go there with somebody; acknowledge at another window's panel",
            )
            yield News(topics.DEVICE_ALARM.of(hall.file.hall.id, device=panel.id), alarm)


def _ring(hall: Hall, event: RingEvent) -> News:
    """Return the alarm of the kiosk that rings, or rings no more."""
    alarm = DeviceAlarm(
        device_id=event.kiosk_id,
        code=RING,
        raised=isinstance(event, KioskRang),
        at_ms=event.at_ms,
        message=f"somebody at kiosk {event.kiosk_id} wants a person to come",
        hint="go there; F10 at a panel says so",
    )
    return News(topics.DEVICE_ALARM.of(hall.file.hall.id, device=event.kiosk_id), alarm)


def hall_event(record: Record) -> HallEvent:
    """Return a row of the journal as its listeners get it."""
    event = record.event
    said = {
        name: getattr(event, name)
        for name in HallEvent.__struct_fields__
        if name in event.__struct_fields__
    }
    own = {"position": record.position, "kind": kind_of(event), "day": record.day}
    return HallEvent(**{**said, **own, "device_id": record.device_id})


def touched(hall: Hall, events: Iterable[Event]) -> Touched:
    """Return which retained messages these events may have changed; rather too many."""
    result = Touched()
    for event in events:
        if isinstance(event, _FELT_EVERYWHERE):
            result.everything = True
        if isinstance(event, AlarmEvent | CaseOpened | CaseStep):
            result.alarms = True
        if isinstance(event, AppointmentEvent):
            result.slots.add(event.group_id)
        if isinstance(event, TicketEvent):
            result.tickets.add(event.ticket_id)
        window_id: WindowId | None = getattr(event, "window_id", None)
        if window_id is not None and window_id in hall.file.windows:
            result.windows.add(window_id)
        result.queues |= _groups_of(hall, event) & hall.file.groups.keys()
    return result


def serving(hall: Hall, groups: Iterable[GroupId]) -> set[WindowId]:
    """Return the windows that serve any of these groups."""
    return {window for group in groups for window in hall.windows_serving.get(group, ())}


def zones_of(hall: Hall, windows: Iterable[WindowId]) -> set[ZoneId]:
    """Return the zones these windows are in."""
    return {hall.file.windows[window_id].zone for window_id in windows}


def _groups_of(hall: Hall, event: Event) -> set[GroupId]:
    if isinstance(event, WindowEvent):
        return set(hall.services.get(event.window_id, ()))
    named = [getattr(event, name, None) for name in ("group_id", "to_group_id")]
    step: Step | None = getattr(event, "step", None)
    named += [step.group_id] if step is not None else []
    return {group_id for group_id in named if group_id is not None}
