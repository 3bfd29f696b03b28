"""The network between machines and broker: slow, cut, parted, or open at one end only."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from random import Random
from typing import Any, Final, Protocol

from contract.ids import DeviceId
from simulation.world.agenda import Agenda
from simulation.world.broker import Broker, Session
from simulation.world.message import Message

KEEPALIVE_MS: Final = 10_000
BROKER_MISSES_MS: Final = KEEPALIVE_MS * 3 // 2
"""After one and a half keep-alive intervals the broker takes a silent client for lost."""
DIAL_PATIENCE_MS: Final = 3_000
LATENCIES_MS: Final = (1, 1, 1, 2, 5)
REPEAT_WITHIN_MS: Final = 5_000


class Caller(Protocol):
    """The machine's end of a connection."""

    @property
    def machine_id(self) -> DeviceId: ...

    def accepted(self, wire: "Wire") -> None: ...

    def lost(self, wire: "Wire | None") -> None: ...

    def receive(self, message: Message) -> None: ...


class Wire:
    """One TCP connection. Nothing overtakes on it; two of them know nothing of each other."""

    def __init__(self, network: "Network", caller: Caller, latency_ms: int) -> None:
        self.caller: Final = caller
        self.latency_ms: Final = latency_ms
        self.session: Session
        self.is_open = True
        self.up_vanishes = False
        self.down_vanishes = False
        self.up_until_ms = 0
        self.down_until_ms = 0
        """When what was sent last arrives."""
        self._network = network

    def hang_up(self) -> None:
        """Close it from the broker's end; the machine learns of it unless packets vanish."""
        if self.is_open:
            self.is_open = False
            if not self.down_vanishes:
                self._network.agenda.after(self.latency_ms, self.caller.lost, self)


