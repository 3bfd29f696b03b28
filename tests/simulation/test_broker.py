"""The model of the broker behaves as the real one does, in what the hall relies on."""

from dataclasses import dataclass, field
from random import Random

from contract.ids import DeviceId
from simulation.world.agenda import Agenda
from simulation.world.broker import Broker, Session
from simulation.world.message import Message
from simulation.world.network import BROKER_MISSES_MS, Network, Wire


@dataclass
class Listener:
    """A client that notes what it hears."""

    name: str
    heard: list[bytes] = field(default_factory=list)
    wire: Wire | None = None
    lost_count: int = 0

    @property
    def machine_id(self) -> DeviceId:
        return DeviceId(self.name)

    def accepted(self, wire: Wire) -> None:
        self.wire = wire

    def lost(self, wire: Wire | None) -> None:
        self.lost_count += 1

    def receive(self, message: Message) -> None:
        self.heard.append(message.payload)


class Net:
    """A broker with a network, and time that is moved by hand."""

    def __init__(self) -> None:
        self.agenda = Agenda(0)
        self.broker = Broker(self.agenda)
        self.network = Network(self.agenda, Random(1), self.broker)

    def join(self, name: str, *filters: str, keeps: bool = False) -> Listener:
        listener = Listener(name)
        self.dial(listener, keeps=keeps)
        self.broker.subscribe(self.session(listener), filters)
        return listener

    def dial(self, listener: Listener, *, keeps: bool = False) -> None:
        will = Message(f"status/{listener.name}", b"offline", retain=True)
        self.network.dial(listener, listener.name, keeps=keeps, will=lambda: will)
        self.wait(100)

    def session(self, listener: Listener) -> Session:
        assert listener.wire is not None
        return listener.wire.session

    def wait(self, for_ms: int) -> None:
        self.agenda.run_until(self.agenda.now_ms + for_ms)

    def publish(self, topic: str, payload: bytes, **properties: int | bool) -> None:
        expires_s = properties.get("expires_s")
        expires_at_ms = None if expires_s is None else self.agenda.now_ms + 1000 * expires_s
        retain = bool(properties.get("retain", False))
        self.broker.publish(Message(topic, payload, retain=retain, expires_at_ms=expires_at_ms))
        self.wait(100)


def test_who_listens_hears_and_who_does_not_hears_nothing() -> None:
    net = Net()
    board, other = net.join("board", "call/+"), net.join("other", "queue/+")

    net.publish("call/main", b"A001")

    assert (board.heard, other.heard) == ([b"A001"], [])


def test_whoever_comes_late_hears_what_is_retained_and_nothing_else() -> None:
    net = Net()
    net.publish("state/main", b"old", retain=True)
    net.publish("state/main", b"new", retain=True)
    net.publish("state/main", b"passing")

    late = net.join("late", "state/main")
    net.wait(100)

    assert late.heard == [b"new"]


def test_the_will_of_a_silent_machine_is_published_after_one_and_a_half_keepalives() -> None:
    net = Net()
    watcher, machine = net.join("watcher", "status/+"), net.join("machine")
    net.network.half_open(machine.machine_id, up=True, down=False)

    net.wait(BROKER_MISSES_MS - 1000)
    assert watcher.heard == []
    net.wait(2000)
    assert watcher.heard == [b"offline"]


def test_whoever_connects_again_is_lost_first_and_so_has_its_will_told_before() -> None:
    net = Net()
    watcher, machine = net.join("watcher", "status/+"), net.join("machine")
    net.network.half_open(machine.machine_id, up=True, down=True)

    net.dial(machine)
    net.publish("status/machine", b"online")
    net.wait(2 * BROKER_MISSES_MS)

    assert watcher.heard == [b"offline", b"online"]


def test_a_session_that_keeps_gets_what_it_missed_and_again_what_it_did_not_acknowledge() -> None:
    net = Net()
    observer = net.join("observer", "event/+", keeps=True)
    net.publish("event/a", b"1")
    net.network.half_open(observer.machine_id, up=True, down=False)
    net.publish("event/a", b"2")  # arrives, but nobody learns of it
    net.wait(BROKER_MISSES_MS)
    net.publish("event/a", b"3")

    net.dial(observer, keeps=True)

    assert observer.heard == [b"1", b"2", b"2", b"3"]


def test_what_has_expired_is_not_passed_on() -> None:
    net = Net()
    observer = net.join("observer", "call/+", keeps=True)
    net.network.cut(observer.machine_id)
    net.publish("call/main", b"A001", expires_s=60)
    net.publish("call/main", b"A002", expires_s=5)
    net.wait(10_000)

    net.dial(observer, keeps=True)

    assert observer.heard == [b"A001"]


def test_a_broker_that_dies_sends_no_wills_and_forgets_what_is_retained() -> None:
    net = Net()
    net.publish("state/main", b"old", retain=True)
    watcher = net.join("watcher", "status/+")
    machine = net.join("machine")

    net.broker.fail(forgets=True)
    net.wait(100)
    net.broker.come_back()
    late = net.join("late", "state/main", "status/+")

    assert (watcher.heard, late.heard) == ([], [])
    assert (watcher.lost_count, machine.lost_count) == (1, 1)
