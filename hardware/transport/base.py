"""The one interface every driver speaks through."""

from typing import Protocol


class Transport(Protocol):
    """An open connection to one device. Used by one thread at a time.

    Every method but `close` raises `Disconnected` once the connection has broken.
    """

    def write(self, data: bytes) -> None:
        """Hand over all of `data`. Raises `Stalled` when the device takes no more."""

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what has arrived as soon as anything has; `b""` if nothing does in time."""

    def flush_input(self) -> None:
        """Forget what has arrived and was not read."""

    def close(self) -> None:
        """Close. Never raises; a second time does nothing."""
