"""Somebody else's host software at our printer's cable: python-escpos, by network and serial."""

from collections.abc import Iterator
from typing import Any

import pytest
from escpos.printer import Network, Serial
from PIL import Image, ImageDraw

from simulation.devices.printer import NEAR_END_DOTS, SimPrinter
from simulation.devices.printer_paper import Raster, Slip
from simulation.devices.wire import PtyWire, TcpWire
from tests.helpers.patience import PATIENCE_S, wait_until


@pytest.fixture
def sim() -> SimPrinter:
    return SimPrinter()


@pytest.fixture(params=["tcp", "serial"])
def host(request: pytest.FixtureRequest, sim: SimPrinter) -> Iterator[Any]:
    if request.param == "tcp":
        with TcpWire(sim) as wire:
            port = int(wire.url.rpartition(":")[2])
            network = Network("127.0.0.1", port, timeout=PATIENCE_S, profile="TM-T88V")
            yield network
            network.close()
    else:
        with PtyWire(sim) as wire:
            serial = Serial(wire.url, baudrate=115_200, timeout=0.2, profile="TM-T88V")
            yield serial
            serial.close()


def picture() -> Image.Image:
    image = Image.new("1", (48, 48), 1)
    ImageDraw.Draw(image).rectangle((8, 8, 39, 23), fill=0)
    return image


def slip_of(sim: SimPrinter) -> Slip:
    (slip,) = sim.wait_for_slips(1, timeout_s=PATIENCE_S)
    assert sim.unknown_commands == []
    return slip


def ink(raster: Raster) -> set[tuple[int, int]]:
    return {
        (x, y)
        for y in range(raster.rows)
        for x in range(raster.width_bytes * 8)
        if raster.bits[y * raster.width_bytes + x // 8] >> (7 - x % 8) & 1
    }


def test_its_questions_are_answered(host: Any, sim: SimPrinter) -> None:
    assert (host.is_online(), host.paper_status()) == (True, 2)

    sim.load_paper(NEAR_END_DOTS - 1)
    assert (host.is_online(), host.paper_status()) == (True, 1)

    sim.take_paper_out()
    assert (host.is_online(), host.paper_status()) == (False, 0)


def test_its_texts_come_out_as_they_were_meant(host: Any, sim: SimPrinter) -> None:
    host.set(align="center", bold=True, double_height=True, double_width=True, underline=1)
    host.textln("A012")
    host.set_with_default()
    host.set(font="b")
    host.textln("Größe: 3 €")
    host.block_text("People ahead of you: 3", columns=12)
    host.ln(2)
    host.cut()

    slip = slip_of(sim)
    assert slip.lines[:2] == ["A012", "Größe: 3 €"]
    assert "People ahead" in slip.lines


@pytest.mark.parametrize("how", ["bitImageRaster", "bitImageColumn", "graphics"])
def test_its_pictures_are_the_same_dots_whichever_command_it_takes(
    host: Any, sim: SimPrinter, how: str
) -> None:
    host.image(picture(), impl=how)
    host.cut()

    dots, top = set(), 0
    for raster in slip_of(sim).rasters:
        dots |= {(x, y + top) for x, y in ink(raster)}
        top += raster.rows
    assert dots == {(x, y) for x in range(8, 40) for y in range(8, 24)}


def test_its_codes_are_read(host: Any, sim: SimPrinter) -> None:
    host.qr("https://example.org/A012", native=True, size=4)
    host.barcode("4006381333931", "EAN13", height=64, width=2)
    host.barcode("{B012ABCDabcd", "CODE128", function_type="B")
    host.qr("https://example.org/A012")
    host.cut()

    slip = slip_of(sim)
    assert slip.qr_payloads == ["https://example.org/A012"]
    assert slip.bar_codes == ["4006381333931", "{B012ABCDabcd"]
    assert slip.rasters


def test_the_drawer_is_kicked_and_the_buzzer_is_no_text(host: Any, sim: SimPrinter) -> None:
    host.cashdraw(2)
    host.buzzer(2, 4)
    host.panel_buttons(enable=False)
    host.hw("INIT")
    host.line_spacing(60)
    host.textln("A012")
    host.line_spacing()
    host.print_and_feed(2)
    host.cut(mode="PART")

    assert [line for line in slip_of(sim).lines if line] == ["A012"]
    wait_until(lambda: sim.drawer_pulses == 1)
