"""The thread that owns the printer: prints slips in turn, and asks how it is meanwhile."""

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import structlog

from contract.ids import TicketId
from hardware.errors import DeviceError
from hardware.escpos.codec import Paper as Roll
from hardware.escpos.codec import PrinterStatus
from hardware.escpos.outcome import (
    WHAT_TO_DO,
    Cause,
    NotPrinted,
    Printed,
    PrintOutcome,
    Uncertain,
    cause_in,
)
from hardware.roles import Printer
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.core.slip import Slip, SlipKind

log = structlog.get_logger("printer")

POLL_S: Final = 3.0
POLL_IN_TROUBLE_S: Final = 0.5
MISSED_MAX: Final = 2
"""One reply may be lost on a line; a printer is down when the next is missing too."""

NEAR_END_LOOKS: Final = 3
"""The sensor of the roll's end sees short gaps; what it sees so many times is true."""

STOP_TIMEOUT_S: Final = 20.0

_TROUBLE: Final[Mapping[Cause, PrinterTrouble]] = {
    Cause.COVER_OPEN: PrinterTrouble.COVER_OPEN,
    Cause.PAPER_OUT: PrinterTrouble.PAPER_OUT,
    Cause.PRINTER_FAULT: PrinterTrouble.ERROR,
    Cause.OFFLINE: PrinterTrouble.ERROR,
}


@dataclass(frozen=True)
class SlipDone:
    """What became of one paper. `cause` is for the technician."""

    ticket_id: TicketId
    paper: Paper
    cause: str
    kind: SlipKind = "ticket"


PrinterNews: TypeAlias = PrinterHealth | SlipDone


class PrinterWorker:
    """`print` is for any thread; `deliver` is called on the worker's own."""

    def __init__(
        self,
        printer: Printer,
        draw: Callable[[Slip], bytes],
        deliver: Callable[[PrinterNews], None],
        *,
        poll_s: float = POLL_S,
    ) -> None:
        self._printer = printer
        self._draw = draw
        self._deliver = deliver
        self._poll_s = poll_s
        self._health: PrinterHealth | None = None
        self._missed = 0
        self._near_end_looks = 0
        self._slips: queue.SimpleQueue[Slip | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the slip in hand and close the port."""
        self._slips.put(None)
        self._thread.join(STOP_TIMEOUT_S)

    def print(self, slip: Slip) -> None:
        """Print `slip`; a `SlipDone` follows in any case."""
        self._slips.put(slip)

    def _run(self) -> None:
        while True:
            self._look()
            try:
                slip = self._slips.get(timeout=self._pause_s())
            except queue.Empty:
                continue
            if slip is None:
                break
            self._deliver(self._print(slip))
        self._printer.close()

    def _pause_s(self) -> float:
        well = self._missed == 0 and self._health is not None and self._health.trouble is None
        return self._poll_s if well else min(self._poll_s, POLL_IN_TROUBLE_S)

    def _look(self) -> None:
        """Ask the printer how it is, and tell what has changed."""
        try:
            health = self._steady(health_in(self._printer.status()))
            self._missed = 0
        except DeviceError as error:
            self._missed += 1
            if self._missed < MISSED_MAX:
                return
            health = PrinterHealth(PrinterTrouble.DOWN, detail=str(error))
        if health != self._health:
            self._health = health
            self._deliver(health)

    def _steady(self, health: PrinterHealth) -> PrinterHealth:
        """Return `health` with the roll's end as it was told, until the sensor has insisted."""
        told = self._health is not None and self._health.near_end
        self._near_end_looks = 0 if health.near_end == told else self._near_end_looks + 1
        if self._near_end_looks < NEAR_END_LOOKS:
            return replace(health, near_end=told)
        self._near_end_looks = 0
        return health

    def _print(self, slip: Slip) -> SlipDone:
        try:
            document = self._draw(slip)
        except Exception as error:
            log.exception("slip.not_drawn", ticket_id=slip.ticket_id)
            return SlipDone(
                slip.ticket_id, Paper.NOT_PRINTED, f"cannot draw the slip: {error}", slip.kind
            )
        outcome = self._printer.print(document, mark=slip.number)
        done = replace(_done(slip.ticket_id, outcome), kind=slip.kind)
        log.info("slip.done", ticket_id=slip.ticket_id, paper=done.paper.value, why=done.cause)
        return done


def health_in(status: PrinterStatus) -> PrinterHealth:
    """Return what a status means for the kiosk."""
    cause = cause_in(status)
    if cause is not None:
        return PrinterHealth(_TROUBLE[cause], detail=WHAT_TO_DO[cause])
    return PrinterHealth(near_end=status.paper is Roll.NEAR_END)


def _done(ticket_id: TicketId, outcome: PrintOutcome) -> SlipDone:
    match outcome:
        case Printed():
            return SlipDone(ticket_id, Paper.PRINTED, "")
        case NotPrinted(cause=cause, detail=detail):
            return SlipDone(ticket_id, Paper.NOT_PRINTED, f"{cause.value}: {detail}")
        case Uncertain(cause=cause, detail=detail):
            return SlipDone(ticket_id, Paper.UNCERTAIN, f"{cause.value}: {detail}")
