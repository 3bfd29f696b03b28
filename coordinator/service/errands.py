"""What needs the store, step by step: one errand of a hall at a time.

An errand is a coroutine that awaits a `Job` wherever it asks something of the store. It knows no
thread and no event loop: a `Worker` does the jobs, at once or beside us, and the errand goes on,
always on the thread that owns the hall, when the store has answered. However long that takes,
nothing else of that hall is decided meanwhile.
"""

from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import Any, Generic, ParamSpec, Self, TypeAlias, TypeVar

from coordinator.service.ports import Worker

P = ParamSpec("P")
T = TypeVar("T")
Errand: TypeAlias = Coroutine[Any, Any, None]


class Job(Generic[T]):
    """Something to be done by the worker; whoever awaits it goes on with what it returns."""

    __slots__ = ("do",)

    def __init__(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        self.do: Callable[[], T] = partial(do, *args, **kwargs)

    def __await__(self) -> Generator[Self, T, T]:
        return (yield self)


class AtOnce:
    """The worker of a store that never makes us wait, as a file: no thread, no detour."""

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Do a job, and say what came of it."""
        try:
            result = job()
        except Exception as error:  # noqa: BLE001 - it is the errand's, whatever it is
            failed(error)
        else:
            done(result)


class Errands:
    """Carries out errands, one at a time."""

    def __init__(self, worker: Worker, ended: Callable[[], object]) -> None:
        """Call `ended` after each errand that came to its end."""
        self._worker = worker
        self._ended = ended
        self._errand: Errand | None = None

    @property
    def under_way(self) -> bool:
        """Whether one waits for the store."""
        return self._errand is not None

    def begin(self, errand: Errand) -> None:
        """Carry out an errand, as far as the store lets us at once. Raises what it raises."""
        assert self._errand is None
        self._errand = errand
        self._go_on(errand.send, None)

    def _go_on(self, step: Callable[[Any], Job[Any]], outcome: object) -> None:
        errand = self._errand
        assert errand is not None
        try:
            job = step(outcome)
        except StopIteration:
            self._errand = None
            self._ended()
        except BaseException:
            self._errand = None
            raise
        else:
            done, failed = partial(self._go_on, errand.send), partial(self._go_on, errand.throw)
            self._worker.do(job.do, done, failed)
