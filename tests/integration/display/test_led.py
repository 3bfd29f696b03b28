"""The bars of a hall: the program as a process, a real broker and coordinator, cards on real wires.

Every test leaves the hall running, so that they can follow one another.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from broker_config import Broker, free_port, start_broker
from contract import topics
from contract.hall import parse_hall
from contract.ids import ClerkId, DeviceId, TicketId, WindowId
from contract.messages.answers import Done
from contract.messages.commands import CallNext, FinishService, ReportPaper, SignIn, StartService
from contract.messages.devices import DeviceAlarm, DeviceStatus
from messaging import Received
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_simple import SimDigitBar
from simulation.devices.wire import PtyWire, TcpWire
from tests.helpers.halls import street_in_mid_day
from tests.helpers.patience import PATIENCE_S, wait_until
from tests.helpers.processes import Client, CoordinatorProcess, Program, issue, timing

W1: Final = WindowId("w1")
IDLE, STALE, CLOSED = ("热情为您服务",), ("请稍候",), ("暂停服务",)


class LitHall:
    """A hall with a bar over window 1, digits over it, a board of its zone, and a dead bar."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.card, self.board = SimLedCard(), SimLedCard(height=64)
        self.digits = SimDigitBar(1)
        self.wires = [
            TcpWire(self.card).plug(),
            TcpWire(self.board).plug(),
            PtyWire(self.digits, link=directory / "digits").plug(),
        ]
        self.file = street_in_mid_day(directory / "hall.toml")
        with self.file.open("a", encoding="utf-8") as file:
            file.write(self._bars())
        self.hall = parse_hall(self.file.read_text(encoding="utf-8"))
        self.broker: Broker = start_broker(self.hall, directory / "broker", persistence=False)
        self.coordinator = CoordinatorProcess(
            self.broker, directory / "hall.db", hall_file=self.file
        )
        self.coordinator.start()
        self.program = Program(directory / "led.log")
        self.ticket_id = TicketId("")
        self.kiosk = Client(self.broker, "k1")
        self.panel = Client(self.broker, "panel-1")
        self.observer = Client(self.broker, "observer", topics.DEVICE_STATUS, topics.DEVICE_ALARM)
        self._clients = [self.kiosk, self.panel, self.observer]
        for client in self._clients:
            client.line.start()

    def _bars(self) -> str:
        urls = [wire.url for wire in self.wires]
        dead = f"socket://127.0.0.1:{free_port()}"
        own = 'zone = "main"\nwindow = "w1"\n'
        return (
            f'[[bar]]\nid = "bar-1"\n{own}url = "{urls[0]}"\n'
            f'[[bar]]\nid = "bar-main"\nzone = "main"\nrows = 3\nheight = 64\nurl = "{urls[1]}"\n'
            f'[[bar]]\nid = "bar-digits"\n{own}profile = "digits"\naddress = 1\nurl = "{urls[2]}"\n'
            f'[[bar]]\nid = "bar-dead"\n{own}url = "{dead}"\n'
        )

    def start(self) -> None:
        """Start the program that draws the bars."""
        self.program.start(
            "led", "--hall", str(self.file), "--broker", self.broker.url,
            "--secrets", str(self.broker.files.password_file(DeviceId("bar-1")).parent),
        )  # fmt: skip

    def call_next(self) -> str:
        """Let a citizen take a ticket and the clerk of window 1 call it; return its number."""
        given = self.kiosk.ask(issue())
        assert isinstance(given, Done)
        assert given.ticket is not None
        self.kiosk.ask(ReportPaper(**timing(), ticket_id=given.ticket.ticket_id, outcome="printed"))
        done = self.panel.ask(CallNext(**timing(), window_id=W1))
        assert isinstance(done, Done)
        assert done.ticket is not None
        self.ticket_id = done.ticket.ticket_id
        return done.ticket.number

    def serve(self) -> None:
        self._ask(StartService(**timing(), window_id=W1, ticket_id=self.ticket_id))

    def finish(self) -> None:
        self._ask(FinishService(**timing(), window_id=W1, ticket_id=self.ticket_id))

    def _ask(self, command: StartService | FinishService) -> None:
        assert isinstance(self.panel.ask(command), Done)

    def sees(self, *texts: str, card: SimLedCard | None = None) -> bool:
        card = card or self.card
        return card.wait_for(lambda: card.texts == texts, timeout_s=PATIENCE_S)

    def told(self, kind: type, device: str) -> list[Any]:
        """Return what was said of a device so far."""
        said = [event.message for event in self.observer.events if isinstance(event, Received)]
        return [e for e in said if isinstance(e, kind) and getattr(e, "device_id", "") == device]

    def status(self, device: str) -> str:
        said = self.told(DeviceStatus, device)
        return said[-1].state if said else ""

    def close(self) -> None:
        self.program.kill()
        for client in self._clients:
            client.line.close()
        self.coordinator.cut_power()
        self.broker.stop()
        for wire in self.wires:
            wire.unplug()


