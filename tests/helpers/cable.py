"""A cable to a broker or a database, which a test can cut."""

import asyncio
import threading
from typing import Self

from simulation.chaos.proxy import Gate
from tests.helpers.patience import PATIENCE_S


class Cable:
    """A TCP proxy on a thread of its own."""

    def __init__(self, target_port: int) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._gate = Gate("cable", target_port)

    @property
    def port(self) -> int:
        """Where to connect instead."""
        return self._gate.port

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._gate.open(), self._loop).result(PATIENCE_S)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._gate.close(), self._loop).result(PATIENCE_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def fall_silent(self) -> None:
        """Carry nothing any more, and tell nobody."""
        self._loop.call_soon_threadsafe(self._gate.hold, "up", "down")

    def heal(self) -> None:
        """Carry everything, also what was held."""
        self._loop.call_soon_threadsafe(self._gate.heal)
