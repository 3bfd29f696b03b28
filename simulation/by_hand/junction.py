"""Several cables at one device, as printers with a serial and a network socket have."""

from collections.abc import Callable
from threading import RLock

from simulation.devices.wire import Device


class Junction:
    """Answers go to the cable that spoke last; before anybody has spoken, to all of them."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._lock = RLock()  # a device expects one wire's thread at a time
        self._sockets: list[_Socket] = []
        self._speaker: _Socket | None = None
        device.send = self._send
        device.wake = self._wake

    def socket(self) -> Device:
        """Return one more place to plug a cable in."""
        socket = _Socket(self._device, self._lock, self._turn_to)
        self._sockets.append(socket)
        return socket

    def _turn_to(self, socket: "_Socket") -> None:
        self._speaker = socket

    def _send(self, data: bytes) -> None:
        for socket in [self._speaker] if self._speaker else self._sockets:
            socket.send(data)

    def _wake(self) -> None:
        for socket in self._sockets:
            socket.wake()


class _Socket(Device):
    def __init__(self, device: Device, lock: RLock, turn_to: Callable[["_Socket"], None]) -> None:
        super().__init__()
        self._device = device
        self._lock = lock
        self._turn_to = turn_to

    def receive(self, data: bytes) -> None:
        with self._lock:
            self._turn_to(self)
            self._device.receive(data)

    def room(self) -> int:
        with self._lock:
            return self._device.room()

    def tick(self, now_s: float) -> float:
        with self._lock:
            return self._device.tick(now_s)

    def connected(self) -> None:
        with self._lock:
            self._turn_to(self)
            self._device.connected()