@pytest.fixture(scope="module")
def lit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LitHall]:
    hall = LitHall(tmp_path_factory.mktemp("lit"))
    hall.start()
    hall.panel.ask(SignIn(**timing(), window_id=W1, clerk_id=ClerkId("c01")))
    yield hall
    hall.close()


def test_a_call_is_on_the_bar_and_on_the_board_and_a_dead_bar_delays_neither(lit: LitHall) -> None:
    assert lit.sees(*IDLE)
    number = lit.call_next()
    call = f"请{number}到1号窗口"
    assert lit.sees(call)
    assert lit.sees(call, card=lit.board)
    assert lit.digits.wait_for(lambda: lit.digits.text == number[1:], timeout_s=PATIENCE_S)
    lit.serve()
    assert lit.sees(number)
    lit.finish()
    assert lit.sees(*IDLE)
    assert lit.sees(*IDLE, card=lit.board)


def test_each_bar_says_how_it_is_and_what_to_do(lit: LitHall) -> None:
    wait_until(lambda: lit.status("bar-1") == "online", "the bar's status")
    wait_until(lambda: lit.status("bar-dead") == "degraded", "the dead bar's status")
    (alarm,) = lit.told(DeviceAlarm, "bar-dead")
    assert (alarm.code, alarm.raised) == ("bar.down", True)
    assert "power" in alarm.hint


def test_a_bar_whose_power_was_away_is_right_again(lit: LitHall) -> None:
    number = lit.call_next()
    assert lit.sees(f"请{number}到1号窗口")
    lit.wires[0].unplug()
    lit.card.power_cycle()
    wait_until(lambda: lit.status("bar-1") == "degraded", "an alarm")
    lit.serve()
    lit.wires[0].plug()
    assert lit.sees(number)
    wait_until(lambda: lit.status("bar-1") == "online", "its end")
    lit.finish()


def test_after_its_program_was_killed_the_bars_show_what_is_true_now(lit: LitHall) -> None:
    number = lit.call_next()
    assert lit.sees(f"请{number}到1号窗口")
    lit.program.kill()
    wait_until(lambda: lit.status("bar-1") == "offline", "its will")
    lit.serve()
    lit.finish()
    lit.start()
    assert lit.sees(*IDLE)
    wait_until(lambda: lit.status("bar-1") == "online", "its status")


def test_after_the_coordinator_was_killed_the_bars_are_right_again(lit: LitHall) -> None:
    number = lit.call_next()
    assert lit.sees(f"请{number}到1号窗口")
    lit.coordinator.cut_power()
    lit.coordinator.start()
    lit.serve()
    assert lit.sees(number)
    lit.finish()
    assert lit.sees(*IDLE)


def test_without_the_broker_nothing_old_passes_for_new(lit: LitHall) -> None:
    number = lit.call_next()
    assert lit.sees(f"请{number}到1号窗口")
    lit.broker.stop()
    assert lit.sees(*STALE)
    assert lit.sees(f"请{number}到1号窗口")  # by turns
    lit.broker.start()
    lit.serve()
    assert lit.sees(number)
    lit.finish()
    assert lit.sees(*IDLE)


def test_a_program_that_is_ended_leaves_no_number_on_a_bar(lit: LitHall) -> None:
    number = lit.call_next()
    assert lit.sees(f"请{number}到1号窗口")
    assert lit.program.interrupt() == 0
    assert lit.sees(*CLOSED)
    assert lit.digits.wait_for(lambda: lit.digits.text == "000", timeout_s=PATIENCE_S)
    wait_until(lambda: lit.status("bar-1") == "offline", "its goodbye")
    lit.start()
    assert lit.sees(f"请{number}到1号窗口")
