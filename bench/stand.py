"""The test stand: broker, coordinator and echo as processes of their own, all gone afterwards."""

import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from bench.floors import ECHO_DEVICE, echo_accounts, let_in
from broker_config import Broker, free_port, generate
from contract.hall import HallFile, parse_hall
from contract.ids import COORDINATOR_DEVICE
from messaging import LinkState
from simulation.stage import HALLCALL, Stage

READY_TIMEOUT_S: Final = 600.0
COORDINATOR: Final = "coordinator"
ECHO: Final = "echo"
DIGEST_DIGITS: Final = 12
_PROCESS_CLOCK: Final = 2


@dataclass(frozen=True)
class Stand:
    """A hall that runs, and its floors."""

    file: HallFile
    hall_path: Path
    database_url: str
    broker: Broker
    stage: Stage

    @property
    def file_digest(self) -> str:
        """The hall file's digest, as the coordinator knows it: snapshots hold under that alone."""
        return sha256(self.hall_path.read_bytes()).hexdigest()[:DIGEST_DIGITS]

    async def start_coordinator(self) -> None:
        """Start the coordinator as in a hall, and wait until it decides."""
        await self.stage.start(
            COORDINATOR,
            [
                *(*HALLCALL, "--log-json", "coordinator", "--always-open"),
                *("--hall", str(self.hall_path), "--database", self.database_url),
                *("--broker", self.broker.url),
                *("--password-file", str(self.broker.files.password_file(COORDINATOR_DEVICE))),
            ],
        )
        await self.stage.wait_for_log(COORDINATOR, "coordinator.ready", timeout_s=READY_TIMEOUT_S)

    async def start_echo(self) -> None:
        """Start the echo, and wait until it answers."""
        password = str(self.broker.files.password_file(ECHO_DEVICE))
        program = [sys.executable, "-m", "bench.floors", self.broker.url, password]
        await self.stage.start(ECHO, program)
        await self.stage.wait_for_log(ECHO, LinkState.CONNECTED.value, timeout_s=READY_TIMEOUT_S)

    @property
    def coordinator_cpu_s(self) -> float:
        """Processor time the coordinator has used until now."""
        return cpu_s(self.stage.pid_of(COORDINATOR))

    @property
    def coordinator_rss_mb(self) -> float:
        """Memory the coordinator holds now."""
        return rss_mb(self.stage.pid_of(COORDINATOR))


@asynccontextmanager
async def stand(
    out: Path, hall_path: Path, database_url: str = "", *, echo_clients: int
) -> AsyncIterator[Stand]:
    """Start a broker for the hall and the echo's clients; end it all afterwards.

    Without a `database_url` the journal is an SQLite file in `out`.
    """
    file = parse_hall(hall_path.read_text(encoding="utf-8"), file=str(hall_path))
    files = generate(file, port=free_port(), directory=out / "broker")
    let_in(files, echo_accounts(echo_clients))
    stage = Stage(out / "logs")
    url = database_url or f"sqlite:///{out / 'hall.db'}"
    with Broker(files) as broker:
        try:
            yield Stand(file, hall_path, url, broker, stage)
        finally:
            await stage.end()


def cpu_s(pid: int) -> float:
    """Return the processor time that a process has used, all its threads together."""
    return time.clock_gettime(~pid << 3 | _PROCESS_CLOCK)  # as glibc's clock_getcpuclockid does


def own_rss_mb() -> float:
    """Return the memory that this process holds, in 10^6 bytes."""
    return rss_mb(os.getpid())


def rss_mb(pid: int) -> float:
    """Return the memory that a process holds, in 10^6 bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0
