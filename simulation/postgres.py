"""A real PostgreSQL server of our own: its own folder and port on loopback, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final, Self

import psycopg

from broker_config import free_port

DEBIAN: Final = Path("/usr/lib/postgresql")
PATIENCE_S: Final = 60.0
_NUMBERS: Final = count(1)


class NoPostgres(RuntimeError):
    """Its programs are not on this machine, or it does not start; the text says what to do."""


@cache
def binaries() -> Path | None:
    """Return where PostgreSQL's programs are, the newest; None if there are none."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which("initdb")
    return Path(path).parent if path else None


class Cluster:
    """The files of a server, and how it is started. Who starts it is another's business."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Make an empty cluster in `folder`, which is there. Raises `NoPostgres`."""
        found = binaries()
        if found is None:
            raise NoPostgres("no PostgreSQL here: apt-get install postgresql-15")
        self._bin = found
        self._durable = durable
        self.folder: Final = folder
        self.data: Final = folder / "data"
        self.port: Final = free_port()
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            shutil.chown(folder, "postgres", "postgres")
        self.run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale",
            "--no-sync", f"--pgdata={self.data}",
        )  # fmt: skip

    @property
    def server(self) -> Sequence[str]:
        """The command that is the server, until it is ended."""
        durable = () if self._durable else ("-c", "fsync=off")
        return self.command(
            "postgres", "-D", str(self.data), "-p", str(self.port),
            "-c", "listen_addresses=127.0.0.1",
            "-c", f"unix_socket_directories={self.folder}",
            *durable,
        )  # fmt: skip

    def answers(self) -> bool:
        """Tell whether the server can be connected to."""
        try:
            psycopg.connect(self._address("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def new_database(self) -> str:
        """Make an empty database; return its URL."""
        name = f"hall{next(_NUMBERS)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def command(self, program: str, *options: str) -> Sequence[str]:
        """Return how one of its programs is started, as the user who may."""
        command = [str(self._bin / program), *options]
        if os.geteuid() == 0:
            return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        return command

    def run(self, program: str, *options: str) -> None:
        """Run one of its programs to its end."""
        subprocess.run(
            self.command(program, *options), check=True, capture_output=True, cwd=self.folder
        )

    def _address(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"


class Postgres:
    """A server with its own data, which can be killed and started again."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hallcall-pg-", dir="/tmp"))
        # No test cuts the machine's power.
        self._cluster = Cluster(self._folder, durable=False)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def port(self) -> int:
        return self._cluster.port

    def start(self) -> None:
        """Start the server and wait until it answers. Raises `NoPostgres`."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._cluster.server, stdout=log, stderr=log, cwd=self._folder
            )
        deadline = time.monotonic() + PATIENCE_S
        while not self._cluster.answers():
            if time.monotonic() > deadline:
                raise NoPostgres((self._folder / "log").read_text())
            time.sleep(0.05)

    def kill(self) -> None:
        """Let the server die without a word, with all its processes."""
        if self._process is not None:
            self._cluster.run(
                "pg_ctl", "stop", "--mode=immediate", f"--pgdata={self._cluster.data}", "--silent"
            )
            self._process.wait(PATIENCE_S)
            self._process = None

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let no process of the server do anything for a while; all its lines stay open."""
        pids = self._pids()
        _signal(pids, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal(pids, signal.SIGCONT)

    def new_database(self) -> str:
        """Make an empty database; return its URL."""
        return self._cluster.new_database()

    def _pids(self) -> list[int]:
        """Return the server's process and its children, which have none themselves."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *map(int, children)]


def _signal(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
