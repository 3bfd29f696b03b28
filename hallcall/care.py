"""`hallcall care`: how the devices of a hall are, and what they have done."""

import time
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from contract import topics
from contract.ids import OBSERVER_DEVICE, DeviceId
from contract.messages.base import MalformedMessage, decode
from contract.messages.devices import DeviceStatus
from hallcall.errors import CannotRun
from hallcall.options import (
    DEFAULT_BROKER,
    AsJson,
    BrokerUrl,
    HallPath,
    PasswordFile,
    counters_beside,
    default_outbox,
    load_hall,
    pick,
    read_broker,
    read_credentials,
)
from hallcall.tables import show_table

TICKETS_SINCE_ROLL: Final = "tickets_since_roll"
COLUMNS: Final = ("device", "program", "state", "since_s", "faults", "counters")


def care(
    hall: HallPath,
    *,
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    new_roll: Annotated[
        str | None,
        typer.Option(
            metavar="KIOSK",
            help="On the kiosk itself: its roll was changed, though the printer could not see it.",
        ),
    ] = None,
    outbox: Annotated[
        Path | None,
        typer.Option(envvar="HALLCALL_OUTBOX", help="With --new-roll: the kiosk's, if given it."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show each device of a hall with its faults and counters, as the account "observer".

    A roll that was changed while it was half used looks like the same roll to the printer: say so
    with --new-roll, and its tickets are counted anew within ten seconds.
    """
    loaded = load_hall(hall).file
    if new_roll is not None:
        pick("kiosk", new_roll, loaded.kiosks)
        _count_anew(counters_beside(outbox or default_outbox(loaded.hall.id, new_roll)))
        typer.echo(f"{new_roll}: the tickets of this roll are counted from 0")
        return
    from messaging.retained import BrokerRefuses, read_retained

    try:
        found = read_retained(
            read_broker(broker),
            read_credentials(OBSERVER_DEVICE, password_file),
            topics.DEVICE_STATUS.of(loaded.hall.id, device="+"),
        )
    except BrokerRefuses as refused:
        raise CannotRun(str(refused)) from None
    rows = [row for incoming in found if (row := _row(incoming.topic, incoming.payload))]
    known = {row[0] for row in rows}
    rows += [
        (device, "", "never seen", "", "", "")
        for device in (*loaded.kiosks, *loaded.callers, *loaded.displays, *loaded.bars)
        if device not in known
    ]
    if as_json:
        show_table("devices", COLUMNS, sorted(rows), as_json=True)
    else:
        show_table("devices", COLUMNS, [_words(row) for row in sorted(rows)], as_json=False)


Row = tuple[str, str, str, Any, Any, Any]


def _row(topic: str, payload: bytes) -> Row | None:
    try:
        status: DeviceStatus = decode(payload, DeviceStatus)
    except MalformedMessage:
        return None
    device = DeviceId((topics.DEVICE_STATUS.levels(topic) or {}).get("device", ""))
    since_s = max(0, round(time.time() - status.at_ms / 1000))
    return device, status.program, status.state, since_s, list(status.faults), status.counters


def _words(row: Row) -> Row:
    device, program, state, since_s, faults, counters = row
    counted = ", ".join(f"{name} {value}" for name, value in sorted(dict(counters or {}).items()))
    return device, program, state, since_s, ", ".join(faults), counted.replace("_", " ")


def _count_anew(path: Path) -> None:
    from hardware.counters import set_counter

    try:
        set_counter(path, TICKETS_SINCE_ROLL, 0)
    except FileNotFoundError:
        raise CannotRun(
            f"{path} is not there: run this on the kiosk, as the account that runs it"
        ) from None
    except OSError as error:
        raise CannotRun(f"cannot set the counter: {error}") from None
