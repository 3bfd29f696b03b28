"""The thread beside the event loop: in order, said on our own thread, and never in our way."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import pytest

from coordinator.adapters.worker import Beside
from tests.helpers.patience import PATIENCE_S


def on_loop(act: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(act(), PATIENCE_S)

    asyncio.run(bounded())


def started(broken: list[Exception]) -> Beside:
    later = asyncio.get_running_loop().call_soon_threadsafe
    return Beside("hall", later=later, broken=broken.append)


def unexpected(error: Exception) -> None:
    pytest.fail(repr(error))


def thread_of(number: int) -> tuple[int, int]:
    return number, threading.get_ident()


def test_jobs_are_done_in_order_on_another_thread_and_told_on_ours() -> None:
    async def act() -> None:
        worker, told, done = started([]), list[int](), asyncio.Event()
        ours = threading.get_ident()

        def tell(result: tuple[int, int]) -> None:
            number, thread = result
            assert threading.get_ident() == ours != thread
            told.append(number)
            if number == 4:
                done.set()

        for number in range(5):
            worker.do(partial(thread_of, number), tell, unexpected)
        await done.wait()
        assert told == [0, 1, 2, 3, 4]
        worker.close()

    on_loop(act)


def test_a_job_that_fails_is_told_and_the_next_is_done() -> None:
    async def act() -> None:
        worker, told, done = started([]), list[object](), asyncio.Event()
        worker.do(partial(divmod, 1, 0), unexpected, lambda error: told.append(type(error)))
        worker.do(partial(divmod, 7, 2), told.append, unexpected)
        worker.do(partial(divmod, 1, 1), lambda _: done.set(), unexpected)
        await done.wait()
        assert told == [ZeroDivisionError, (3, 1)]
        worker.close()

    on_loop(act)


def test_an_error_that_nobody_can_be_raised_to_breaks_the_owner() -> None:
    async def act() -> None:
        broken: list[Exception] = []
        worker, done = started(broken), asyncio.Event()
        worker.do(partial(int, "0"), lambda zero: 1 / zero, unexpected)
        worker.do(partial(int, "1"), lambda _: done.set(), unexpected)
        await done.wait()
        assert [type(error) for error in broken] == [ZeroDivisionError]
        worker.close()

    on_loop(act)


def test_a_store_that_never_answers_keeps_nobody_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coordinator.adapters.worker.CLOSE_TIMEOUT_S", 0.01)

    async def act() -> None:
        worker, never, told = started([]), threading.Event(), list[object]()
        worker.do(partial(never.wait, PATIENCE_S), told.append, told.append)
        worker.close()
        never.set()
        worker._thread.join(PATIENCE_S)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert told == []

    on_loop(act)
