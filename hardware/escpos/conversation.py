"""One open connection to a printer: bytes out, whole replies in."""

from collections import deque
from collections.abc import Iterator
from time import monotonic

from hardware.escpos.codec import Reply, StatusDecoder
from hardware.transport import Transport

READ_BYTES_MAX = 256
REPLIES_AT_ONCE_MAX = 1000


class Conversation:
    """Everything the printer says passes one decoder, or half a status would look like another."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._decoder = StatusDecoder()
        self._heard: deque[Reply] = deque()

    def write(self, data: bytes) -> None:
        self._transport.write(data)

    def next_reply(self, timeout_s: float) -> Reply | None:
        """Return the printer's next reply of any kind, or None if it says nothing in time."""
        left_s, deadline_s = timeout_s, monotonic() + timeout_s
        while not self._heard:
            self._heard.extend(self._decoder.feed(self._transport.read(READ_BYTES_MAX, left_s)))
            if left_s <= 0 and not self._heard:
                return None
            left_s = max(0.0, deadline_s - monotonic())
        return self._heard.popleft()

    def replies_so_far(self) -> Iterator[Reply]:
        """Yield what has been said already; some of it, should the device never stop talking."""
        for _ in range(REPLIES_AT_ONCE_MAX):
            reply = self.next_reply(0)
            if reply is None:
                return
            yield reply

    def close(self) -> None:
        self._transport.close()
