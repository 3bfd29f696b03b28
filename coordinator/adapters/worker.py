"""A thread beside the event loop, for a store on a server that may keep us waiting."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Final, TypeAlias, TypeVar

T = TypeVar("T")
_Task: TypeAlias = Callable[[], object]

CLOSE_TIMEOUT_S: Final = 2.0
"""A commit under way at the end may finish; a server that does not answer keeps nobody."""


class Beside:
    """A `Worker`: does jobs in order on its one thread, and says what came of them on ours.

    Args:
        later: has a call made on the thread that owns this.
        broken: called with what a job's end has brought about, if that is an error.
    """

    def __init__(
        self,
        name: str,
        *,
        later: Callable[[_Task], object],
        broken: Callable[[Exception], object],
    ) -> None:
        self._later = later
        self._broken = broken
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._closed = False
        # A daemon, since it may wait for a server for ever: no reason to outlive the program.
        self._thread = Thread(target=self._work, name=f"store-{name}", daemon=True)
        self._thread.start()

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Do a job when its turn has come, and say what came of it on the owner's thread."""
        self._tasks.put(partial(self._do, job, done, failed))

    def close(self) -> None:
        """Say nothing any more, and end when what is under way has ended, within a bound."""
        self._closed = True
        self._tasks.put(None)
        self._thread.join(CLOSE_TIMEOUT_S)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()

    def _do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        try:
            say: _Task = partial(done, job())
        except Exception as error:  # noqa: BLE001 - it is the asker's, whatever it is
            say = partial(failed, error)
        with suppress(RuntimeError):  # the owner's loop is closed
            self._later(partial(self._say, say))

    def _say(self, say: _Task) -> None:
        if self._closed:
            return
        try:
            say()
        except Exception as error:  # noqa: BLE001 - nobody else is there to raise it to
            self._broken(error)
