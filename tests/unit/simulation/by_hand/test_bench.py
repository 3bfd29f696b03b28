"""Simulated devices worked by hand: our drivers and other people's programs at the other end."""

import io
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from escpos.printer import Network

from hardware.escpos.codec import CUT, Paper
from hardware.escpos.driver import EscposPrinter
from hardware.escpos.outcome import Printed
from hardware.idcard import CardEvent, CardRead, CardReaderWorker, CardRefused, CardRemoved
from hardware.keypad import BusUp, Key, KeypadBus, KeypadEvent, KeyPressed, Rated
from hardware.profiles import KeypadProfile, Keypads, find
from hardware.profiles.catalog import BUILT_IN, find_any
from simulation.by_hand import Factory, bench, card_reader, keypads, line_keypads, printer
from simulation.by_hand.bench import Bench
from simulation.by_hand.page import Page
from tests.helpers.patience import PATIENCE_S, wait_until

TCP = bench.tcp("127.0.0.1", 0)
PTY = bench.pty(None)


@contextmanager
def on_the_bench(
    make: Factory, *cables: bench.MakeWire, pictures: Path | None = None
) -> Iterator[Bench]:
    with Bench(make, cables or [PTY], say=lambda news: None, pictures=pictures) as made:
        yield made


def heard(events: "queue.Queue[Any]", wanted: Callable[[object], bool]) -> object:
    while not wanted(event := events.get(timeout=PATIENCE_S)):
        pass
    return event


def test_every_simulator_of_ours_can_be_made_and_has_a_face() -> None:
    for kind, name in BUILT_IN:
        path = find_any(kind, name).simulator
        if path is None:  # whoever has a keyboard, or a card, is the far end of what needs no port
            assert not find_any(kind, name).needs_port
            continue
        module, _, attribute = path.partition(":")
        make = getattr(__import__(module, fromlist=[attribute]), attribute)
        with on_the_bench(make) as made:
            assert made.face()
            assert len(made.order_names) > 5


def test_other_peoples_software_prints_and_asks_over_the_network(tmp_path: Path) -> None:
    with on_the_bench(printer.make, TCP, pictures=tmp_path) as made:
        host = urlsplit(made.urls[0])
        program = Network(host.hostname, host.port, timeout=PATIENCE_S)
        program.text("Queue A012\n")
        program.qr("https://example.org/t/A012", native=True)
        program.cut()
        wait_until(lambda: any("A012" in news for news in made.news))
        assert program.is_online()
        assert program.paper_status() == 2

        made.obey("near-end")
        assert program.paper_status() == 1
        made.obey("paper-out")
        assert (program.is_online(), program.paper_status()) == (False, 0)
        made.obey("paper")
        assert program.is_online()
        program.close()

        assert "slip 1 came out: Queue A012, QR code https://example.org/t/A012" in made.news[0]
        assert "Queue A012" in made.face()
    [picture] = tmp_path.iterdir()
    assert picture.name == "slip-0001.png"


def test_a_printer_hangs_on_a_serial_and_a_network_cable_at_once() -> None:
    with on_the_bench(printer.make, TCP, PTY) as made:
        for url in made.urls:
            driver = EscposPrinter(url)
            assert driver.print(b"hello\n" + CUT) == Printed(Paper.OK)
            driver.close()
        assert sum("came out" in news for news in made.news) == 2


def test_a_roll_may_end_in_the_middle_of_a_slip() -> None:
    with on_the_bench(printer.make) as made:
        driver = EscposPrinter(made.urls[0])
        made.obey("paper-ends-after 10")
        outcome = driver.print(b"line\n" * 30 + CUT)
        assert not isinstance(outcome, Printed)
        assert "no paper" in made.face()
        driver.close()


def test_a_printer_can_be_another_model() -> None:
    with on_the_bench(printer.make) as made:
        made.obey("model knows-qr off")
        made.obey("model knows-magic off")
        driver = EscposPrinter(made.urls[0])
        code = b"\x1d(k\x05\x001P0hi\x1d(k\x03\x001Q0"
        assert isinstance(driver.print(code + b"\n" + CUT), Printed)
        driver.close()
        assert 'there is no "knows-magic"' in made.news[0]
        assert "QR code" not in made.news[-1]


