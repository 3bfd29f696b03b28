"""A broker, and somebody who speaks as the coordinator: for displays that are measured alone."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop

from broker_config import start_broker
from contract.hall import HallFile
from contract.ids import COORDINATOR_DEVICE, DeviceId
from messaging import BrokerAddress, Credentials, Line

PATIENCE_S: Final = 60.0
SLICE_MS: Final = 20


class AsCoordinator:
    """Publishes what a hall would, until `close`."""

    def __init__(self, hall: HallFile, folder: Path) -> None:
        self._broker = start_broker(hall, folder, persistence=False)
        self.address = BrokerAddress.parse(self._broker.url)
        self._line = Line(
            self.address,
            hall_id=hall.hall.id,
            device_id=COORDINATOR_DEVICE,
            credentials=self.account(COORDINATOR_DEVICE),
            program="bench",
            subscriptions=(),
            deliver=lambda _event: None,
        )
        self._line.start()

    def close(self) -> None:
        self._line.close()
        self._broker.stop()

    def account(self, device_id: DeviceId) -> Credentials:
        """Return what a device of the hall shows the broker."""
        file = self._broker.files.password_file(device_id)
        return Credentials(device_id, file.read_text(encoding="utf-8").strip())

    def tell(self, topic: str, message: msgspec.Struct) -> None:
        """Publish what is heard once."""
        self._line.publish(topic, message, expires_s=PATIENCE_S)

    def retain(self, topic: str, message: msgspec.Struct) -> None:
        """Publish what stands."""
        self._line.publish(topic, message, retain=True)


def serve(is_over: Callable[[], object], *, timeout_s: float = PATIENCE_S, what: str = "") -> None:
    """Let Qt run until something is over. Raises `TimeoutError`."""
    until_s = monotonic() + timeout_s
    while not is_over():
        if monotonic() > until_s:
            raise TimeoutError(f"{what or 'nothing happened'} within {timeout_s:g} s")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SLICE_MS)
        sleep(0.001)
