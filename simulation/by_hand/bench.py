"""A device, its cables, and the person who works both by typing."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from simulation.by_hand.instrument import Factory, Surroundings
from simulation.by_hand.junction import Junction
from simulation.by_hand.order import NotUnderstood, Order, Orders
from simulation.devices.wire import Device, PtyWire, TcpWire, Wire

NEWS_MAX: Final = 200

MakeWire = Callable[[Device], Wire]


def tcp(host: str, port: int) -> MakeWire:
    """Return a network socket as a cable."""
    return lambda device: TcpWire(device, host=host, port=port)


def pty(link: Path | None) -> MakeWire:
    """Return a serial port as a cable; it is found under `link`."""
    return lambda device: PtyWire(device, link=link)


class Bench:
    """The device is plugged in while this is entered. `obey` and `face` are for any thread."""

    def __init__(
        self,
        make: Factory,
        cables: Sequence[MakeWire],
        *,
        say: Callable[[str], None],
        pictures: Path | None = None,
    ) -> None:
        self._say = say
        self._ready = False
        self._lock = threading.Lock()
        self.news: deque[str] = deque(maxlen=NEWS_MAX)
        self._instrument = make(Surroundings(say=self._tell, pictures=pictures))
        junction = Junction(self._instrument.device)
        self._wires = [cable(junction.socket()) for cable in cables]
        self._orders = Orders([*self._instrument.orders, *self._cable_orders()])
        self._plugged = ExitStack()

    def __enter__(self) -> Self:
        for wire in self._wires:
            self._plugged.enter_context(wire)
        self._ready = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._plugged.close()

    @property
    def urls(self) -> list[str]:
        """Where the device hangs, as a hall file says it."""
        return [wire.url for wire in self._wires]

    @property
    def order_names(self) -> list[str]:
        return self._orders.names

    def face(self) -> str:
        """Return what a person sees of the device."""
        return self._instrument.face()

    def obey(self, line: str) -> None:
        """Do what was typed, and tell what came of it."""
        try:
            said = self._orders.obey(line)
        except NotUnderstood as problem:
            said = str(problem)
        if said:
            self._tell(said)

    def _tell(self, news: str) -> None:
        """Tell the person; what a device says as it is made, only once it hangs on its cables."""
        with self._lock:
            self.news.append(news)
        if self._ready:
            self._say(news)

    def _cable_orders(self) -> Iterable[Order]:
        yield Order("help", "this list, or all that is to say of one order", self._help)
        yield Order("show", "what there is to see of the device", self.face)
        yield Order("unplug", "pull the cable out", self._unplug)
        yield Order("plug", "put it in again", self._plug)
        if any(isinstance(wire, TcpWire) for wire in self._wires):
            yield Order("reset", "break the network connection", self._reset)

    def _help(self, order: str = "") -> str:
        return self._orders.help(order)

    def _unplug(self) -> None:
        for wire in self._wires:
            wire.unplug()

    def _plug(self) -> None:
        for wire in self._wires:
            wire.plug()

    def _reset(self) -> None:
        for wire in self._wires:
            if isinstance(wire, TcpWire):
                wire.reset_connection()
