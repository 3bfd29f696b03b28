"""An ESC/POS ticket printer that tells what became of each slip."""

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Final

from hardware.errors import DeviceError, Disconnected, NoReply, Stalled
from hardware.escpos.asking import Asking, StatusBy
from hardware.escpos.codec import (
    CUT,
    INITIALIZE,
    RECOVER_AND_CLEAR,
    STATUS_BACK_ON,
    Fault,
    Paper,
    PrintedReply,
    PrinterStatus,
    Reply,
    mark_of,
)
from hardware.escpos.confirming import Confirm, Confirming
from hardware.escpos.conversation import Conversation
from hardware.escpos.outcome import (
    NEVER_CONFIRMS,
    WHAT_TO_DO,
    Cause,
    NotPrinted,
    Printed,
    PrintOutcome,
    Uncertain,
    cause_in,
    cause_of,
)
from hardware.transport import Flow, open_transport

CHUNK_BYTES: Final = 1024
FILL_PICTURE: Final = bytes(8192)  # ends any picture of ours that was cut off; else it is ignored
CLEARED_FROM_HERE: Final = frozenset({Fault.CUTTER, Fault.RECOVERABLE})
RECOVERY_S: Final = 3.0  # a cutter drives home
RECOVERY_PAUSE_S: Final = 0.2
QUIET_S: Final = 0.3  # replies that follow one another without printing between them come sooner
NEVER_TOLD_S: Final = 3.0  # no longer for a confirmation that may never have been heard of
BELIEVED_S: Final = 1.5  # about as long as a slip takes


@dataclass(frozen=True, kw_only=True)
class PrinterSettings:
    """Names and values as in the hall file.

    Attributes:
        confirm: what asks whether a slip is out. "none" believes a printer that takes a slip and
            complains of nothing; "auto" finds out.
        status: what asks how the printer is: DLE EOT ("real-time"), GS a ("automatic") for those
            that do not answer it, or nothing for those that never answer.
    """

    baud: int = 115_200
    flow: Flow = "none"
    confirm: Confirm = "auto"
    status: StatusBy = "real-time"
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
        self._confirming = Confirming(self._settings.confirm)
        self._asking = Asking(self._settings.status, self._settings.reply_timeout_s, self._count)
        self._paper = Paper.OK
        self._unfinished = False
        self._settled = False

    @property
    def identity(self) -> tuple[str, ...]:
        """Maker and model, if the printer has told them since it was connected."""
        return self._confirming.identity

    def status(self) -> PrinterStatus:
        """Ask the printer how it is.

        Raises:
            Disconnected: there is no connection.
            NoReply: the printer is off, or offline in a way that keeps it from answering.
        """
        try:
            return self._asking.status(self._opened())
        except DeviceError:
            self.close()
            raise

    def print(self, document: bytes, *, mark: str = "", timeout_s: float = 15.0) -> PrintOutcome:
        """Print one slip (with its cut, as `DocumentEncoder` makes it) and wait until it is out.

        `mark` is what the printer may call the slip by, as its number. Raises nothing: what goes
        wrong on the cable is in the outcome.
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
            self._send(line, document, mark_of(mark), deadline_s)
        except _NotReady as reason:
            return Uncertain(reason.cause, WHAT_TO_DO[reason.cause])
        except DeviceError as error:
            self.close()
            return Uncertain(cause_of(error), str(error))
        self._unfinished = False
        if self._settings.confirm == self._settings.status == "none":
            self.close()  # nothing is heard here, and some begin only when all has come
        return Printed(self._paper)

    def close(self) -> None:
        """Close the connection; the next use opens it again."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _opened(self) -> Conversation:
        if self._line is None:
            settings = self._settings
            transport = open_transport(
                self._url,
                baud=settings.baud,
                flow=settings.flow,
                write_timeout_s=settings.write_timeout_s,
            )
            self._line = Conversation(transport)
            self._confirming.connected()
            self._asking.connected()
        return self._line

    def _prepared(self, deadline_s: float) -> Conversation:
        """Return the line to a printer that will print next what is sent next."""
        if self._line is not None:
            with suppress(Disconnected, NoReply):  # a board that restarted: nothing is sent yet,
                return self._prepare(self._line, deadline_s)  # so a new connection may be tried
            self.close()
        return self._prepare(self._opened(), deadline_s)

    def _prepare(self, line: Conversation, deadline_s: float) -> Conversation:
        status = self._asking.status(line)
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
        while True:
            status = self._asking.status(line)
            if status.fault not in CLEARED_FROM_HERE or monotonic() > end_s:
                return status
            line.next_reply(RECOVERY_PAUSE_S)

    def _settle(self, line: Conversation, deadline_s: float) -> None:
        """Wait until slips of before are done and their answers can no more pass for ours."""
        asked, mark = self._confirming, self._confirming.own_mark()
        line.write(asked.probe() + INITIALIZE + STATUS_BACK_ON + asked.settling(mark))
        self._settled = asked.asks_at_all and self._is_answered(line, mark, deadline_s)
        asked.probed()
        while asked.owed and monotonic() < deadline_s and (reply := line.next_reply(QUIET_S)):
            self._hear(reply)
        if self._unfinished and asked.torn:
            line.write(CUT)  # it was never answered: cut off what there is of it
        asked.settled()
        self._unfinished = False

    def _send(self, line: Conversation, document: bytes, mark: bytes, deadline_s: float) -> None:
        """Return when the slip is out. Raises `_NotReady` or an error when that is not certain."""
        data = document + self._confirming.question(mark)
        self._unfinished = True
        *pieces, last = (data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES))
        for piece in pieces:
            line.write(piece)
            for reply in line.replies_so_far():
                self._hear(reply)
            if monotonic() > deadline_s:
                raise Stalled("the printer takes the slip too slowly: look into the tray")
        line.write(last)
        if not self._confirming.asks_at_all:
            self._listen(line)
        elif not self._is_answered(line, mark, deadline_s) or not self._settled:
            self._unfinished = False  # all of it was taken
            raise NoReply(NEVER_CONFIRMS)

    def _is_answered(self, line: Conversation, mark: bytes, deadline_s: float) -> bool:
        """Wait for the confirmation; return False if this printer may have never heard of any.

        Raises `_NotReady` when the printer reports trouble instead, `NoReply` in the end.
        """
        doubtful = self._confirming.doubtful
        until_s = min(deadline_s, monotonic() + NEVER_TOLD_S) if doubtful else deadline_s
        while reply := line.next_reply(max(0.0, until_s - monotonic())):
            self._hear(reply)
            if self._confirming.answers(reply, mark):
                return True
        if doubtful:
            return False
        raise NoReply("the printer did not say that it has printed: look into the tray")

    def _listen(self, line: Conversation) -> None:
        """Believe a printer that says nothing against it for as long as a slip takes."""
        until_s = monotonic() + BELIEVED_S
        while reply := line.next_reply(max(0.0, until_s - monotonic())):
            self._hear(reply)
        _refuse_unless_ready(self._asking.status(line))

    def _hear(self, reply: Reply) -> None:
        self._count(reply)
        if isinstance(reply, PrinterStatus):
            _refuse_unless_ready(reply)

    def _count(self, reply: Reply) -> None:
        self._confirming.hear(reply)
        if isinstance(reply, PrintedReply | PrinterStatus):
            self._paper = reply.paper


class _NotReady(Exception):
    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause = cause


def _refuse_unless_ready(status: PrinterStatus) -> None:
    cause = cause_in(status)
    if cause is not None:
        raise _NotReady(cause)
