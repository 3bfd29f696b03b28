"""Programs come back when they are killed, and none is left when the supervisor ends."""

import asyncio
import signal
import sys
from pathlib import Path

from simulation.chaos.supervisor import Supervisor, family
from simulation.patience import happens
from tests.helpers.patience import PATIENCE_S, wait_until

WAITS = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
FAMILY = [
    sys.executable,
    "-c",
    "import subprocess; subprocess.run(['sleep', '600'])",
]


def test_a_killed_program_is_started_again_and_its_log_goes_on(tmp_path: Path) -> None:
    async def run() -> None:
        supervisor = Supervisor(tmp_path)
        program = supervisor.start("waits", WAITS)
        assert await happens(lambda: program.log.read_text() == "up\n", PATIENCE_S)

        assert supervisor.kill("waits")
        assert await happens(lambda: program.log.read_text() == "up\nup\n", PATIENCE_S)
        assert program.runs == 2
        assert program.ended_itself == []
        await supervisor.end()

    asyncio.run(run())


def test_a_program_that_ends_by_itself_is_noted(tmp_path: Path) -> None:
    async def run() -> None:
        supervisor = Supervisor(tmp_path)
        program = supervisor.start("ends", [sys.executable, "-c", "raise SystemExit(3)"])

        assert await happens(lambda: program.ended_itself[:1] == [3], PATIENCE_S)
        await supervisor.end()

    asyncio.run(run())


def test_nothing_is_left_behind_not_even_what_stands_still(tmp_path: Path) -> None:
    async def run() -> list[int]:
        supervisor = Supervisor(tmp_path)
        program = supervisor.start("family", FAMILY)
        assert await happens(lambda: program.pid and len(family(program.pid)) == 2, PATIENCE_S)
        assert program.pid is not None
        left = family(program.pid)
        supervisor.kill("family", signal.SIGSTOP)
        await supervisor.end()
        return left

    left = asyncio.run(run())

    wait_until(lambda: not any(map(is_alive, left)))


def is_alive(pid: int) -> bool:
    """A process that nobody has asked after yet is dead all the same."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
