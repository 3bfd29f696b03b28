"""What may be done to a running hall: one table. Each fault undoes itself, whatever happens."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

from simulation.chaos.evidence import Said
from simulation.chaos.hall import Hall
from simulation.chaos.place import BROKER, COORDINATOR, DATABASE
from simulation.chaos.proxy import Gate
from simulation.chaos.supervisor import family

STOP_S: Final = (0.5, 8.0)
CUT_S: Final = (0.5, 12.0)
HOLD_S: Final = (1.0, 20.0)
FULL_S: Final = (1.0, 12.0)
VISIT_S: Final = 1.5
"""So long after a kiosk's command it has been decided, printed and reported."""
COMMAND_S: Final = 0.02
"""So long after a command was sent it has been decided, committed, answered and published."""
AIM_TIMEOUT_S: Final = 5.0

_ISSUE: Final = "/command/issue_ticket/"
_COMMAND: Final = "/command/"
_ANSWER: Final = "/answer/"

Strike: TypeAlias = Callable[[Hall, str, Random], Awaitable[bool]]
"""Does it to a target, and undoes it; returns False if there was nothing to do it to."""


@dataclass(frozen=True)
class Fault:
    """A line of the table."""

    kind: str
    targets: Callable[[Hall], Sequence[str]]
    strike: Strike
    weight: int
    kills: bool = False


async def kill(hall: Hall, target: str, random: Random) -> bool:  # noqa: ARG001
    """End a program as a power cut ends it."""
    return hall.supervisor.kill(target)


async def kill_in_mid_visit(hall: Hall, target: str, random: Random) -> bool:
    """End a kiosk somewhere between the wish for a ticket and the report of its paper."""
    await _said(
        hall, lambda said: said.device_id == target and _ISSUE in said.publish.topic, AIM_TIMEOUT_S
    )
    await asyncio.sleep(random.uniform(0, VISIT_S))
    return hall.supervisor.kill(target)


async def kill_in_mid_command(hall: Hall, target: str, random: Random) -> bool:
    """End a coordinator while it decides, commits, answers or publishes."""
    await _said(hall, lambda said: _COMMAND in said.publish.topic, AIM_TIMEOUT_S)
    await asyncio.sleep(random.uniform(0, COMMAND_S))
    return hall.supervisor.kill(target)


async def kill_at_its_word(hall: Hall, target: str, random: Random) -> bool:  # noqa: ARG001
    """End a program the moment an answer leaves the coordinator, which nobody gets then."""
    killed = False

    def strike(said: Said) -> bool:
        nonlocal killed
        if _ANSWER not in said.publish.topic:
            return False
        killed = hall.supervisor.kill(target)
        hall.gates[said.device_id].drop()
        return True

    await _said(hall, strike, AIM_TIMEOUT_S)
    return killed


async def _said(hall: Hall, what: Callable[[Said], bool], timeout_s: float) -> None:
    """Wait until something is said that is `what`, or for so long."""
    heard = asyncio.Event()

    def listen(said: Said) -> None:
        if not heard.is_set() and what(said):
            heard.set()

    hall.evidence.on_said.append(listen)
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), timeout_s)
    finally:
        hall.evidence.on_said.remove(listen)


async def kill_and_forget(hall: Hall, target: str, random: Random) -> bool:  # noqa: ARG001
    """End the broker, and let it come back without its memory."""
    if not hall.supervisor.kill(target):
        return False
    hall.broker_store.unlink(missing_ok=True)
    return True


async def restart(hall: Hall, target: str, random: Random) -> bool:  # noqa: ARG001
    """Ask the broker to end; it comes back with what it remembers."""
    return hall.supervisor.kill(target, signal.SIGTERM)


async def stop(hall: Hall, target: str, random: Random) -> bool:
    """Let a program stand still for some seconds, with all its processes."""
    pid = hall.supervisor.pid(target)
    if pid is None:
        return False
    with _standing_still(family(pid)):
        await _while(hall, random, STOP_S)
    return True


async def cut(hall: Hall, target: str, random: Random) -> bool:
    """Cut a program off: what is connected breaks, nothing new is let in."""
    with _healed(gate := hall.gates[target]):
        gate.cut()
        await _while(hall, random, CUT_S)
    return True


async def drop(hall: Hall, target: str, random: Random) -> bool:  # noqa: ARG001
    """Break a program's connection for a moment."""
    hall.gates[target].drop()
    return True


