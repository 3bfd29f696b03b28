"""The thread that watches a PC/SC reader."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from hardware.errors import DeviceError, Disconnected
from hardware.idcard.events import (
    CardEvent,
    CardRefused,
    CardRemoved,
    ReaderDown,
    ReaderUp,
    ServiceCardRead,
)
from hardware.pcsc.system import Answered, CardService, SystemCards
from hardware.pcsc.uids import NoIdentity, read_uid

log = structlog.get_logger("card_reader")

STOP_TIMEOUT_S: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class PcscSettings:
    poll_s: float = 0.3
    heartbeat_s: float = 5.0  # while nobody wants a card
    backoff_s: float = 5.0


class PcscWorker:
    """Tells a card's number once for each time it is laid down. `on_event` runs on the thread."""

    def __init__(
        self,
        reader: str,
        on_event: Callable[[CardEvent], None],
        settings: PcscSettings | None = None,
        *,
        cards: CardService | None = None,
    ) -> None:
        """Watch the first reader whose name holds `reader`; "" is any."""
        self._wanted = reader
        self._on_event = on_event
        self._settings = settings or PcscSettings()
        self._cards = cards or SystemCards()
        self._up: bool | None = None
        self._holding = False
        self._enabled = threading.Event()
        self._stopping = threading.Event()
        self._nudged = threading.Event()
        self._thread = threading.Thread(target=self._run, name="card reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def enable(self) -> None:
        """A visitor is asked for a card."""
        self._enabled.set()
        self._nudged.set()

    def disable(self) -> None:
        self._enabled.clear()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._nudged.wait(self._step())
            self._nudged.clear()

    def _step(self) -> float:
        """Look once; return how long to wait then."""
        try:
            reader = self._find()
            if self._enabled.is_set() or self._holding:
                self._look(self._cards.ask(reader))
                return self._settings.poll_s
        except DeviceError as error:
            self._holding = False
            if self._up is not False:
                self._up = False
                self._tell(ReaderDown(str(error)))
            return self._settings.backoff_s
        return self._settings.heartbeat_s

    def _find(self) -> str:
        names = self._cards.readers()
        found = next((name for name in names if self._wanted in name), None)
        if found is None:
            there = f"there are: {', '.join(names)}" if names else "there is none at all"
            raise Disconnected(f'no PC/SC reader is called "{self._wanted}"; {there}')
        if not self._up:
            self._up = True
            self._tell(ReaderUp(found))
        return found

    def _look(self, answered: Answered | None) -> None:
        if answered is None:
            if self._holding:
                self._holding = False
                self._tell(CardRemoved())
        elif not self._holding:
            self._holding = True
            try:
                card = read_uid(answered.atr, answered.data, answered.status)
            except NoIdentity as none:
                self._tell(CardRefused(str(none)))
            else:
                self._tell(ServiceCardRead(card))

    def _tell(self, event: CardEvent) -> None:
        log.info("card_reader.told", told=repr(event))  # which shows nothing of a person
        try:
            self._on_event(event)
        except Exception as error:  # noqa: BLE001 - the reader must outlive a listener's mistake
            log.warning("card_reader.listener_failed", error=type(error).__name__)
