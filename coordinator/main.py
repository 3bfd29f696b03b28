"""The coordinator's program: one process, for one hall or several."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress

import structlog

from coordinator.adapters.store import read_anew_if_due
from coordinator.running import Coordinator, CoordinatorConfig
from coordinator.sharing import Shared
from journal import Journal, is_on_server

log = structlog.get_logger("coordinator")

__all__ = ["CoordinatorConfig", "run", "serve"]


def run(configs: Sequence[CoordinatorConfig], *, standby: bool = False) -> None:
    """Coordinate the halls until SIGINT or SIGTERM.

    Args:
        standby: share the halls with other processes, and stand by for those that have an owner.

    Raises:
        JournalError: a database cannot be used; the text says why.
        Superseded: another coordinator has taken a hall.
    """
    # Windows' default loop cannot watch a socket.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(_run(configs, standby=standby))


async def _run(configs: Sequence[CoordinatorConfig], *, standby: bool) -> None:
    stop = asyncio.Event()
    _on_signals(stop.set)
    await serve(configs, stop, standby=standby)


async def serve(
    configs: Sequence[CoordinatorConfig], stop: asyncio.Event, *, standby: bool = False
) -> None:
    """Coordinate the halls until `stop` is set."""
    try:
        if standby or is_on_server(configs[0].database_url):
            await Shared(configs, standby=standby).serve(stop)
        else:
            await _serve_files(configs, stop)
    finally:
        log.info("coordinator.stopped")


async def _serve_files(configs: Sequence[CoordinatorConfig], stop: asyncio.Event) -> None:
    """Serve halls each of which has a file that is ours alone."""
    journals: list[Journal] = []
    tasks: list[asyncio.Task[None]] = []
    try:
        for config in configs:
            journals.append(Journal.open(config.database_url, config.hall.hall.id))
            read_anew_if_due(journals[-1])
        works = zip(configs, journals, strict=True)
        tasks = [asyncio.create_task(Coordinator(*each).serve(stop)) for each in works]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for journal in journals:
            journal.close()


def _on_signals(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop)
        except NotImplementedError:  # Windows
            with suppress(ValueError):
                signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop))
