"""From the address in the hall's configuration to an open transport."""

import os
from typing import Literal, TypeAlias

from hardware.transport.base import Transport
from hardware.transport.serial_port import SerialTransport
from hardware.transport.tcp import TcpTransport, parse_address
from hardware.transport.usb_printer import UsbPrinterTransport

Flow: TypeAlias = Literal["none", "xonxoff", "rtscts"]

USB_PRINTER_PREFIX = "/dev/usb/lp"
SOCKET_PREFIX = "socket://"


def check_url(url: str) -> None:
    """Raise `InvalidAddress` for what can be no port, wherever it is opened."""
    if url.startswith(SOCKET_PREFIX):
        parse_address(url)


def open_transport(
    url: str,
    *,
    baud: int = 115_200,
    flow: Flow = "none",
    write_timeout_s: float = 5.0,
    connect_timeout_s: float = 3.0,
) -> Transport:
    """Open the connection `url` names.

    Args:
        url: "/dev/ttyUSB0" or "COM3" (anything pyserial's `serial_for_url` takes),
            "socket://10.0.0.7:9100", or "/dev/usb/lp0".
        baud: for serial ports only.
        flow: how a device on a serial port says that it takes no more.
        write_timeout_s: after this long without room for more bytes, `write` raises `Stalled`.
        connect_timeout_s: for sockets only.

    Raises:
        InvalidAddress: `url` names no kind of connection.
        Disconnected: nothing answers there now. May be tried again later.
    """
    if url.startswith(SOCKET_PREFIX):
        return TcpTransport(
            url, connect_timeout_s=connect_timeout_s, write_timeout_s=write_timeout_s
        )
    if os.path.realpath(url).startswith(USB_PRINTER_PREFIX):  # also by a stable name of udev
        return UsbPrinterTransport(url, write_timeout_s=write_timeout_s)
    return SerialTransport(url, baud=baud, flow=flow, write_timeout_s=write_timeout_s)
