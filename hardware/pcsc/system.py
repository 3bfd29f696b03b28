"""The system's PC/SC service through pyscard, which only kiosks with such a reader install."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from hardware.errors import Disconnected
from hardware.pcsc.uids import GET_UID


@dataclass(frozen=True)
class Answered:
    """What a card's reader has said to `GET_UID`."""

    atr: bytes = field(repr=False)
    data: bytes = field(repr=False)
    status: tuple[int, int]


class CardService(Protocol):
    """The readers of this machine, and the cards on them. Raises `Disconnected`."""

    def readers(self) -> Sequence[str]:
        """Return the names of the readers that are plugged in."""

    def ask(self, reader: str) -> Answered | None:
        """Ask the card on a reader for its number; None if none lies there."""


class SystemCards:
    """pcscd, or the service of Windows."""

    def readers(self) -> Sequence[str]:
        return [str(reader) for reader in self._readers()]

    def ask(self, reader: str) -> Answered | None:
        from smartcard.Exceptions import (  # noqa: PLC0415 - see the module's docstring
            CardConnectionException,
            NoCardException,
        )

        found = next((each for each in self._readers() if str(each) == reader), None)
        if found is None:
            raise Disconnected(f"{reader} is gone: plug it in")
        connection = found.createConnection()
        try:
            connection.connect()
            data, sw1, sw2 = connection.transmit(list(GET_UID))
            return Answered(bytes(connection.getATR()), bytes(data), (sw1, sw2))
        except (NoCardException, CardConnectionException):
            return None  # nothing lies there, or it was taken away meanwhile
        finally:
            connection.disconnect()
            connection.release()

    def _readers(self) -> Sequence[Any]:
        try:
            from smartcard.Exceptions import SmartcardException  # noqa: PLC0415
            from smartcard.pcsc.PCSCExceptions import BaseSCardException  # noqa: PLC0415
            from smartcard.System import readers  # noqa: PLC0415
        except ImportError as error:
            raise Disconnected(
                "pyscard is not installed: pip install 'hallcall[pcsc]' (it needs libpcsclite-dev, "
                "swig and a compiler)"
            ) from error
        try:
            return list(readers())
        except (SmartcardException, BaseSCardException) as error:  # no family of one name
            raise Disconnected(
                "the PC/SC service does not answer: apt-get install pcscd, and start it"
            ) from error
