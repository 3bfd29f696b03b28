"""An ESC/POS ticket printer that tells what became of each slip."""

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Final

from hardware.errors import DeviceError, Disconnected, NoReply
from hardware.escpos.codec import (
    ASK_PRINTED,
    CUT,
    INITIALIZE,
    RECOVER_AND_CLEAR,
    STATUS_BACK_ON,
    Ask,
    Fault,
    PrintedReply,
    PrinterStatus,
    RealTimeReply,
    Reply,
    decode_real_time,
)
from hardware.escpos.conversation import Conversation
from hardware.escpos.outcome import (
    WHAT_TO_DO,
    Cause,
    NotPrinted,
    Printed,
    PrintOutcome,
    Uncertain,
    cause_in,
    cause_of,
)
from hardware.transport import open_transport

CHUNK_BYTES: Final = 1024
FILL_PICTURE: Final = bytes(8192)  # ends any picture of ours that was cut off; else it is ignored
CLEARED_FROM_HERE: Final = frozenset({Fault.CUTTER, Fault.RECOVERABLE})
ERROR_BIT: Final = 0x40  # in the answer to `Ask.OFFLINE_CAUSE`
RECOVERY_S: Final = 3.0  # a cutter drives home
RECOVERY_PAUSE_S: Final = 0.2
QUIET_S: Final = 0.3  # replies that follow one another without printing between them come sooner


@dataclass(frozen=True, kw_only=True)
class PrinterSettings:
    baud: int = 115_200
    reply_timeout_s: float = 1.0
    write_timeout_s: float = 5.0


class EscposPrinter:
    """One printer on one connection, opened when first needed and again after any error.

    Used by one thread. Never prints a slip twice of its own accord.
    """

    def __init__(self, url: str, settings: PrinterSettings | None = None) -> None:
        self._url = url
        self._settings = settings or PrinterSettings()
        self._line: Conversation | None = None
        # Answers to ASK_PRINTED that may still come for slips of before. At the start there may
        # be one: the program that died before us had a printer with a full buffer, too.
        self._owed = 1
        self._unfinished = False

    def status(self) -> PrinterStatus:
        """Ask the printer how it is.

        Raises:
            Disconnected: there is no connection.
            NoReply: the printer is off, or offline in a way that keeps it from answering.
        """
        try:
            return self._ask_status(self._opened())
        except DeviceError:
            self.close()
            raise

    def print(self, document: bytes, *, timeout_s: float = 15.0) -> PrintOutcome:
        """Print one slip (with its cut, as `DocumentEncoder` makes it) and wait until it is out.

        Raises nothing: what goes wrong on the cable is in the outcome.
        """
        deadline_s = monotonic() + timeout_s
        try:
            line = self._prepared(deadline_s)
        except _NotReady as reason:
            return NotPrinted(reason.cause, WHAT_TO_DO[reason.cause])
        except DeviceError as error:
            self.close()
            return NotPrinted(cause_of(error), str(error))
        try:
            self._send(line, document)
            answer = self._await_printed(line, deadline_s)
        except _NotReady as reason:
            return Uncertain(reason.cause, WHAT_TO_DO[reason.cause])
        except DeviceError as error:
            self.close()
            return Uncertain(cause_of(error), str(error))
        self._unfinished = False
        return Printed(answer.paper)

    def close(self) -> None:
        """Close the connection; the next use opens it again."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _opened(self) -> Conversation:
        if self._line is None:
            baud, write_timeout_s = self._settings.baud, self._settings.write_timeout_s
            transport = open_transport(self._url, baud=baud, write_timeout_s=write_timeout_s)
            self._line = Conversation(transport)
        return self._line

    def _prepared(self, deadline_s: float) -> Conversation:
        """Return the line to a printer that will print next what is sent next."""
        if self._line is not None:
            with suppress(Disconnected, NoReply):  # a board that restarted: nothing is sent yet,
                return self._prepare(self._line, deadline_s)  # so a new connection may be tried
            self.close()
        return self._prepare(self._opened(), deadline_s)

    def _prepare(self, line: Conversation, deadline_s: float) -> Conversation:
        status = self._ask_status(line)
        if status.fault in CLEARED_FROM_HERE:
            status = self._recover(line)
        _refuse_unless_ready(status)
        if self._unfinished:
            line.write(FILL_PICTURE)
        self._settle(line, deadline_s)
        return line

    def _recover(self, line: Conversation) -> PrinterStatus:
        """Let the printer free its cutter and drop its buffer; what is in it is cut short."""
        line.write(RECOVER_AND_CLEAR)
        end_s = monotonic() + RECOVERY_S
        while (status := self._ask_status(line)).fault in CLEARED_FROM_HERE and monotonic() < end_s:
            line.next_reply(RECOVERY_PAUSE_S)
        return status

    def _settle(self, line: Conversation, deadline_s: float) -> None:
        """Wait until slips of before are done and their answers can no more pass for ours."""
        line.write(INITIALIZE + STATUS_BACK_ON + ASK_PRINTED)
        self._owed += 1
        self._await_printed(line, deadline_s)
        while self._owed and monotonic() < deadline_s and (reply := line.next_reply(QUIET_S)):
            self._hear(reply)
        if self._owed and self._unfinished:  # never answered: cut off what there is of it
            line.write(CUT)
        self._owed, self._unfinished = 0, False

    def _send(self, line: Conversation, document: bytes) -> None:
        data = document + ASK_PRINTED
        self._unfinished = True
        self._owed += 1  # counted first: one too many costs a moment, one too few a wrong answer
        *pieces, last = (data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES))
        for piece in pieces:
            line.write(piece)
            for reply in line.replies_so_far():
                self._hear(reply)
        line.write(last)

    def _await_printed(self, line: Conversation, deadline_s: float) -> PrintedReply:
        """Raises `_NotReady` when the printer reports trouble instead, `NoReply` in the end."""
        while reply := line.next_reply(max(0.0, deadline_s - monotonic())):
            self._hear(reply)
            if isinstance(reply, PrintedReply):
                return reply
        raise NoReply("the printer did not say that it has printed: look into the tray")

    def _ask_status(self, line: Conversation) -> PrinterStatus:
        for reply in line.replies_so_far():  # late answers to older questions
            self._count(reply)
        offline_cause = self._ask(line, Ask.OFFLINE_CAUSE)
        return decode_real_time(
            printer=self._ask(line, Ask.PRINTER),
            offline_cause=offline_cause,
            roll=self._ask(line, Ask.ROLL),
            error_cause=self._ask(line, Ask.ERROR_CAUSE) if offline_cause & ERROR_BIT else 0,
        )

    def _ask(self, line: Conversation, ask: Ask) -> int:
        """One question at a time: the answer does not say which question it answers."""
        line.write(ask.request)
        deadline_s = monotonic() + self._settings.reply_timeout_s
        while reply := line.next_reply(max(0.0, deadline_s - monotonic())):
            self._count(reply)
            if isinstance(reply, RealTimeReply):
                return reply.bits
        raise NoReply("the printer does not answer: check that it is on, online and the right port")

    def _hear(self, reply: Reply) -> None:
        self._count(reply)
        if isinstance(reply, PrinterStatus):
            _refuse_unless_ready(reply)

    def _count(self, reply: Reply) -> None:
        if isinstance(reply, PrintedReply):
            self._owed = max(0, self._owed - 1)


class _NotReady(Exception):
    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause = cause


def _refuse_unless_ready(status: PrinterStatus) -> None:
    cause = cause_in(status)
    if cause is not None:
        raise _NotReady(cause)