def test_a_card_is_laid_down_and_taken_away() -> None:
    events: queue.Queue[CardEvent] = queue.Queue()
    with on_the_bench(card_reader.make) as made:
        worker = CardReaderWorker(made.urls[0], events.put)
        worker.start()
        worker.enable()
        made.obey("insert foreigner-2017")
        heard(events, lambda event: isinstance(event, CardRead))
        made.obey("remove")
        heard(events, lambda event: isinstance(event, CardRemoved))
        worker.stop()
        assert "on the reader: nothing" in made.face()


@pytest.mark.parametrize("which", card_reader.SPECIAL)
def test_seldom_cards_can_be_laid_down(which: str) -> None:
    events: queue.Queue[CardEvent] = queue.Queue()
    with on_the_bench(card_reader.make) as made:
        worker = CardReaderWorker(made.urls[0], events.put)
        worker.start()
        worker.enable()
        made.obey(f"insert-special {which}")
        event = heard(events, lambda event: isinstance(event, CardRead | CardRefused))
        worker.stop()

    assert isinstance(event, CardRefused) is (which == "unknown-kind")


def test_keys_are_pressed_and_digits_seen() -> None:
    events: queue.Queue[KeypadEvent] = queue.Queue()
    with on_the_bench(keypads.make) as made:
        bus = KeypadBus(made.urls[0], {5, 6}, events.put)
        bus.start()
        heard(events, lambda event: event == BusUp())
        made.obey("press call-next")
        heard(events, lambda event: event == KeyPressed(5, Key.CALL_NEXT))
        wait_until(lambda: "call-next at 5: acknowledged" in made.news)

        bus.show(5, 7, "A012")
        wait_until(lambda: "waiting [007] number [012]" in made.face())
        made.obey("rate 0")
        assert made.news[-1] == "dark: nobody has asked for a rating"
        bus.start_rating(6)
        wait_until(lambda: "please rate" in made.face())
        made.obey("rate 0")
        heard(events, lambda event: event == Rated(6, 5))
        bus.stop()


def test_keypads_of_lines_say_and_hear_lines() -> None:
    events: queue.Queue[KeypadEvent] = queue.Queue()
    profile = find(KeypadProfile, "ascii-lines")
    options = profile.read({"keys": {"call_next": "K(?P<address>[0-9]+),N"}, "acknowledge": "OK"})
    pads = Keypads(addresses={5}, rating_levels={}, rating_window_s=30.0)
    with on_the_bench(line_keypads.make) as made:
        bus = profile.open(profile.wiring(made.urls[0], None), options, pads, events.put)
        bus.start()
        heard(events, lambda event: event == BusUp())
        made.obey("end cr")
        made.obey("say K5,N")
        heard(events, lambda event: event == KeyPressed(5, Key.CALL_NEXT))
        wait_until(lambda: "heard: OK" in made.face())
        bus.stop()


def test_a_cable_is_pulled_and_put_in_again(tmp_path: Path) -> None:
    link = tmp_path / "printer"
    with on_the_bench(printer.make, bench.pty(link)) as made:
        made.obey("unplug")
        assert not link.exists()
        made.obey("plug")
        driver = EscposPrinter(str(link))
        assert driver.status().ready
        driver.close()


def test_the_page_shows_the_device_its_orders_and_the_news() -> None:
    out = io.StringIO()
    with on_the_bench(printer.make) as made:
        page = Page(made, "simulated printer", out=out)
        page.open()
        made.obey("cover-open")
        page.draw()
        before = len(out.getvalue())
        page.draw()  # nothing has changed

        assert len(out.getvalue()) == before
        for shown in ("simulated printer", made.urls[0], "offline, cover open", "jam-cutter"):
            assert shown in out.getvalue()


@pytest.mark.parametrize(("kind", "order"), [("printer", "show"), ("bar", "help")])
def test_the_command_obeys_a_pipe_and_ends_with_it(kind: str, order: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hallcall", "simulate-device", kind, "--tcp", "0"],
        input=f"{order}\nnonsense\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    listening, *said = done.stdout.splitlines()
    assert listening.startswith("listening on socket://127.0.0.1:")
    assert said[-1] == '"nonsense" is no order; "help" lists them'
    assert len(said) > 1