class Network:
    """Carries everything. What is wrong with it is set by the faults, and ended by healing."""

    def __init__(self, agenda: Agenda, random: Random, broker: Broker) -> None:
        self.agenda: Final = agenda
        self.random: Final = random
        self.broker: Final = broker
        self.wires: dict[DeviceId, Wire] = {}
        """The newest of each machine: several may be one device in turn, and stand apart here."""
        self.parted: set[DeviceId] = set()
        """Who cannot reach the broker, nor be reached."""
        self.slow_ms: dict[DeviceId, int] = {}
        """Who is slow at present, and by how much at the most."""
        self.repeats = 0.0
        """The share of messages that arrive twice."""
        broker.sender = self

    # From a machine

    def dial(
        self, caller: Caller, client_id: str, *, keeps: bool, will: Callable[[], Message]
    ) -> None:
        """Connect a machine, or let it know that it cannot be; who is taken, leaves its `will`."""
        if caller.machine_id in self.parted:
            self.agenda.after(DIAL_PATIENCE_MS, caller.lost, None)
        else:
            self.agenda.after(2, self._accept, caller, client_id, keeps, will)

    def _accept(
        self,
        caller: Caller,
        client_id: str,
        keeps: bool,  # noqa: FBT001
        will: Callable[[], Message],
    ) -> None:
        if not self.broker.up or caller.machine_id in self.parted:
            caller.lost(None)
            return
        wire = Wire(self, caller, self.random.choice(LATENCIES_MS))
        self.wires[caller.machine_id] = wire
        wire.session = self.broker.accept(wire, client_id, keeps=keeps, will=will())
        caller.accepted(wire)

    def send_up(self, wire: Wire, act: Callable[..., object], *args: Any) -> None:
        """Let the broker `act`, when the packet arrives."""
        if wire.is_open and not wire.up_vanishes:
            wire.up_until_ms = max(wire.up_until_ms, self._arrival_ms(wire))
            self.agenda.at(wire.up_until_ms, self._arrive_up, wire, act, args)

    def publish(self, wire: Wire, message: Message) -> None:
        """Let the broker have a message, now and then twice."""
        self.send_up(wire, self.broker.publish, message)
        if self.repeats and self.random.random() < self.repeats:
            if message.retain:  # a later copy would bring back what is over, which MQTT never does
                self.send_up(wire, self.broker.publish, message)
            else:
                late_ms = self.random.uniform(0, REPEAT_WITHIN_MS)
                self.agenda.after(late_ms, self.send_up, wire, self.broker.publish, message)

    def _arrive_up(self, wire: Wire, act: Callable[..., object], args: tuple[Any, ...]) -> None:
        if wire.is_open:
            act(*args)

    # From the broker

    def send_down(self, wires: Iterable[Wire], message: Message) -> None:
        """Carry a message to these clients; all that arrive at the same time are one step."""
        arriving: dict[int, list[Wire]] = defaultdict(list)
        now_ms, slow = self.agenda.now_ms, bool(self.slow_ms)
        for wire in wires:  # a heartbeat goes to hundreds: nothing here is more than it must be
            if not wire.down_vanishes:
                at_ms = self._arrival_ms(wire) if slow else now_ms + wire.latency_ms
                wire.down_until_ms = max(wire.down_until_ms, at_ms)
                arriving[wire.down_until_ms].append(wire)
        for at_ms, together in arriving.items():
            self.agenda.at(at_ms, self._arrive_down, together, message)

    def _arrive_down(self, wires: list[Wire], message: Message) -> None:
        for wire in wires:
            if wire.is_open and not wire.down_vanishes:
                wire.caller.receive(message)
                if wire.session.keeps:
                    self.send_up(wire, self.broker.acknowledge, wire.session)

    def _arrival_ms(self, wire: Wire) -> int:
        arrival_ms = self.agenda.now_ms + wire.latency_ms
        if self.slow_ms:
            slow_ms = self.slow_ms.get(wire.caller.machine_id, 0)
            arrival_ms += self.random.randint(0, slow_ms) if slow_ms else 0
        return arrival_ms

    # What befalls it

    def reaches(self, machine_id: DeviceId) -> bool:
        """Tell whether a machine could connect now."""
        return self.broker.up and machine_id not in self.parted

    def cut(self, device_id: DeviceId) -> None:
        """Break a machine's connection; both ends know at once."""
        wire = self.wires.get(device_id)
        if wire is not None and wire.is_open:
            self.broker.lose(wire.session)

    def half_open(self, device_id: DeviceId, *, up: bool, down: bool) -> None:
        """Let packets vanish in one or both directions; each end finds out for itself."""
        wire = self.wires.get(device_id)
        if wire is None or not wire.is_open:
            return
        wire.up_vanishes |= up
        wire.down_vanishes |= down
        self.agenda.after(BROKER_MISSES_MS, self._miss, wire)
        found_ms = self.random.uniform(KEEPALIVE_MS, 2 * KEEPALIVE_MS)
        self.agenda.after(found_ms, wire.caller.lost, wire)

    def part(self, device_id: DeviceId) -> None:
        """Cut a machine off from the broker until `rejoin`."""
        self.parted.add(device_id)
        self.half_open(device_id, up=True, down=True)

    def rejoin(self, device_id: DeviceId) -> None:
        """Let a machine reach the broker again; the old connection is past saving."""
        self.parted.discard(device_id)

    def vanish(self, wire: Wire) -> None:
        """The machine lost its power: nothing comes from it, nothing reaches it."""
        wire.up_vanishes = wire.down_vanishes = True
        self.agenda.after(BROKER_MISSES_MS, self._miss, wire)

    def close(self, wire: Wire) -> None:
        """The machine closes it, after all that is on its way; or nobody hears of that, either."""
        self.send_up(wire, self.broker.lose, wire.session)
        if wire.up_vanishes:
            self.agenda.after(BROKER_MISSES_MS, self._miss, wire)

    def _miss(self, wire: Wire) -> None:
        if wire.is_open:
            self.broker.lose(wire.session)
