"""Mosquitto as a child process: the broker of the demo, the tests and a hall on one machine."""

import secrets
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from broker_config.child import bound_to_us
from broker_config.errors import BrokerError, PortInUse
from broker_config.render import LOOPBACK
from broker_config.write import BrokerFiles, generate
from contract.hall import HallFile

_FREE_PORTS: Final = range(20_000, 32_000)
_FREE_PORT_LOOKS: Final = 100
_FREE_PORT_TRIES: Final = 5
_LOOK_S: Final = 0.02
_CONNECT_TIMEOUT_S: Final = 1.0
_LOG_LINES_SHOWN: Final = 5


class Broker:
    """A Mosquitto that runs by `files`, from `start` to `stop`. Also a context manager."""

    def __init__(self, files: BrokerFiles) -> None:
        self.files = files
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.files.url

    @property
    def pid(self) -> int | None:
        """The process id, or None if it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self, *, timeout_s: float = 10.0) -> None:
        """Start Mosquitto and wait until it accepts connections.

        Raises:
            PortInUse: somebody else listens there.
            BrokerError: it is not installed, or it ended or stayed silent; with its last words.
        """
        if _listens(self.files.port):
            raise PortInUse(self.files.port)
        with self.files.log.open("wb") as log:
            self._process = subprocess.Popen(
                bound_to_us([find_mosquitto(), "-c", str(self.files.configuration)]),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; the broker ends last, by `stop`
            )
        try:
            self._await_listener(self._process, timeout_s)
        except BaseException:
            self.stop()
            raise

    def _await_listener(self, process: subprocess.Popen[bytes], timeout_s: float) -> None:
        deadline_s = time.monotonic() + timeout_s
        while not _listens(self.files.port):
            if process.poll() is not None:
                raise self._why_it_ended(process.returncode)
            if time.monotonic() > deadline_s:
                raise BrokerError(f"mosquitto does not listen after {timeout_s:g} s")
            time.sleep(_LOOK_S)

    def _why_it_ended(self, code: int) -> BrokerError:
        words = self.files.log.read_text(errors="replace")
        if "Address already in use" in words:
            return PortInUse(self.files.port)
        last_lines = "".join(f"\n  {line}" for line in words.splitlines()[-_LOG_LINES_SHOWN:])
        return BrokerError(f"mosquitto ended at once with code {code}{last_lines}")

    def stop(self, *, timeout_s: float = 5.0) -> None:
        """End the broker, by force if it does not end in `timeout_s`. Harmless if it has ended."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start_broker(
    hall: HallFile, directory: Path, *, port: int | None = None, persistence: bool = True
) -> Broker:
    """Write the files of `hall` into `directory` and start its broker.

    Args:
        port: None takes any free one; `Broker.url` says which.

    Raises:
        BrokerError: as `generate` and `Broker.start` do.
    """
    ports = [port] if port is not None else [free_port() for _ in range(_FREE_PORT_TRIES)]
    while True:
        files = generate(hall, port=ports.pop(), directory=directory, persistence=persistence)
        broker = Broker(files)
        try:
            broker.start()
        except PortInUse:  # a port that was free when we looked may be taken when we come
            if not ports:
                raise
        else:
            return broker


def find_mosquitto() -> str:
    """Return the path of the program. Debian keeps it where only root's PATH leads."""
    program = shutil.which("mosquitto") or shutil.which(
        "mosquitto", path="/usr/sbin:/usr/local/sbin"
    )
    if program is None:
        raise BrokerError(
            "mosquitto is not installed: apt-get install mosquitto (Debian), "
            "or put the program into PATH"
        )
    return program


def free_port() -> int:
    """Return a port of this machine that nobody uses at this moment. Raises `BrokerError`.

    Not one of those that the system gives to outgoing connections: such a one could be taken
    before we use it, or while a broker restarts, by the very client that waits for it.
    """
    for _ in range(_FREE_PORT_LOOKS):
        port = _FREE_PORTS[secrets.randbelow(len(_FREE_PORTS))]
        with socket.socket() as probe, suppress(OSError):
            probe.bind((LOOPBACK, port))
            return port
    raise BrokerError(f"no port between {_FREE_PORTS.start} and {_FREE_PORTS.stop} is free")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(_CONNECT_TIMEOUT_S)
        return probe.connect_ex((LOOPBACK, port)) == 0
