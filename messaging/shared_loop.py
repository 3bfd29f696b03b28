"""One thread for the lines of many devices: a program that speaks for a hundred bars has one."""

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import wait
from typing import Final

from messaging.line import Line

CLOSE_TIMEOUT_S: Final = 5.0


class SharedLoop:
    """A loop on a thread of its own. Lines are given it, and closed before it is."""

    def __init__(self, name: str) -> None:
        self.loop: asyncio.AbstractEventLoop = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self, lines: Iterable[Line] = ()) -> None:
        """Close these lines, all at a time, and end the thread; within a bound."""
        wait([line.begin_close() for line in lines], CLOSE_TIMEOUT_S)
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(CLOSE_TIMEOUT_S)
        elif not self.loop.is_closed():  # never started
            self.loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()
        finally:
            self.loop.close()
