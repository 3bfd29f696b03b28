"""Starts the programs of a hall and starts them again when they die, as systemd does."""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from broker_config.child import bound_to_us

RESTART_S: Final = 1.0
RESTART_S_MAX: Final = 5.0
STABLE_S: Final = 10.0
"""Who has run so long is restarted at once again, not later and later."""
END_TIMEOUT_S: Final = 8.0
LOG_END_BYTES: Final = 4000


@dataclass
class Program:
    """A program of the hall, over all its runs.

    Attributes:
        ended_itself: the exit codes of runs that nobody killed.
    """

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    serves: bool
    runs: int = 0
    ended_itself: list[int] = field(default_factory=list)
    process: asyncio.subprocess.Process | None = None
    was_killed: bool = False

    @property
    def pid(self) -> int | None:
        """None while it does not run."""
        running = self.process is not None and self.process.returncode is None
        return self.process.pid if self.process is not None and running else None

    def log_end(self) -> str:
        """Return its last words."""
        words = self.log.read_bytes()[-LOG_END_BYTES:].decode("utf-8", errors="replace")
        return "\n".join(words.splitlines()[-15:])


class Supervisor:
    """Keeps the programs running, from `start` to `end`."""

    def __init__(self, logs: Path) -> None:
        self.programs: dict[str, Program] = {}
        self._logs = logs
        self._keeping: dict[str, asyncio.Task[None]] = {}
        self._ending = False
        logs.mkdir(parents=True, exist_ok=True)

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        serves: bool = False,
    ) -> Program:
        """Run `command` as the program `name`, again and again; what it says goes to one log.

        What `serves` others is ended after all that does not.
        """
        log = self._logs / f"{name}.log"
        program = Program(name, command, log, environment or {}, serves)
        log.touch()
        self.programs[name] = program
        self._keeping[name] = asyncio.create_task(self._keep(program))
        return program

    def pid(self, name: str) -> int | None:
        """Return the process of a program; None if it does not run now."""
        return self.programs[name].pid

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> bool:
        """Kill a program; tell whether there was one to kill."""
        program = self.programs[name]
        if (pid := program.pid) is None:
            return False
        program.was_killed = True
        os.kill(pid, number)
        return True

    async def end(self) -> None:
        """End all programs; nothing of them is left behind."""
        self._ending = True
        for serves in (False, True):
            ended = [p for p in self.programs.values() if p.serves is serves]
            await asyncio.gather(*(self._end(program) for program in ended))

    async def _keep(self, program: Program) -> None:
        pause_s = RESTART_S
        loop = asyncio.get_running_loop()
        while not self._ended():
            begun_s = loop.time()
            await self._run(program)
            pause_s = RESTART_S if loop.time() - begun_s > STABLE_S else 2 * pause_s
            await asyncio.sleep(min(pause_s, RESTART_S_MAX))

    def _ended(self) -> bool:
        return self._ending

    async def _run(self, program: Program) -> None:
        with program.log.open("ab") as log:
            program.process = await asyncio.create_subprocess_exec(
                *bound_to_us(program.command),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **program.environment},
                start_new_session=True,
            )
        program.was_killed = False
        program.runs += 1
        try:
            code = await program.process.wait()
        finally:
            _sweep(program.process.pid)  # its helpers, as the end of a control group
        if not (program.was_killed or self._ending):
            program.ended_itself.append(code)

    async def _end(self, program: Program) -> None:
        keeping = self._keeping[program.name]
        try:
            await self._ask_to_end(program)
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _ask_to_end(self, program: Program) -> None:
        process = program.process
        if process is None or process.returncode is not None:
            return
        for number in (signal.SIGCONT, signal.SIGTERM):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
        with suppress(TimeoutError):
            async with asyncio.timeout(END_TIMEOUT_S):
                await process.wait()
        _sweep(process.pid)
        await process.wait()


def family(pid: int) -> list[int]:
    """Return a process and all that came from it, the eldest first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                children.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [pid]
    for member in found:
        found += children.get(member, [])
    return found


def _sweep(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
