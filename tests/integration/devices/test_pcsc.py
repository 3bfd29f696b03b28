"""The real PC/SC service with a virtual reader and a virtual card. Skipped where it is missing.

Needs the Debian packages pcscd and vsmartcard-vpcd, pyscard, and the right to start the service.
The virtual reader is told to connect to us, on this machine's own address: by itself it would
listen on all of them.
"""

import importlib.util
import os
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from typing import Final

import pytest

from hardware.idcard import CardEvent, ReaderUp, ServiceCardRead
from hardware.idcard.service_card import ServiceCard
from hardware.pcsc.uids import GET_UID
from hardware.pcsc.worker import PcscSettings, PcscWorker
from tests.helpers.patience import PATIENCE_S

DRIVER: Final = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SOCKET: Final = Path("/run/pcscd/pcscd.comm")
ATR: Final = bytes.fromhex("3B8180018080")
SETTINGS: Final = PcscSettings(poll_s=0.05, heartbeat_s=0.2, backoff_s=0.2)

pytestmark = [
    pytest.mark.skipif(
        not DRIVER.exists()
        or shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None
        or importlib.util.find_spec("smartcard") is None,
        reason="pcscd, vsmartcard-vpcd or pyscard is missing",
    ),
    pytest.mark.skipif(
        os.geteuid() != 0 or SOCKET.exists(), reason="no right to start pcscd, or one runs already"
    ),
]


class VirtualCard:
    """The far end of the virtual reader: a card that lies there for good.

    Without one, this driver aborts the service when it is the one to connect (FD_SETSIZE).
    """

    def __init__(self, port: int = 0) -> None:
        self._server = socket.create_server(("127.0.0.1", port))
        self._server.settimeout(0.1)
        self.port: int = self._server.getsockname()[1]
        self.uid = bytes.fromhex("04112233445566")
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="virtual card", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stopping.set()
        self._thread.join(PATIENCE_S)
        self._server.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with suppress(TimeoutError, OSError):
                line, _ = self._server.accept()
                with line:
                    line.settimeout(0.05)
                    self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        data = bytearray()
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                if not (part := line.recv(4096)):
                    return
                data += part
            while len(data) >= 2 and len(data) - 2 >= (length := int.from_bytes(data[:2], "big")):
                asked = bytes(data[2 : 2 + length])
                del data[: 2 + length]
                self._answer(line, asked)

    def _answer(self, line: socket.socket, asked: bytes) -> None:
        if len(asked) == 1:  # 00 off, 01 on, 02 reset: nothing to say; 04: the ATR
            if asked == b"\x04":
                self._send(line, ATR)
            return
        self._send(line, self.uid + b"\x90\x00" if asked == GET_UID else b"\x6a\x81")

    def _send(self, line: socket.socket, data: bytes) -> None:
        line.sendall(struct.pack(">H", len(data)) + data)


def two_slots() -> tuple[VirtualCard, VirtualCard]:
    """Return the slots of one reader: its driver looks for the second on the next port."""
    for _ in range(20):
        first = VirtualCard()
        with suppress(OSError, OverflowError):
            return first, VirtualCard(first.port + 1)
        first.close()
    raise AssertionError("no two ports side by side are free")


@pytest.fixture
def card(tmp_path: Path) -> Iterator[VirtualCard]:
    virtual, empty = two_slots()
    (tmp_path / "readers").mkdir()
    (tmp_path / "readers" / "vpcd").write_text(
        f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME 127.0.0.1:{virtual.port}\n'
        f"LIBPATH {DRIVER}\nCHANNELID 0x{virtual.port:X}\n"
    )
    SOCKET.parent.mkdir(exist_ok=True)
    with (tmp_path / "pcscd.log").open("wb") as log:
        service = subprocess.Popen(
            ["/usr/sbin/pcscd", "--foreground", "--config", str(tmp_path / "readers")],
            stdout=log,
            stderr=log,
        )
    yield virtual
    service.terminate()
    service.wait(PATIENCE_S)
    virtual.close()
    empty.close()
    SOCKET.unlink(missing_ok=True)


def test_a_card_on_the_real_service_tells_its_number(card: VirtualCard) -> None:
    told: Queue[CardEvent] = Queue()
    worker = PcscWorker("Virtual PCD 00 00", told.put, SETTINGS)
    worker.enable()
    worker.start()
    try:
        event = told.get(timeout=PATIENCE_S)
        while not isinstance(event, ReaderUp):  # the service is still starting
            event = told.get(timeout=PATIENCE_S)
        assert told.get(timeout=PATIENCE_S) == ServiceCardRead(ServiceCard("04112233445566"))
    finally:
        worker.stop()
