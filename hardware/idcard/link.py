"""Request and reply with one card reader over one open line."""

from collections.abc import Callable
from typing import Final

from hardware.errors import DeviceError, Disconnected, MalformedReply, NoReply
from hardware.idcard.codec import (
    Damage,
    FrameDecoder,
    Outcome,
    Reply,
    Request,
    decode_reply,
    encode_frame,
)
from hardware.idcard.settings import CardReaderSettings
from hardware.transport import Transport

_READ_BYTES: Final = 4096


class ReaderLink:
    """An open line. Counts the failures in a row and gives up after too many of them."""

    def __init__(
        self, line: Transport, settings: CardReaderSettings, clock_s: Callable[[], float]
    ) -> None:
        self._line = line
        self._settings = settings
        self._clock_s = clock_s
        self._decoder = FrameDecoder()
        self._failures = 0

    def close(self) -> None:
        self._line.close()

    def ask(self, request: Request, *, timeout_s: float | None = None) -> Reply:
        """Exchange, for requests the reader has to understand.

        Raises:
            NoReply, MalformedReply: this once; ask again.
            DeviceError: the reader is broken, or gone.
        """
        reply = self.exchange(request, timeout_s=timeout_s)
        match reply.status.outcome:
            case Outcome.READER_FAULT:
                raise DeviceError(
                    f"the card reader reports a fault of its own ({reply.status:02X}):"
                    " switch it off and on; if it stays so, have it exchanged"
                )
            case Outcome.NOT_UNDERSTOOD:
                refusal = f"the card reader refused {request.name} with {reply.status:02X}"
                self._count_failure(refusal)
                raise MalformedReply(refusal)
        return reply

    def exchange(self, request: Request, *, timeout_s: float | None = None) -> Reply:
        """Send `request` and return its reply, whatever the reader says in it."""
        self._line.flush_input()  # a late reply would be taken for this one's
        self._decoder.reset()
        self._line.write(encode_frame(request.value))
        try:
            reply = decode_reply(self._receive(timeout_s or self._settings.reply_timeout_s))
        except (NoReply, MalformedReply) as error:
            self._count_failure(str(error))
            raise
        if reply.status.outcome is not Outcome.NOT_UNDERSTOOD:
            self._failures = 0
        return reply

    def _receive(self, timeout_s: float) -> bytes:
        deadline_s = self._clock_s() + timeout_s
        wait_s = timeout_s
        while data := self._line.read(_READ_BYTES, timeout_s=max(0.0, wait_s)):
            for payload in self._decoder.feed(data):
                if isinstance(payload, Damage):
                    raise MalformedReply(f"card reader: reply with wrong {payload.name.lower()}")
                return payload
            wait_s = min(deadline_s - self._clock_s(), self._settings.byte_gap_s)
        raise NoReply(f"the card reader gave no whole reply within {timeout_s} s")

    def _count_failure(self, cause: str) -> None:
        self._failures += 1
        if self._failures >= self._settings.failures_max:
            raise Disconnected(f"{cause}, {self._failures} times in a row: check cable and power")
