"""Where the threads of many lines and devices leave their news for the one that decides.

For a program without a window; with one, Qt's own loop does this (`qtkit.inbox`).
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Final, Generic, TypeVar

TICK_S: Final = 0.25

T = TypeVar("T")


class Inbox(Generic[T]):
    """`put` from any thread; `serve` on the deciding one."""

    def __init__(self) -> None:
        self._news: SimpleQueue[T] = SimpleQueue()

    def put(self, news: T) -> None:
        self._news.put(news)

    def serve(
        self, is_over: Callable[[], bool], take: Callable[[T], None], tick: Callable[[], None]
    ) -> None:
        """Take news as they come, and `tick` each `TICK_S`, however much there is; until over."""
        next_tick_s = monotonic()
        while not is_over():
            left_s = next_tick_s - monotonic()
            if left_s <= 0:
                tick()
                next_tick_s = monotonic() + TICK_S
                continue
            try:
                news = self._news.get(timeout=left_s)
            except Empty:
                continue
            take(news)
