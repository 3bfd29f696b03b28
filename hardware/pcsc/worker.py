"""The thread that watches a PC/SC reader."""

from collections.abc import Callable
from dataclasses import dataclass

from hardware.errors import DeviceError, Disconnected
from hardware.idcard.events import (
    CardEvent,
    CardRefused,
    CardRemoved,
    ReaderDown,
    ReaderUp,
    ServiceCardRead,
)
from hardware.idcard.worker import CardThread
from hardware.pcsc.system import Answered, CardService, SystemCards
from hardware.pcsc.uids import NoIdentity, read_uid


@dataclass(frozen=True, kw_only=True)
class PcscSettings:
    poll_s: float = 0.3
    heartbeat_s: float = 5.0  # while nobody wants a card
    backoff_s: float = 5.0


class PcscWorker(CardThread):
    """Tells a card's number once for each time it is laid down."""

    def __init__(
        self,
        reader: str,
        on_event: Callable[[CardEvent], None],
        settings: PcscSettings | None = None,
        *,
        cards: CardService | None = None,
    ) -> None:
        """Watch the first reader whose name holds `reader`; "" is any."""
        super().__init__(on_event)
        self._wanted = reader
        self._settings = settings or PcscSettings()
        self._cards = cards or SystemCards()
        self._up: bool | None = None
        self._holding = False

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

    def _close(self) -> None:
        """Each look has its own connection, and closes it."""

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
