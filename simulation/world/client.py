"""A machine's line to the broker: a model of `messaging.Connection` and `messaging.Line`.

The sockets and threads of those two are replaced; what decides is theirs: `PendingCommands`
repeats commands, `FaultBook` turns faults into alarms.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

import msgspec

from contract import topics
from contract.ids import DeviceId, HallId
from contract.messages.answers import AnyAnswer
from contract.messages.base import encode, kind_of
from contract.messages.commands import AnyCommand
from contract.messages.devices import DeviceState, DeviceStatus
from messaging import Fault, LinkState
from messaging.faults import FaultBook
from messaging.pending import PendingCommands
from simulation.world.broker import fits
from simulation.world.clock import MachineClock
from simulation.world.message import Message
from simulation.world.network import Network, Wire

RETRY_MS_MIN: Final = 200
RETRY_MS_MAX: Final = 5_000
TICK_MS: Final = 250

Handler: TypeAlias = Callable[[Message], object]
Witness: TypeAlias = Callable[[DeviceId, Message], object]


class Client:
    """One run of a program, as far as the broker sees it."""

    def __init__(
        self,
        network: Network,
        clock: MachineClock,
        *,
        hall_id: HallId,
        device_id: DeviceId,
        on_link: Callable[[LinkState], object],
        witness: Witness,
        keeps: bool = False,
        machine_id: DeviceId | None = None,
    ) -> None:
        """Without a `machine_id` the machine is the device alone."""
        self.device_id: Final = device_id
        self.machine_id: Final = machine_id or device_id
        self.hall_id: Final = hall_id
        self.connected = False
        self.down_since_ms: int | None = network.agenda.now_ms
        """None while the line is up, as far as can be known here."""
        self._network = network
        self._clock = clock
        self._instance = str(clock.new_command_id())
        self._client_id = device_id if keeps else self._instance
        self._keeps = keeps
        self._on_link = on_link
        self._witness = witness
        self._status_topic = topics.DEVICE_STATUS.of(hall_id, device=device_id)
        self._faults: tuple[str, ...] = ()
        self._filters: dict[str, Handler] = {self._status_topic: self._heard_of_us}
        self._handlers: dict[str, tuple[Handler, ...]] = {}
        self._wire: Wire | None = None
        self._attempt = 0
        self.over = False
        """The program has ended."""

    def subscribe(self, topic_filter: str, handler: Handler) -> None:
        """Have `handler` called for what comes on these topics, from the next connection on."""
        self._filters[topic_filter] = handler

    def start(self) -> None:
        """Begin to connect."""
        if not self.over:
            self._on_link(LinkState.CONNECTING)
            self._network.dial(self, self._client_id, keeps=self._keeps, will=self._will)

    def _will(self) -> Message:
        return Message(self._status_topic, self._status("offline"), retain=True)

    def lose_power(self) -> None:
        """End without a word."""
        self.over = True
        self.connected = False
        if self._wire is not None:
            self._network.vanish(self._wire)

    def break_off(self) -> None:
        """End as a killed process does: the machine lives on, and closes the connection."""
        self.over = True
        self.connected = False
        if self._wire is not None:
            self._network.close(self._wire)

    def leave(self) -> None:
        """End with a goodbye."""
        self.publish(self._status_topic, self._status("offline"), retain=True)
        if self._wire is not None:
            self._network.send_up(self._wire, self._network.broker.leave, self._wire.session)
        self.over = True
        self.connected = False

    def announce(self, faults: tuple[str, ...] = ()) -> None:
        """Say, now and after each reconnect, that we are online with these faults standing."""
        self._faults = faults
        state: DeviceState = "degraded" if faults else "online"
        self.publish(self._status_topic, self._status(state), retain=True)

    def publish(
        self,
        topic: str,
        message: msgspec.Struct | bytes,
        *,
        retain: bool = False,
        expires_s: float | None = None,
        correlation: bytes | None = None,
    ) -> int | None:
        """Send a message; None while the line is down, for then it is not kept."""
        wire = self._wire
        if wire is None or not self.connected:
            return None
        expires_at_ms = None
        if expires_s is not None:
            expires_at_ms = self._network.agenda.now_ms + 1000 * max(1, round(expires_s))
        sent = Message(
            topic,
            message if isinstance(message, bytes) else encode(message),
            retain=retain,
            expires_at_ms=expires_at_ms,
            correlation=correlation,
        )
        self._witness(self.device_id, sent)
        self._network.publish(wire, sent)
        return 0

    def flush(self) -> None:
        """Nothing is kept back here: what is published leaves at once."""

    # What the network says

    def accepted(self, wire: Wire) -> None:
        """The broker has taken us."""
        if self.over:
            self._network.vanish(wire)
            return
        self._wire, self._attempt, self.connected = wire, 0, True
        self.down_since_ms = None
        self.announce(self._faults)
        self._network.send_up(wire, self._network.broker.subscribe, wire.session, [*self._filters])
        self._on_link(LinkState.CONNECTED)

    def lost(self, wire: Wire | None) -> None:
        """The connection broke, or (None) did not come to be."""
        if self.over or (wire is not None and wire is not self._wire):
            return
        if wire is not None:
            self._network.vanish(wire)
        self._wire, self.connected = None, False
        if self.down_since_ms is None:
            self.down_since_ms = self._network.agenda.now_ms
        self._on_link(LinkState.LOST)
        ceiling_ms = min(RETRY_MS_MAX, RETRY_MS_MIN * 2**self._attempt)
        self._attempt = min(self._attempt + 1, 10)
        pause_ms = ceiling_ms * self._network.random.uniform(0.5, 1)
        self._network.agenda.after(pause_ms, self.start)

    def receive(self, message: Message) -> None:
        """Hand a message to whoever wants it."""
        if not self.over:
            for handle in self._handlers.get(message.topic) or self._handlers_of(message.topic):
                handle(message)

    def _handlers_of(self, topic: str) -> tuple[Handler, ...]:
        wanted = tuple(handle for each, handle in self._filters.items() if fits(topic, each))
        self._handlers[topic] = wanted
        return wanted

    def _heard_of_us(self, message: Message) -> None:
        """Take our name back from who is gone: the will of our last connection comes late."""
        status: DeviceStatus = message.read(topics.DEVICE_STATUS)
        if status.instance != self._instance or status.state == "offline":
            self.announce(self._faults)

    def _status(self, state: DeviceState) -> bytes:
        return encode(
            DeviceStatus(
                device_id=self.device_id,
                state=state,
                at_ms=self._clock.now_ms(),
                program="simulated",
                version="0",
                instance=self._instance,
                faults=self._faults if state != "offline" else (),
            )
        )


class CommandLine:
    """What a kiosk or a panel sends by: each command again and again until it is answered."""

    def __init__(
        self,
        network: Network,
        clock: MachineClock,
        client: Client,
        *,
        on_answer: Callable[[AnyCommand, AnyAnswer], object],
        on_no_answer: Callable[[AnyCommand], object],
    ) -> None:
        self._agenda = network.agenda
        self._clock = clock
        self._client = client
        self._on_answer = on_answer
        self._on_no_answer = on_no_answer
        self._pending = PendingCommands()
        self._faults = FaultBook(client.device_id)
        self._ticking = False
        answers = topics.ANSWER.of(client.hall_id, device=client.device_id)
        client.subscribe(answers, self._answer_came)

    @property
    def waiting(self) -> int:
        """How many commands wait for their answers."""
        return len(self._pending)

    def send(self, command: AnyCommand) -> None:
        """Send a command, and again until it is answered or expires."""
        self._pending.add(command, self._agenda.now_ms)
        self._send_due()
        if not self._ticking:
            self._ticking = True
            self._agenda.after(TICK_MS, self._tick)

    def report_faults(self, faults: Mapping[str, Fault]) -> None:
        """Say which faults stand at this machine now."""
        alarms = self._faults.update(faults, self._clock.now_ms())
        self._publish_alarms(alarms)
        if alarms:
            self._client.announce(self._faults.codes)

    def connected(self) -> None:
        """The line is back: hurry."""
        self._publish_alarms(self._faults.standing(self._clock.now_ms()))
        self._pending.hurry()
        self._send_due()

    def _tick(self) -> None:
        if self._client.over:
            return
        self._send_due()
        for command in self._pending.expired(self._agenda.now_ms):
            self._on_no_answer(command)
        self._ticking = len(self._pending) > 0
        if self._ticking:
            self._agenda.after(TICK_MS, self._tick)

    def _send_due(self) -> None:
        if not self._client.connected:
            return
        for command in self._pending.due(self._agenda.now_ms):
            self._client.publish(
                topics.command(self._client.hall_id, kind_of(command), self._client.device_id),
                command,
                expires_s=max(1.0, (command.expires_at_ms - command.sent_at_ms) / 1000),
                correlation=command.command_id.encode(),
            )

    def _answer_came(self, message: Message) -> None:
        answer: AnyAnswer = message.read(topics.ANSWER)
        command = self._pending.answered(answer)
        if command is not None:
            self._on_answer(command, answer)

    def _publish_alarms(self, alarms: Iterable[msgspec.Struct]) -> None:
        topic = topics.DEVICE_ALARM.of(self._client.hall_id, device=self._client.device_id)
        for alarm in alarms:
            self._client.publish(topic, alarm)
