"""Several simulated bars on one RS-485 line."""

from collections.abc import Sequence

from simulation.devices.wire import Device


class SimBus(Device):
    """A line on which each bar hears everything, and one speaks at a time."""

    def __init__(self, bars: Sequence[Device]) -> None:
        super().__init__()
        self._bars = bars
        for bar in bars:
            bar.send = self._say
            bar.wake = self._wake

    def _say(self, data: bytes) -> None:
        self.send(data)  # the wire's, which comes later

    def _wake(self) -> None:
        self.wake()

    def receive(self, data: bytes) -> None:
        for bar in self._bars:
            bar.receive(data)

    def tick(self, now_s: float) -> float:
        return min(bar.tick(now_s) for bar in self._bars)
