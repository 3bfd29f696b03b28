"""What is asked of a disk or a database that takes its time."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from itertools import cycle
from typing import Protocol, TypeVar

from coordinator.service.errands import AtOnce
from simulation.world.journal import PowerCut

T = TypeVar("T")


class Asker(Protocol):
    """The machine that asks, and its line to the journal."""

    @property
    def slow_ms(self) -> int:
        """So long the journal takes for whatever it is asked."""

    @property
    def on_server(self) -> bool:
        """Whether the journal is on another machine."""

    def get_stuck(self) -> int:
        """Stand still, if that is to be, with a commit on its way for so long; 0 if not."""

    def later(self, delay_ms: int, act: Callable[[], object], *, again: bool = False) -> None:
        """Do something on the run that this is called on, if it has not ended by then."""

    def to_this_run(self) -> Callable[[Callable[[], object]], object]:
        """Return what does something on the present run, if it has not ended by then."""

    def server_does(self, delay_ms: int, act: Callable[[], object]) -> None:
        """Have something done that has left us."""


class _Landing(Enum):
    """When a slow job is done."""

    FIRST = auto()
    """At once, and its end is told late."""
    LAST = auto()
    """In the end, if the program is there still."""
    ON_ITS_WAY = auto()
    """In the end, whatever becomes of the program: a server has it, or the line to it."""


class SlowWorker:
    """Does what is asked of the disk at once, but while that is slow, tells of it later.

    A slow commit may have landed or not, when the machine loses its power or another takes over.
    """

    def __init__(self, machine: Asker, commit: Callable[..., object]) -> None:
        self._machine = machine
        self._commit = commit
        self._landings = cycle(_Landing if machine.on_server else (_Landing.FIRST, _Landing.LAST))
        self._at_once = AtOnce()

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        slow_ms = self._machine.slow_ms
        landing = next(self._landings) if slow_ms else None
        if isinstance(job, partial) and job.func == self._commit:
            stuck_ms = self._machine.get_stuck()
            slow_ms, landing = (stuck_ms, _Landing.ON_ITS_WAY) if stuck_ms else (slow_ms, landing)
        if landing is None:
            self._at_once.do(job, done, failed)
        elif landing is _Landing.FIRST:
            self._at_once.do(
                job,
                lambda result: self._machine.later(slow_ms, partial(done, result)),
                lambda error: self._fail_later(slow_ms, failed, error),
            )
        elif landing is _Landing.LAST:
            self._machine.later(slow_ms, partial(self._at_once.do, job, done, failed))
        else:
            tell = self._machine.to_this_run()
            do = partial(
                self._at_once.do,
                job,
                lambda result: tell(partial(done, result)),
                lambda error: tell(partial(failed, error)),
            )
            self._machine.server_does(slow_ms, do)

    def _fail_later(
        self, slow_ms: int, failed: Callable[[Exception], object], error: Exception
    ) -> None:
        if isinstance(error, PowerCut):
            raise error
        self._machine.later(slow_ms, partial(failed, error))
