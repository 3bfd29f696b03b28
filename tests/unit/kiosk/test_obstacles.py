"""What stops the kiosk, how it says so, and how it goes on by itself."""

import pytest

from contract.messages.state import HallState
from kiosk.core import screens
from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from messaging import LinkState
from tests.unit.kiosk.bench import STALE_AFTER_S, TICKET, TO_ASKING, TO_IDENTIFY, Bench


def test_nothing_is_offered_before_hall_and_printer_were_heard_of() -> None:
    bench = Bench(ready=False)
    assert isinstance(bench.screen, screens.NoConnection)

    bench.presenter.on_link(LinkState.CONNECTED, "")
    assert isinstance(bench.screen, screens.NoConnection)

    bench.beat()
    assert isinstance(bench.screen, screens.OutOfOrder)
    assert bench.screen.cause == "printer.starting"

    bench.presenter.on_printer(PrinterHealth())
    assert isinstance(bench.screen, screens.Home)


def test_a_retained_heartbeat_of_a_dead_coordinator_is_no_life() -> None:
    bench = Bench(ready=False)
    bench.presenter.on_printer(PrinterHealth())
    bench.presenter.on_link(LinkState.CONNECTED, "")
    old = HallState(
        at_ms=bench.clock.now_ms(),
        day="2025-11-24",
        stale_after_s=STALE_AFTER_S,
        open=True,
        hall_file_digest="",
    )
    bench.clock.move(3600)

    bench.presenter.on_hall(old)

    assert isinstance(bench.screen, screens.NoConnection)


def test_a_kiosk_whose_clock_is_wrong_believes_in_the_second_heartbeat() -> None:
    bench = Bench(ready=False)
    bench.presenter.on_printer(PrinterHealth())
    bench.presenter.on_link(LinkState.CONNECTED, "")
    for _ in range(2):
        bench.beat(ahead_s=3600)
        bench.clock.move(5)

    assert isinstance(bench.screen, screens.Home)


def test_a_clock_that_is_far_off_is_an_alarm_and_tickets_are_asked_for_in_good_time() -> None:
    bench = Bench()
    bench.clock.move(5)
    bench.beat(ahead_s=60)
    assert bench.fault_codes == {"clock.wrong"}

    bench.tap(*TO_ASKING)

    assert bench.asked.expires_at_ms - bench.clock.now_ms() == 70_000
    bench.clock.move(65)
    bench.beat()
    bench.clock.move(5)
    bench.beat()
    assert bench.fault_codes == set()


def test_a_silent_coordinator_is_no_connection_and_comes_back_by_itself() -> None:
    bench = Bench()

    bench.wait(STALE_AFTER_S + 1, alive=False)
    assert isinstance(bench.screen, screens.NoConnection)

    bench.beat()
    assert isinstance(bench.screen, screens.Home)


def test_a_line_that_is_back_at_once_was_never_gone() -> None:
    bench = Bench()
    bench.tap("begin")

    bench.presenter.on_link(LinkState.LOST, "cable")
    bench.wait(1.5)
    bench.presenter.on_link(LinkState.CONNECTED, "")
    bench.wait(5)

    assert isinstance(bench.screen, screens.Groups)


def test_a_line_that_stays_away_is_no_connection() -> None:
    bench = Bench()

    bench.presenter.on_link(LinkState.LOST, "no broker answers")
    bench.wait(3)

    assert isinstance(bench.screen, screens.NoConnection)
    assert bench.screen.detail == "no broker answers"


def test_a_second_kiosk_with_this_id_is_said_even_while_we_try_again() -> None:
    bench = Bench()

    bench.presenter.on_link(LinkState.TAKEN_OVER, "")
    bench.presenter.on_link(LinkState.CONNECTING, "")

    assert isinstance(bench.screen, screens.TakenOver)
    assert bench.screen.kiosk_id == "k1"


def test_outside_hours_the_kiosk_says_when_it_opens() -> None:
    bench = Bench()

    bench.beat(is_open=False)

    assert isinstance(bench.screen, screens.Closed)
    assert bench.screen.hours == ("08:30-12:00", "13:30-17:30")


@pytest.mark.parametrize("trouble", PrinterTrouble)
def test_without_paper_it_is_said_beforehand_and_help_is_called_and_it_recovers_by_itself(
    trouble: PrinterTrouble,
) -> None:
    bench = Bench()

    bench.presenter.on_printer(PrinterHealth(trouble, detail="no roll"))
    assert isinstance(bench.screen, screens.Home)
    assert (bench.screen.no_paper, bench.screen.detail) == (trouble.value, "no roll")
    assert bench.fault_codes == {trouble.value}

    bench.presenter.on_printer(PrinterHealth())
    assert isinstance(bench.screen, screens.Home)
    assert bench.screen.no_paper == ""
    assert bench.fault_codes == set()


def test_a_roll_near_its_end_is_told_to_the_technician_only() -> None:
    bench = Bench()

    bench.presenter.on_printer(PrinterHealth(near_end=True))

    assert bench.fault_codes == {"printer.paper_near_end"}
    assert isinstance(bench.screen, screens.Home)
    assert bench.screen.no_paper == ""


def test_a_broken_card_reader_leaves_the_other_ways() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)

    bench.presenter.on_card_reader(up=False)
    bench.tap("card")

    assert isinstance(bench.screen, screens.Identify)
    assert (bench.screen.card_reader, bench.screen.hint) == (False, "")
    assert bench.fault_codes == {"card_reader.down"}
    bench.tap("skip")
    assert isinstance(bench.screen, screens.Printing)


def test_a_visitor_who_is_interrupted_begins_anew() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "phone", "digit 1", "digit 3")

    bench.beat(is_open=False)
    bench.beat()

    assert isinstance(bench.screen, screens.Home)


def test_a_printer_in_trouble_interrupts_nobody() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)

    bench.presenter.on_printer(PrinterHealth(PrinterTrouble.COVER_OPEN))

    assert isinstance(bench.screen, screens.Identify)


def test_a_ticket_that_is_being_made_is_not_interrupted() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()

    bench.presenter.on_printer(PrinterHealth(PrinterTrouble.PAPER_OUT))
    bench.presenter.on_link(LinkState.LOST, "")
    assert isinstance(bench.screen, screens.Printing)

    bench.presenter.on_paper(TICKET, Paper.NOT_PRINTED, "paper out")
    assert isinstance(bench.screen, screens.ShowNumber)


def test_the_language_can_be_changed_on_every_screen() -> None:
    bench = Bench()
    bench.beat(is_open=False)

    bench.tap("language en")

    assert bench.screen.hall == "Yuetan Sub-district Service Centre"
    bench.view.set_language.assert_called_with("en")
