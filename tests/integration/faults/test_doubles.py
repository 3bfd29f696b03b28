"""A second program with the same id: its own screen says so, the first works on."""

from pathlib import Path

from contract.messages.answers import Done
from tests.helpers.processes import Client, CoordinatorProcess, issue
from tests.helpers.qt import click, text, wait_for
from tests.helpers.street import (
    KIOSK,
    Street,
    wait_for_page,
    wait_until_fresh,
    wait_until_online,
)


def test_a_second_kiosk_says_which_id_is_taken_and_takes_over_when_the_first_goes(
    street: Street,
) -> None:
    first = street.kiosk()
    wait_for_page(first, "home")
    second = street.kiosk()

    wait_for_page(second, "taken_over")
    wait_for(lambda: "k1" in (text(second.window, "taken_over.reason") or ""))
    click(first.window, "home.item.residence-permit")
    click(first.window, "papers.confirm")
    click(first.window, "identify.skip")
    wait_for_page(first, "take_ticket")

    first.close()
    wait_for_page(second, "home")


def test_a_second_panel_says_that_the_account_is_in_use(street: Street) -> None:
    first = street.caller()
    wait_until_online(first)
    second = street.caller()

    wait_for(lambda: "另一台电脑" in (text(second.window, "panel.offline") or ""))
    wait_until_online(first)


def test_a_second_board_says_that_its_id_is_in_use(street: Street) -> None:
    first = street.display()
    wait_until_fresh(first)
    second = street.display()

    wait_for(lambda: "另一台设备" in (text(second.window, "board.stale") or ""))
    wait_until_fresh(first)


def test_a_second_coordinator_on_another_database_ends_before_it_gives_a_number(
    street: Street, tmp_path: Path
) -> None:
    with Client(street.broker, KIOSK) as kiosk:
        kiosk.ask(issue())
        second = CoordinatorProcess(street.broker, tmp_path / "another.db")
        second.start()

        assert second.wait() == 1
        assert isinstance(answer := kiosk.ask(issue()), Done)

    assert answer.ticket is not None
    assert answer.ticket.number == "A002"
    log = second.log.read_text()
    assert "another coordinator is online for hall yuetan" in log
    assert "Traceback" not in log
    assert second.rows("ticket_issued") == []
