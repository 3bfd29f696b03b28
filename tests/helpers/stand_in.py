"""Somebody who stands in for the coordinator: hears what programs say, and says what tests want."""

from typing import Any

from broker_config import Broker
from contract import topics
from contract.hall import HallFile
from contract.ids import COORDINATOR_DEVICE, DeviceId
from contract.messages.answers import Done, TicketSlip, TryAgain
from contract.messages.commands import AnyCommand
from contract.messages.devices import DeviceAlarm
from contract.messages.state import HallState
from messaging import (
    BrokerAddress,
    Line,
    LinkChanged,
    LinkState,
    Received,
    Subscription,
    clock,
)
from tests.helpers.accounts import credentials
from tests.helpers.qt import wait_for


class StandIn:
    """The coordinator's end of the line. What it does with a command is `obey`, on its thread."""

    def __init__(self, broker: Broker, hall: HallFile) -> None:
        self.broker = broker
        self.hall_id = hall.hall.id
        self.commands: list[AnyCommand] = []
        """Each once, however often it was repeated while our answer was on its way."""
        self.alarms: list[DeviceAlarm] = []
        self.online = False
        self.line = Line(
            BrokerAddress.parse(broker.url),
            hall_id=self.hall_id,
            device_id=COORDINATOR_DEVICE,
            credentials=credentials(broker, COORDINATOR_DEVICE),
            program="test",
            subscriptions=[
                Subscription(topics.COMMAND.of(self.hall_id), topics.COMMAND),
                Subscription(topics.DEVICE_ALARM.of(self.hall_id), topics.DEVICE_ALARM),
            ],
            deliver=self._receive,
        )
        self.line.start()
        self.wait_until_online()

    @property
    def heard_alarms(self) -> list[tuple[str, bool]]:
        """The alarms so far: which fault, and whether it began."""
        return [(alarm.code, alarm.raised) for alarm in self.alarms]

    def wait_until_online(self) -> None:
        wait_for(lambda: self.online, what="no line to the broker")

    def obey(self, command: AnyCommand) -> None:
        """Take a command."""
        if command not in self.commands:
            self.commands.append(command)

    def answer_done(
        self, device_id: DeviceId, command: AnyCommand, ticket: TicketSlip | None = None
    ) -> None:
        done = Done(command_id=command.command_id, answered_at_ms=clock.now_ms(), ticket=ticket)
        self.line.publish(topics.ANSWER.of(self.hall_id, device=device_id), done)

    def try_again(self, device_id: DeviceId, command: AnyCommand) -> None:
        """Answer as a coordinator does that cannot write to its journal."""
        now_ms = clock.now_ms()
        answer = TryAgain(command_id=command.command_id, answered_at_ms=now_ms, message="full")
        self.line.publish(topics.ANSWER.of(self.hall_id, device=device_id), answer)

    def retain(self, topic: str, state: Any) -> None:
        self.line.publish(topic, state, retain=True)

    def beat(self) -> None:
        """Be alive for longer than any test takes."""
        state = HallState(
            at_ms=clock.now_ms(),
            day="2026-11-22",
            stale_after_s=600,
            open=True,
            hall_file_digest="0123456789ab",
        )
        self.retain(topics.HALL.of(self.hall_id), state)

    def close(self) -> None:
        self.line.close()

    def _receive(self, event: object) -> None:
        match event:
            case Received(topic=topics.COMMAND, message=command):
                self.obey(command)
            case Received(message=DeviceAlarm() as alarm):
                self.alarms.append(alarm)
            case LinkChanged(state=state):
                self.online = state is LinkState.CONNECTED
