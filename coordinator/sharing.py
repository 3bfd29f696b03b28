"""Halls that are on a database server: which of them we serve is said by leases.

The roster's thread says which halls are ours, and which another is to have. Here each of ours gets
a coordinator of its own, which ends when the hall is to move, when its lease ends, or with us.
"""

import asyncio
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, TypeAlias

import structlog

from coordinator.adapters.lease import Lease, steady_s
from coordinator.adapters.roster import Roster
from coordinator.adapters.store import read_anew_if_due
from coordinator.running import Coordinator, CoordinatorConfig
from coordinator.service.ports import Superseded
from journal import LEASE_MS, AlreadyOpen, Fence, Journal, JournalError, Leases
from messaging import BrokerAddress, BrokerProbe, Credentials
from messaging.clock import new_command_id

log = structlog.get_logger("coordinator")

LOOK_S: Final = 0.1
RETRY_S: Final = 0.2
MISSED_AFTER_S: Final = 5.0
"""Who is started anew is not missed so soon."""
PATIENCE_S: Final = LEASE_MS / 1000 + 1.0
"""So long the lease of one who died may stand in the way of its successor."""

_Line: TypeAlias = tuple[BrokerAddress, Credentials | None]


class Shared:
    """The halls of one process, out of those of all processes.

    Args:
        standby: take what is free and let others have their share. Without it all halls are wanted
            at the start, and kept.
    """

    def __init__(self, configs: Sequence[CoordinatorConfig], *, standby: bool) -> None:
        self._configs: Final = {str(config.hall.hall.id): config for config in configs}
        self._url: Final = configs[0].database_url
        self._standby: Final = standby
        self._process: Final = str(new_command_id())
        self._place: Final = f"{socket.gethostname()}:{os.getpid()}"
        self._leaving: dict[Lease, asyncio.Event] = {}
        self._coordinators: dict[Lease, tuple[Coordinator, str]] = {}
        self._alone_since: dict[str, float] = {}
        self._at_work: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        self._broken: asyncio.Future[None] = self._loop.create_future()
        self._roster: Roster | None = None

    async def serve(self, stop: asyncio.Event) -> None:
        """Serve what is ours until `stop` is set.

        Raises:
            JournalError: the database cannot be used, or a hall that we want has an owner.
            Superseded: a hall was taken from us who do not stand by.
        """
        leases = Leases.open(self._url, process=self._process, place=self._place)
        for hall in self._configs:
            await asyncio.to_thread(_bring_up, self._url, hall)
        held = [] if self._standby else [await self._wanted(leases, h) for h in self._configs]
        self._roster = Roster(
            leases, self._process, [*self._configs], self, shares=self._standby, held=held
        )
        self._roster.start()
        await self._serve(stop, held, self._roster)

    async def _serve(self, stop: asyncio.Event, held: Sequence[Lease], roster: Roster) -> None:
        for lease in held:
            self._begin(lease, "it was started for it")
        if self._standby:
            log.info("coordinator.stands_by", halls=[*self._configs], place=self._place)
        watch = asyncio.create_task(self._watch(roster))
        ended = asyncio.create_task(stop.wait())
        ends: set[asyncio.Future[Any]] = {watch, ended, self._broken}
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if self._broken.done():
                self._broken.result()
        finally:
            roster.retire()
            ended.cancel()
            watch.cancel()
            for leaving in self._leaving.values():
                leaving.set()
            await asyncio.gather(watch, ended, *self._at_work, return_exceptions=True)
            await asyncio.to_thread(roster.leave)

    async def _wanted(self, leases: Leases, hall: str) -> Lease:
        """Take a hall, waiting for the lease of one who has died. Raises `AlreadyOpen`."""
        until_s = steady_s() + PATIENCE_S
        while True:
            asked_s = steady_s()
            epoch = await asyncio.to_thread(leases.take, hall, "it was started for it")
            if epoch is not None:
                return Lease(hall, epoch, asked_s=asked_s, strict=False)
            if steady_s() > until_s:
                raise AlreadyOpen(
                    f"another coordinator owns the hall {hall}{await self._where(leases, hall)}: "
                    "end that one first, or start both with --standby"
                )
            await asyncio.sleep(RETRY_S)

    async def _where(self, leases: Leases, hall: str) -> str:
        rows, processes = await asyncio.to_thread(leases.look)
        owners = {row.owner for row in rows if row.hall == hall}
        places = sorted({row.place for row in processes if row.process in owners})
        return f", at {places[0]}" if places else ""

    def taken(self, lease: Lease, why: str) -> None:
        """Serve a hall from now on. Called on the roster's thread, as the next two."""
        self._on_loop(self._begin, lease, why)

    def lost(self, lease: Lease) -> None:
        """Serve a hall no more, which is another's already."""
        self._on_loop(self._lose, lease)

    def unwanted(self, lease: Lease, why: str) -> None:
        """Serve a hall no more, and let another have it."""
        log.warning("hall.let_go", hall_id=lease.hall, why=why)
        self._on_loop(self._leave, lease)

    def _on_loop(self, act: Callable[..., None], *arguments: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: we ended meanwhile
            self._loop.call_soon_threadsafe(act, *arguments)

    def _begin(self, lease: Lease, why: str) -> None:
        log.info("hall.taken", hall_id=lease.hall, epoch=lease.epoch, why=why, owner=self._place)
        self._leaving[lease] = asyncio.Event()
        task = asyncio.create_task(self._own(lease, why))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    def _leave(self, lease: Lease) -> None:
        if lease in self._leaving:
            self._leaving[lease].set()

    def _lose(self, lease: Lease) -> None:
        if not self._standby and not self._broken.done():
            self._broken.set_exception(
                Superseded(f"another coordinator has taken the hall {lease.hall}")
            )
        self._leave(lease)

    async def _own(self, lease: Lease, reason: str) -> None:
        """Serve one hall, as long as it is ours."""
        journal = Journal.shared(self._url, lease.hall, Fence(self._process, lease.epoch))
        why = "its process serves it no more"
        try:
            await asyncio.to_thread(read_anew_if_due, journal)
            coordinator = Coordinator(self._configs[lease.hall], journal, lease)
            self._coordinators[lease] = coordinator, reason
            await coordinator.serve(self._leaving[lease])
        except (Superseded, JournalError) as error:
            why = str(error)
            log.warning("hall.lost", hall_id=lease.hall, why=why)
            if not self._standby and not self._broken.done():
                self._broken.set_exception(error)
        except Exception as error:
            if not self._broken.done():
                self._broken.set_exception(error)
            raise
        finally:
            del self._leaving[lease]
            self._coordinators.pop(lease, None)
            journal.close()
            if self._roster is not None:
                self._roster.release(lease, f"{self._place} let it go: {why}")

    async def _watch(self, roster: Roster) -> None:
        """Tell the roster which brokers we reach, and the technician who is missing."""
        known = {(config.broker, config.credentials) for config in self._configs.values()}
        lines = {line: BrokerProbe(*line) for line in known}
        async with asyncio.TaskGroup() as group:
            for probe in lines.values():
                group.create_task(probe.run())
            while True:
                roster.reaches = self._reached(lines)
                if self._standby:
                    self._tell_who_is_missing(roster)
                await asyncio.sleep(LOOK_S)

    def _tell_who_is_missing(self, roster: Roster) -> None:
        now_s = steady_s()
        self._alone_since = {
            hall: self._alone_since.get(hall, now_s) for hall in sorted(roster.alone)
        }
        for lease, (coordinator, why) in self._coordinators.items():
            missing = now_s - self._alone_since.get(lease.hall, now_s) >= MISSED_AFTER_S
            coordinator.stands_alone(
                f"nobody stands by for this hall; it is at {self._place}: {why}"
                if missing
                else None
            )

    def _reached(self, lines: Mapping[_Line, BrokerProbe]) -> dict[str, bool]:
        return {
            hall: lines[config.broker, config.credentials].reaches
            for hall, config in self._configs.items()
        }


def _bring_up(url: str, hall: str) -> None:
    Journal.open(url, hall).close()
