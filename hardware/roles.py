"""What a driver of each kind does. A new maker's driver is good when it does this.

A `Printer` is asked by a thread of the kiosk's, a `Bar` (`hardware/led/bar.py`) by the thread of
the line that it may share with others. The rest own a thread, call the listener they were given on
it, and find their device again by themselves.
"""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from hardware.escpos.codec import PrinterStatus
from hardware.escpos.document import Line
from hardware.escpos.outcome import PrintOutcome
from hardware.led.bar import Bar


class Printer(Protocol):
    """A ticket printer on one connection, opened when first needed and again after any error.

    Used by one thread. Never prints a slip twice of its own accord.
    """

    def status(self) -> PrinterStatus:
        """Ask the printer how it is. Raises `DeviceError` when it does not say."""

    def print(self, document: bytes, *, mark: str = "") -> PrintOutcome:
        """Print one slip and wait until it is out, for seconds at most. Raises nothing.

        `mark` is what the printer may call the slip by when it confirms it: its number.
        """

    def close(self) -> None:
        """Close the connection; the next use opens it again."""


class SlipEncoder(Protocol):
    """Makes the `document` that a printer of this profile understands."""

    def encode(self, lines: Sequence[Line]) -> bytes:
        """Return the bytes of one slip, with its cut."""


class CardReader(Protocol):
    """An ID-card reader on a thread of its own; tells `CardEvent`s."""

    def start(self) -> None: ...

    def stop(self) -> None:
        """End the thread and close the port."""

    def enable(self) -> None:
        """A visitor is asked for a card: read the next one that is laid down."""

    def disable(self) -> None:
        """Read no card; go on telling whether the reader works and when a card is taken away."""


class Scanner(Protocol):
    """A scanner of codes on a thread of its own; tells `ScannerEvent`s."""

    def start(self) -> None: ...

    def stop(self) -> None:
        """End the thread and close the port."""


class KeypadBus(Protocol):
    """The keypads of one window on a thread of their own; tells `KeypadEvent`s.

    Addresses are those the profile was opened with.
    """

    def start(self) -> None: ...

    def stop(self) -> None:
        """End the thread and close the port."""

    def show(self, address: int, waiting: int | None, ticket_number: str | None) -> None:
        """Show how many wait and who is called; what does not come stays blank."""

    def start_rating(self, address: int) -> None:
        """Let the visitor rate; `Rated` follows, or nothing within the rating window."""

    def beep(self, address: int) -> None: ...


Driver: TypeAlias = Printer | CardReader | Scanner | KeypadBus | Bar

__all__ = [
    "Bar",
    "CardReader",
    "Driver",
    "KeypadBus",
    "Printer",
    "Scanner",
    "SlipEncoder",
]
