"""The names under which a port stays the same, from what the system shows of it."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from hardware.discovery import Places, Port, PortKind, list_ports, port_at
from hardware.discovery.holders import holder_of


@pytest.fixture
def places(tmp_path: Path) -> Places:
    for folder in ("serial/by-id", "serial/by-path", "usb", "input/by-id"):
        (tmp_path / "dev" / folder).mkdir(parents=True)
    return Places(tmp_path / "dev", tmp_path / "sys", tmp_path / "proc")


def adapter(places: Places, name: str, *, number: str | None) -> SimpleNamespace:
    device = places.dev / name
    device.touch()
    maker = "FTDI" if number else None
    by_id = places.dev / "serial" / "by-id" / f"usb-{maker}_{number}-if00-port0"
    by_id.symlink_to(device)
    path = places.dev / "serial" / "by-path" / f"pci-0000:00:14.0-usb-0:{name[-1]}:1.0-port0"
    path.symlink_to(device)
    return SimpleNamespace(
        device=str(device), vid=0x0403, pid=0x6001, serial_number=number, manufacturer=maker,
        product="UART", description="n/a",
    )  # fmt: skip


def test_an_adapter_with_a_number_is_called_by_it(places: Places) -> None:
    found = [adapter(places, "ttyUSB0", number="A1")]

    [port] = list_ports(places, serial_ports=lambda: found)

    assert port.url == str(places.dev / "serial/by-id/usb-FTDI_A1-if00-port0")
    assert (port.usb_id, port.what) == ((0x0403, 0x6001), "FTDI UART")
    assert port.udev_rule("printer") is None


def test_adapters_without_a_number_are_called_by_their_socket(places: Places) -> None:
    """Two of them share one name by-id, and only one of them has it."""
    found = [adapter(places, "ttyUSB1", number=None)]

    [port] = list_ports(places, serial_ports=lambda: found)

    assert port.url.endswith("by-path/pci-0000:00:14.0-usb-0:1:1.0-port0")
    assert port.udev_rule("keypad") == (
        'SUBSYSTEM=="tty", ENV{ID_PATH}=="pci-0000:00:14.0-usb-0:1:1.0", SYMLINK+="hallcall/keypad"'
    )


def test_adapters_that_share_a_number_are_called_by_their_sockets(places: Places) -> None:
    found = [adapter(places, "ttyUSB0", number="0001")]
    twin = SimpleNamespace(**{**vars(found[0]), "device": str(places.dev / "ttyUSB1")})
    (places.dev / "ttyUSB1").touch()

    ports = list_ports(places, serial_ports=lambda: [*found, twin])

    assert [port.by_id for port in ports] == [None, None]


def test_a_usb_printer_is_known_by_what_its_usb_device_says(places: Places) -> None:
    (places.dev / "usb" / "lp0").touch()
    usb = places.sys / "devices" / "usb1" / "1-2"
    interface = usb / "1-2:1.0"
    interface.mkdir(parents=True)
    for name, text in {"idVendor": "04b8", "idProduct": "0e28", "serial": "TM42"}.items():
        (usb / name).write_text(f"{text}\n")
    shown = places.sys / "class" / "usbmisc" / "lp0"
    shown.mkdir(parents=True)
    (shown / "device").symlink_to(interface)

    [port] = list_ports(places, serial_ports=list)

    assert (port.kind, port.usb_id) == (PortKind.USB_PRINTER, (0x04B8, 0x0E28))
    assert port.udev_rule("printer") == (
        'SUBSYSTEM=="usbmisc", ATTRS{serial}=="TM42", SYMLINK+="hallcall/printer"'
    )


def test_what_types_like_a_keyboard_is_listed(places: Places) -> None:
    (places.dev / "input" / "event3").touch()
    link = places.dev / "input" / "by-id" / "usb-Acme_Barcode_Scanner-event-kbd"
    link.symlink_to(places.dev / "input" / "event3")

    [port] = list_ports(places, serial_ports=list)

    assert (port.kind, port.what) == (PortKind.KEYBOARD, "Acme Barcode Scanner")


def test_a_machine_without_ports_has_none(tmp_path: Path) -> None:
    nowhere = Places(tmp_path / "a", tmp_path / "b", tmp_path / "c")

    ports = list_ports(nowhere, serial_ports=list)
    assert {port.kind for port in ports} <= {PortKind.SMART_CARD}


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("/dev/ttyUSB0", PortKind.SERIAL),
        ("/dev/usb/lp1", PortKind.USB_PRINTER),
        ("socket://10.0.0.7:9100", PortKind.NETWORK),
    ],
)
def test_a_port_that_is_named_is_of_the_kind_its_name_says(url: str, kind: PortKind) -> None:
    assert port_at(url) == Port(kind=kind, device=url)


def test_the_program_that_has_a_file_open_is_named(places: Places) -> None:
    device = places.dev / "ttyUSB0"
    device.touch()
    process = places.proc / "1234"
    (process / "fd").mkdir(parents=True)
    (process / "comm").write_text("minicom\n")
    (process / "fd" / "5").symlink_to(device)

    assert holder_of(str(device), places.proc, places.locks) == "minicom (1234)"
    assert holder_of(str(places.dev / "ttyUSB1"), places.proc, places.locks) is None


def test_a_lock_file_is_believed_while_its_program_lives(places: Places, tmp_path: Path) -> None:
    (places.dev / "ttyUSB0").touch()
    device, locks = str(places.dev / "ttyUSB0"), tmp_path / "lock"
    locks.mkdir()
    (locks / "LCK..ttyUSB0").write_text("      1234 minicom root\n")

    assert holder_of(device, places.proc, locks) is None
    (places.proc / "1234").mkdir(parents=True)
    (places.proc / "1234" / "comm").write_text("minicom\n")
    assert holder_of(device, places.proc, locks) == "minicom (1234)"
    (locks / "LCK..ttyUSB0").write_text("nonsense")
    assert holder_of(device, places.proc, locks) is None
