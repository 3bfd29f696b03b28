"""The ports of this machine, and the names under which they stay the same."""

import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from serial.tools.list_ports import comports

from hardware.transport.open import SOCKET_PREFIX, USB_PRINTER_PREFIX

_PORT_OF_ADAPTER: Final = re.compile(r"-port\d+$")


class PortKind(Enum):
    """What kind of port it is."""

    SERIAL = "serial port"
    USB_PRINTER = "USB printer"
    NETWORK = "network"
    KEYBOARD = "keyboard, or a scanner that types"
    SMART_CARD = "PC/SC reader"


@dataclass(frozen=True, kw_only=True)
class Port:
    """One port.

    Attributes:
        device: what the system calls it today, as "/dev/ttyUSB0".
        what: what it says it is.
        by_id: a name that follows the device into any socket; None if it has no number of its own,
            or one that another has too: then they share one name, and only one of them has it.
        by_path: a name that stays with the socket.
    """

    kind: PortKind
    device: str
    what: str = ""
    usb_id: tuple[int, int] | None = None
    serial_number: str | None = None
    by_id: str | None = None
    by_path: str | None = None

    @property
    def url(self) -> str:
        """The name to write into a hall file: the one that changes least."""
        return self.by_id or self.by_path or self.device

    def udev_rule(self, name: str) -> str | None:
        """Return the rule that calls it /dev/hallcall/NAME; None if none is needed or possible."""
        if self.by_id is not None:
            return None
        link = f'SYMLINK+="hallcall/{name}"'
        if self.kind is PortKind.USB_PRINTER and self.serial_number:
            return f'SUBSYSTEM=="usbmisc", ATTRS{{serial}}=="{self.serial_number}", {link}'
        if self.kind is PortKind.SERIAL and self.by_path:
            socket = _PORT_OF_ADAPTER.sub("", Path(self.by_path).name)
            return f'SUBSYSTEM=="tty", ENV{{ID_PATH}}=="{socket}", {link}'
        return None


@dataclass(frozen=True)
class Places:
    """Where the system shows its devices."""

    dev: Path = Path("/dev")
    sys: Path = Path("/sys")
    proc: Path = Path("/proc")
    locks: Path = Path("/run/lock")


THIS_MACHINE: Final = Places()


def list_ports(
    places: Places = THIS_MACHINE, *, serial_ports: Callable[[], Iterable[Any]] = comports
) -> list[Port]:
    """Return all ports on which a device of a hall may hang. Opens none of them."""
    return [
        *_serial(places, serial_ports),
        *_usb_printers(places),
        *_keyboards(places),
        *_smart_card_readers(),
    ]


def port_at(url: str) -> Port:
    """Return the port that somebody names."""
    if url.startswith(SOCKET_PREFIX):
        return Port(kind=PortKind.NETWORK, device=url)
    printer = str(Path(url).resolve()).startswith(USB_PRINTER_PREFIX)
    return Port(kind=PortKind.USB_PRINTER if printer else PortKind.SERIAL, device=url)


def _serial(places: Places, serial_ports: Callable[[], Iterable[Any]]) -> Iterator[Port]:
    ids = _links(places.dev / "serial" / "by-id")
    paths = _links(places.dev / "serial" / "by-path")
    ports = sorted(serial_ports(), key=lambda port: str(port.device))
    numbers = Counter((found.vid, found.pid, found.serial_number) for found in ports)
    for found in ports:
        own = found.serial_number and numbers[found.vid, found.pid, found.serial_number] == 1
        real = Path(found.device).resolve()
        yield Port(
            kind=PortKind.SERIAL,
            device=found.device,
            what=" ".join(filter(None, (found.manufacturer, found.product))),
            usb_id=None if found.vid is None else (found.vid, found.pid),
            serial_number=found.serial_number or None,
            by_id=ids.get(real) if own else None,
            by_path=paths.get(real),
        )


def _usb_printers(places: Places) -> Iterator[Port]:
    for file in sorted((places.dev / "usb").glob("lp*")):
        usb = (places.sys / "class" / "usbmisc" / file.name / "device").resolve().parent
        vendor, product = _read(usb / "idVendor"), _read(usb / "idProduct")
        yield Port(
            kind=PortKind.USB_PRINTER,
            device=str(file),
            what=" ".join(filter(None, (_read(usb / "manufacturer"), _read(usb / "product")))),
            usb_id=(int(vendor, 16), int(product, 16)) if vendor and product else None,
            serial_number=_read(usb / "serial") or None,
        )


def _keyboards(places: Places) -> Iterator[Port]:
    for link in sorted((places.dev / "input" / "by-id").glob("*-event-kbd")):
        name = link.name.removeprefix("usb-").removesuffix("-event-kbd").replace("_", " ")
        yield Port(kind=PortKind.KEYBOARD, device=str(link.resolve()), what=name, by_id=str(link))


def _smart_card_readers() -> Iterator[Port]:
    if importlib.util.find_spec("smartcard") is None:
        return
    try:
        from smartcard.System import readers  # noqa: PLC0415 - a package not every machine has

        names = [str(reader) for reader in readers()]
    except Exception:  # noqa: BLE001 - pyscard raises its own family when no service runs
        return
    for name in names:
        yield Port(kind=PortKind.SMART_CARD, device=name, what=name)


def _links(folder: Path) -> dict[Path, str]:
    """Return the name in `folder` of each device that has one."""
    if not folder.is_dir():
        return {}
    return {link.resolve(): str(link) for link in sorted(folder.iterdir(), reverse=True)}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
