"""A real PostgreSQL server for tests: its own folder and port on loopback, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final, Self

import psycopg
import pytest

from broker_config import free_port

DEBIAN: Final = Path("/usr/lib/postgresql")
PATIENCE_S: Final = 60.0
_NUMBERS: Final = count(1)


@cache
def binaries() -> Path | None:
    """Return where PostgreSQL's programs are, the newest; None if there are none."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which("initdb")
    return Path(path).parent if path else None


def wanted() -> Path:
    """Return where the programs are, or skip the test; where all must be tested, fail."""
    found = binaries()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL here: scripts/setup.sh installs it")
        pytest.skip("no PostgreSQL here: apt-get install postgresql-15")
    return found


class Postgres:
    """A server with its own data, which can be killed and started again."""

    def __init__(self) -> None:
        self._bin = wanted()
        self._folder = Path(tempfile.mkdtemp(prefix="hallcall-pg-", dir="/tmp"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            shutil.chown(self._folder, "postgres", "postgres")
        self._data = self._folder / "data"
        self._run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale",
            "--no-sync", f"--pgdata={self._data}",
        )  # fmt: skip

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(
                    "postgres", "-D", str(self._data), "-p", str(self.port),
                    "-c", "listen_addresses=127.0.0.1",
                    "-c", f"unix_socket_directories={self._folder}",
                    "-c", "fsync=off",  # no test cuts the machine's power
                ),
                stdout=log,
                stderr=log,
                cwd=self._folder,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert time.monotonic() < deadline, (self._folder / "log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """Let the server die without a word, with all its processes."""
        if self._process is not None:
            self._run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self._data}", "--silent")
            self._process.wait(PATIENCE_S)
            self._process = None

    def new_database(self) -> str:
        """Make an empty database; return its URL."""
        name = f"hall{next(_NUMBERS)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._address("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _address(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"

    def _command(self, program: str, *options: str) -> Sequence[str]:
        command = [str(self._bin / program), *options]
        if os.geteuid() == 0:
            return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        return command

    def _run(self, program: str, *options: str) -> None:
        subprocess.run(
            self._command(program, *options), check=True, capture_output=True, cwd=self._folder
        )
