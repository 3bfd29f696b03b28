"""The processes of a demo hall: started one by one, watched, and ended without a trace."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from broker_config.child import bound_to_us
from simulation.patience import happens

END_TIMEOUT_S: Final = 8.0
HALLCALL: Final = (sys.executable, "-m", "hallcall")


class ProgramEnded(RuntimeError):
    """A program of the hall ended, or hangs. The text shows the end of its log."""


class Stage:
    """Runs programs, each in a session of its own so that Ctrl-C reaches only us."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._ending = False
        logs.mkdir(parents=True, exist_ok=True)

    async def start(
        self, name: str, command: Sequence[str], *, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start `command` as the program `name`; what it says goes to its log."""
        with self.log_of(name).open("wb") as log:
            self._running[name] = await asyncio.create_subprocess_exec(
                *bound_to_us(command),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )

    def log_of(self, name: str) -> Path:
        """Return where the program `name` logs."""
        return self._logs / f"{name}.log"

    def pid_of(self, name: str) -> int:
        """Return the process id of the program `name`."""
        return self._running[name].pid

    async def wait_for_log(self, name: str, text: str, *, timeout_s: float) -> None:
        """Wait until the program `name` has logged `text`.

        Raises:
            ProgramEnded: it ended instead, or it did not say so in time.
        """

        def said() -> bool:
            self._check(name)
            return text in self._words_of(name)

        if not await happens(said, timeout_s):
            raise ProgramEnded(f"{name} is not ready after {timeout_s:.0f} s:\n{self._tail(name)}")

    async def watch(self) -> None:
        """Wait for ever; raise `ProgramEnded` when a program ends that should not."""
        while True:
            for name in tuple(self._running):
                self._check(name)
            await asyncio.sleep(0.5)

    async def stop(self, name: str) -> None:
        """End the program `name`; kill it if it does not end in time."""
        process = self._running.pop(name)
        await _end(name, process)

    async def end(self) -> None:
        """End all programs, the last started first; kill what does not end in time."""
        self._ending = True
        for name, process in reversed(self._running.items()):
            await _end(name, process)
        self._running.clear()

    def _check(self, name: str) -> None:
        process = self._running[name]
        if process.returncode is not None and not self._ending:
            code = process.returncode
            raise ProgramEnded(f"{name} ended with exit code {code}:\n{self._tail(name)}")

    def _tail(self, name: str) -> str:
        return "\n".join(f"  {line}" for line in self._words_of(name).splitlines()[-15:])

    def _words_of(self, name: str) -> str:
        return self.log_of(name).read_text(encoding="utf-8", errors="replace")


async def _end(name: str, process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    try:
        async with asyncio.timeout(END_TIMEOUT_S):
            await process.wait()
    except TimeoutError:
        print(f"{name} did not end in time and was killed", file=sys.stderr)  # noqa: T201
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)  # its helpers too
    await process.wait()
