"""Who knows the code gets in, sees how the kiosk is, and gets out; nobody else."""

import pytest
from argon2 import PasswordHasher

from hardware.counters import Counters
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.core.technician import LOCK_S, STAYS_S, TEST
from kiosk.devices.workshop import TechniciansWorkshop
from messaging import LinkState
from qtkit.exit_codes import AGAIN
from tests.unit.kiosk.bench import TO_TECHNICIAN, Bench

WRONG = ("digit 1", "confirm")


def page(bench: Bench) -> screens.Technician:
    assert isinstance(bench.screen, screens.Technician)
    return bench.screen


def pad(bench: Bench) -> screens.TechnicianCode:
    assert isinstance(bench.screen, screens.TechnicianCode)
    return bench.screen


def test_the_code_opens_the_page_and_back_closes_it() -> None:
    bench = Bench()
    bench.tap(*TO_TECHNICIAN[:-1])
    assert pad(bench).typed == 6

    bench.tap("confirm")
    assert page(bench).link == "technician.link.connected"

    bench.tap("back")
    assert isinstance(bench.screen, screens.Home)
    bench.tap("restart", "desktop", "test_print")
    bench.workshop.restart.assert_not_called()
    bench.workshop.leave.assert_not_called()
    bench.printer.print.assert_not_called()


def test_a_wrong_code_opens_nothing_and_the_third_costs_time_more_each_time() -> None:
    bench = Bench()
    bench.tap("knock", *WRONG, *WRONG)
    assert pad(bench).wrong
    assert pad(bench).locked_s == 0

    bench.tap(*WRONG)
    assert pad(bench).locked_s == LOCK_S
    bench.tap(*TO_TECHNICIAN[1:])
    assert pad(bench).locked_s == LOCK_S, "not even the right code is looked at"
    bench.tap("back", "knock")
    assert pad(bench).locked_s == LOCK_S, "leaving does not help"

    bench.wait(LOCK_S)
    bench.tap(*WRONG)
    assert pad(bench).locked_s == LOCK_S * 2
    bench.wait(LOCK_S * 2)
    bench.tap(*TO_TECHNICIAN[1:])
    assert page(bench)


def test_a_knock_in_the_middle_of_a_visit_is_a_visitors() -> None:
    bench = Bench()

    bench.tap("begin", "knock")

    assert isinstance(bench.screen, screens.Groups)


def test_without_a_code_there_is_no_way_in() -> None:
    bench = Bench()
    bench.presenter._technician._workshop = None

    bench.tap(*TO_TECHNICIAN)

    assert isinstance(bench.screen, screens.Home)


def test_the_page_is_there_when_nothing_else_works() -> None:
    bench = Bench(ready=False)
    bench.presenter.on_link(LinkState.LOST, "no broker answers at mqtt://127.0.0.1:1883")
    bench.presenter.on_printer(PrinterHealth(PrinterTrouble.COVER_OPEN))
    bench.wait(120, alive=False)

    bench.tap(*TO_TECHNICIAN)

    assert page(bench).link == "technician.link.lost"
    assert page(bench).link_minutes == 2
    assert page(bench).link_detail == "no broker answers at mqtt://127.0.0.1:1883"
    assert page(bench).devices[0] == screens.DeviceRow(
        "technician.printer", "technician.device.cover_open"
    )
    assert "printer.cover_open" in [fault.code for fault in page(bench).faults]
    assert screens.CounterRow("tickets", 1204) in page(bench).counters
    assert len(page(bench).log) == 12


def test_a_test_print_is_no_ticket_and_its_end_is_told() -> None:
    bench = Bench()
    bench.tap(*TO_TECHNICIAN, "test_print")
    assert page(bench).test == "technician.test.begun"
    assert bench.slip.number == "TEST"

    bench.presenter.on_paper(TEST, Paper.PRINTED, "")

    assert page(bench).test == "technician.test.printed"
    assert bench.sent == []


@pytest.mark.parametrize(("touch", "done"), [("restart", "restart"), ("desktop", "leave")])
def test_the_program_is_ended_from_the_page_alone(touch: str, done: str) -> None:
    bench = Bench()
    bench.tap("knock", touch)
    getattr(bench.workshop, done).assert_not_called()

    bench.tap(*TO_TECHNICIAN[1:], touch)

    getattr(bench.workshop, done).assert_called_once()


def test_a_technician_who_goes_away_leaves_no_open_door() -> None:
    bench = Bench()
    bench.tap(*TO_TECHNICIAN)

    bench.wait(STAYS_S)

    assert isinstance(bench.screen, screens.Home)


def test_codes_and_cards_mean_nothing_on_the_technicians_page() -> None:
    bench = Bench()
    bench.tap(*TO_TECHNICIAN)

    bench.presenter.on_code("2025-11-24.A012")

    assert page(bench)
    assert bench.questions == []


def test_the_workshop_knows_the_code_by_its_hash_and_ends_the_program() -> None:
    ended: list[int] = []
    hashed = PasswordHasher(time_cost=1, memory_cost=1024).hash("270718")
    counters = Counters(None, lambda _: None)
    counters.add("tickets")
    workshop = TechniciansWorkshop(
        hashed, counters=counters, log_lines=lambda: ["a line"], end=ended.append
    )

    assert workshop.is_code("270718")
    assert not workshop.is_code("270719")
    assert not TechniciansWorkshop(
        "no hash", counters=counters, log_lines=list, end=ended.append
    ).is_code("270718")
    assert workshop.counters()["tickets"] == 1
    assert workshop.log_lines() == ["a line"]
    assert workshop.versions()[2].startswith("Python 3")
    workshop.restart()
    workshop.leave()
    assert ended == [AGAIN, 0]
