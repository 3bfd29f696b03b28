"""Tells what happens in a simulated hall, line by line, to follow one seed."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from contract.ids import COORDINATOR_DEVICE, DeviceId, ZoneId
from contract.messages.base import kind_of
from contract.messages.commands import AnyCommand
from display.core.utterance import Announcement
from journal import AnswerRow, EventRow
from kiosk.core.slip import Slip
from simulation.checkers.referee import Referee
from simulation.world.message import Message

Tell: TypeAlias = Callable[[str], object]


class Traced:
    """A `Witness` that tells, and then lets the referee judge."""

    def __init__(self, referee: Referee, tell: Tell) -> None:
        self._referee: Final = referee
        self._tell: Final = tell

    def crashed(self, device_id: DeviceId, error: Exception) -> None:
        self._tell(f"{device_id} fails: {error!r}")
        self._referee.crashed(device_id, error)

    def committed(self, events: Sequence[EventRow], answers: Sequence[AnswerRow]) -> None:
        for row in events:
            self._tell(f"journal {row.position} by {row.device_id} {row.command_id}: {row.body}")
        self._referee.committed(events, answers)

    def said(self, device_id: DeviceId, message: Message) -> None:
        if device_id == COORDINATOR_DEVICE and "/answer/" in message.topic:
            self._tell(f"answer to {message.topic.rpartition('/')[2]}: {message.payload.decode()}")
        self._referee.said(device_id, message)

    def spoke(self, owner: str) -> None:
        self._referee.spoke(owner)

    def asked(self, device_id: DeviceId, command: AnyCommand) -> None:
        self._tell(f"{device_id} asks {command.command_id}: {kind_of(command)}")
        self._referee.asked(device_id, command)

    def pressed_offline(self, device_id: DeviceId, command: AnyCommand) -> None:
        self._tell(f"{device_id} makes {command.command_id} of a key pressed offline")
        self._referee.pressed_offline(device_id, command)

    def given_alone(self, kiosk_id: DeviceId, slip: Slip) -> None:
        self._tell(f"{kiosk_id} gives {slip.ticket_id} alone")
        self._referee.given_alone(kiosk_id, slip)

    def paper_out(self, kiosk_id: DeviceId, slip: Slip) -> None:
        self._tell(f"{kiosk_id} prints {slip.ticket_id}")
        self._referee.paper_out(kiosk_id, slip)

    def spoken(self, display_id: DeviceId, zone_id: ZoneId, call: Announcement) -> None:
        self._tell(f"{display_id} says {call.name}")
        self._referee.spoken(display_id, zone_id, call)
