"""ESC/POS ticket printers: Epson, and nearly everybody else."""

from typing import Annotated, Final

from pydantic import Field

from hardware.escpos.asking import StatusBy
from hardware.escpos.codec import (
    Ask,
    Paper,
    RealTimeReply,
    Reply,
    StatusDecoder,
    decode_real_time,
)
from hardware.escpos.confirming import Confirm
from hardware.escpos.driver import EscposPrinter, PrinterSettings
from hardware.profiles.options import Options
from hardware.profiles.probing import Probe, await_reply
from hardware.profiles.profile import PrinterProfile, Wiring
from hardware.transport import Flow, Transport

PROBE_TIMEOUT_S: Final = 0.6
HUSH_S: Final = 0.15
Seconds = Annotated[float, Field(gt=0, le=60)]


class EscposOptions(Options):
    reply_timeout_s: Seconds = Field(default=1.0, description="an answer comes so soon, or is lost")
    write_timeout_s: Seconds = Field(
        default=5.0, description="so long the printer may take no more data before it is stuck"
    )
    flow: Flow = Field(
        default="none", description="how it says on a serial port that it takes no more"
    )
    status: StatusBy = Field(
        default="real-time",
        description="asked by DLE EOT, by GS a for those without it, or never for those that"
        " say nothing at all",
    )
    confirm: Confirm = Field(
        default="auto",
        description="whether a slip is out: asked by GS ( H, by GS r, or not at all; auto finds"
        " out, and calls a slip uncertain that nobody has confirmed",
    )


def open_printer(wiring: Wiring, options: EscposOptions) -> EscposPrinter:
    settings = PrinterSettings(
        baud=wiring.baud,
        flow=options.flow,
        confirm=options.confirm,
        status=options.status,
        reply_timeout_s=options.reply_timeout_s,
        write_timeout_s=options.write_timeout_s,
    )
    return EscposPrinter(wiring.url, settings)


def ask_status(line: Transport) -> str | None:
    """DLE EOT 1, 4 and 2: answered at once, they print nothing and move nothing.

    A scale or a GPS talks all the time, and one in sixteen of any bytes looks like an answer. So
    whoever is to be a printer is silent before, and says one byte to each question.
    """
    if line.read(1, timeout_s=HUSH_S):
        return None
    printer, roll = _answer(line, Ask.PRINTER), _answer(line, Ask.ROLL)
    if printer is None or roll is None:
        return None
    cause = _answer(line, Ask.OFFLINE_CAUSE)  # some printers know only the other two
    status = decode_real_time(printer=printer, offline_cause=cause or 0, roll=roll)
    if status.cover_open:
        return "cover open"
    if status.paper is not Paper.OK:
        return f"paper {status.paper.value.replace('_', ' ')}"
    return "offline" if status.offline else "online"


def _answer(line: Transport, ask: Ask) -> int | None:
    line.write(ask.request)
    reply = await_reply(line, PROBE_TIMEOUT_S, _whole_reply)
    return reply.bits if isinstance(reply, RealTimeReply) else None


def _whole_reply(data: bytes) -> Reply | bytes:
    """Return the one reply that these bytes are, or the bytes if they are more, or less."""
    replies = StatusDecoder().feed(data)
    return replies[0] if len(data) == len(replies) == 1 else data


PROFILE: Final = PrinterProfile(
    name="escpos",
    what="ticket printer that speaks ESC/POS (Epson TM, Bixolon, Citizen, Xprinter and others)",
    options=EscposOptions,
    baud=115_200,
    usb_ids=frozenset({
        (0x04B8, 0x0E02), (0x04B8, 0x0E03), (0x04B8, 0x0E15), (0x04B8, 0x0E27),
        (0x04B8, 0x0E28), (0x04B8, 0x0202), (0x0416, 0x5011), (0x0483, 0x5743),
        (0x0483, 0x070B), (0x0FE6, 0x811E), (0x1504, 0x0006), (0x1D90, 0x2060),
    }),
    open=open_printer,
    # First of all: what a printer does not know, it keeps for its next line.
    probe=Probe(
        ask=ask_status,
        bauds=(115_200, 9_600, 38_400, 19_200),
        rank=0,
        tcp_ports=frozenset({9100, 9101, 9102}),
    ),
    simulator="simulation.by_hand.printer:make",
)  # fmt: skip
