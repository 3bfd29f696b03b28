"""How a printer is asked how it is: at once, by its automatic status, or not at all."""

from collections.abc import Callable
from time import monotonic
from typing import Final, Literal, TypeAlias

from hardware.errors import NoReply
from hardware.escpos.codec import (
    STATUS_BACK_ON,
    Ask,
    PrinterStatus,
    RealTimeReply,
    Reply,
    decode_real_time,
)
from hardware.escpos.conversation import Conversation

StatusBy: TypeAlias = Literal["real-time", "automatic", "none"]

OFFLINE_BIT: Final = 0x08  # in the answer to `Ask.PRINTER`
ERROR_BIT: Final = 0x40  # in the answer to `Ask.OFFLINE_CAUSE`
OUT_BITS: Final = 0x60  # in the answer to `Ask.ROLL`
NO_CAUSE: Final = 0x12
ASK_AGAIN_S: Final = 30.0  # offline, a printer keeps questions in its buffer, which must not fill
SILENT: Final = (
    "the printer does not answer: it is off, or on another port; or its cover is open or its paper"
    ' out, and it is one that says nothing then; if it never answers: status = "automatic"'
)


class Asking:
    """Asks one printer. What else it says meanwhile goes to `heard`."""

    def __init__(
        self, by: StatusBy, reply_timeout_s: float, heard: Callable[[Reply], None]
    ) -> None:
        self._by = by
        self._reply_timeout_s = reply_timeout_s
        self._heard = heard
        self._last: PrinterStatus | None = None
        self._asked_s: float | None = None

    def connected(self) -> None:
        """Forget what was said on a connection before."""
        self._last, self._asked_s = None, None

    def status(self, line: Conversation) -> PrinterStatus:
        """Raises `NoReply`, `Disconnected`, `Stalled`."""
        for reply in line.replies_so_far():  # late answers to older questions
            self._take(reply)
        match self._by:
            case "real-time":
                return self._real_time(line)
            case "automatic":
                return self._automatic(line)
            case "none":
                return self._last or PrinterStatus()

    def _real_time(self, line: Conversation) -> PrinterStatus:
        """Ask two questions; whoever is offline, two more, to which some firmware has no answer."""
        printer, roll = self._ask(line, Ask.PRINTER), self._ask(line, Ask.ROLL)
        cause = error = NO_CAUSE
        if printer & OFFLINE_BIT or roll & OUT_BITS:
            cause = self._ask(line, Ask.OFFLINE_CAUSE, else_=NO_CAUSE)
        if cause & ERROR_BIT:
            error = self._ask(line, Ask.ERROR_CAUSE, else_=NO_CAUSE)
        return decode_real_time(printer=printer, offline_cause=cause, roll=roll, error_cause=error)

    def _ask(self, line: Conversation, ask: Ask, *, else_: int | None = None) -> int:
        """One question at a time: the answer does not say which question it answers."""
        line.write(ask.request)
        while reply := self._next(line):
            if isinstance(reply, RealTimeReply):
                return reply.bits
        if else_ is None:
            raise NoReply(SILENT)
        return else_

    def _automatic(self, line: Conversation) -> PrinterStatus:
        """Ask in print order. Offline it is not answered, but then the printer has said so."""
        last, now_s = self._last, monotonic()
        offline = last is not None and not last.ready
        if offline and self._asked_s is not None and now_s - self._asked_s < ASK_AGAIN_S:
            return last or PrinterStatus()
        self._asked_s = now_s
        line.write(STATUS_BACK_ON)
        while reply := self._next(line):
            if isinstance(reply, PrinterStatus):
                return reply
        if last is None or last.ready:
            raise NoReply(SILENT)
        return last

    def _next(self, line: Conversation) -> Reply | None:
        """Return the next reply within the time of one question; of two replies, the first."""
        reply = line.next_reply(self._reply_timeout_s)
        if reply is not None:
            self._take(reply)
        return reply

    def _take(self, reply: Reply) -> None:
        if isinstance(reply, PrinterStatus):
            self._last = reply
        self._heard(reply)