async def hold(hall: Hall, target: str, random: Random) -> bool:
    """Let a line be half open, or open at neither end; in the end it breaks, or all comes late."""
    with _healed(gate := hall.gates[target]):
        gate.hold(*random.choice((("up", "down"), ("up",), ("down",))))
        await _while(hall, random, HOLD_S)
        if random.random() < 0.5:  # noqa: PLR2004
            gate.drop()
    return True


async def fill(hall: Hall, target: str, random: Random) -> bool:  # noqa: ARG001
    """Let the disk of the database be full for some seconds."""
    try:
        await asyncio.to_thread(hall.disk.fill)
        await _while(hall, random, FULL_S)
    finally:
        hall.disk.make_room()
    return True


def _kiosk(hall: Hall) -> Sequence[str]:
    return [hall.cast.kiosk.id]


def _panel(hall: Hall) -> Sequence[str]:
    return [hall.cast.panel.id]


def _displays(hall: Hall) -> Sequence[str]:
    return [name for name in hall.windows if name not in (*_kiosk(hall), *_panel(hall))]


def _coordinators(hall: Hall) -> Sequence[str]:
    return [name for name in hall.supervisor.programs if name.startswith(COORDINATOR)]


def _broker(hall: Hall) -> Sequence[str]:  # noqa: ARG001
    return [BROKER]


def _database(hall: Hall) -> Sequence[str]:
    return [name for name in hall.supervisor.programs if name == DATABASE]


def _programs(hall: Hall) -> Sequence[str]:
    return list(hall.supervisor.programs)


def _cables(hall: Hall) -> Sequence[str]:
    return list(hall.gates)


def _important_cables(hall: Hall) -> Sequence[str]:
    return [name for name in hall.gates if name.startswith(COORDINATOR)]


def _full_disk(hall: Hall) -> Sequence[str]:
    """A cluster whose writers are limited one by one would not be a full disk."""
    fits = hall.disk.kind == "tmpfs" or not _database(hall)
    return [hall.disk.kind] if fits else []


FAULTS: Final = (
    Fault("kill.coordinator", _coordinators, kill, 8, kills=True),
    Fault("kill.coordinator_deciding", _coordinators, kill_in_mid_command, 10, kills=True),
    Fault("kill.coordinator_answering", _coordinators, kill_at_its_word, 8, kills=True),
    Fault("kill.broker", _broker, kill, 6, kills=True),
    Fault("kill.broker_answering", _broker, kill_at_its_word, 6, kills=True),
    Fault("kill.broker_empty", _broker, kill_and_forget, 6, kills=True),
    Fault("kill.kiosk", _kiosk, kill_in_mid_visit, 14, kills=True),
    Fault("kill.display", _displays, kill, 8, kills=True),
    Fault("kill.panel", _panel, kill, 6, kills=True),
    Fault("kill.postgresql", _database, kill, 12, kills=True),
    Fault("restart.broker", _broker, restart, 4),
    Fault("stop.program", _programs, stop, 12),
    Fault("cut.program", _cables, cut, 6),
    Fault("cut.coordinator", _important_cables, cut, 5),
    Fault("drop.program", _cables, drop, 5),
    Fault("hold.program", _cables, hold, 6),
    Fault("hold.coordinator", _important_cables, hold, 4),
    Fault("disk.full", _full_disk, fill, 7),
)


def draw(hall: Hall, random: Random) -> tuple[Fault, str]:
    """Return what is done next, and to whom."""
    possible = [(fault, fault.targets(hall)) for fault in FAULTS]
    possible = [(fault, targets) for fault, targets in possible if targets]
    [(fault, targets)] = random.choices(possible, [fault.weight for fault, _ in possible])
    return fault, random.choice(targets)


def forgetting(hall: Hall) -> Iterator[tuple[Fault, str]]:
    """Yield what takes all that is known of the hall from whoever is not the coordinator."""
    for fault in FAULTS:
        if fault.kind in ("kill.broker_empty", "kill.display"):
            for target in fault.targets(hall):
                yield fault, target


async def _while(hall: Hall, random: Random, bounds_s: tuple[float, float]) -> None:
    await asyncio.sleep(min(hall.longest_s, random.uniform(*bounds_s)))


@contextmanager
def _healed(gate: Gate) -> Iterator[None]:
    try:
        yield
    finally:
        gate.heal()


@contextmanager
def _standing_still(pids: Sequence[int]) -> Iterator[None]:
    try:
        _signal(pids, signal.SIGSTOP)
        yield
    finally:
        _signal(pids, signal.SIGCONT)


def _signal(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
