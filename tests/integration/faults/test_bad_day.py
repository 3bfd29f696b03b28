"""What breaks in the middle of a visit: nothing is lost, nothing is given twice."""

import json
from functools import partial
from typing import Any

import pytest

from broker_config import Broker
from contract.ids import ClerkId, TicketId, WindowId
from contract.messages.answers import Done
from contract.messages.commands import CallNext, FinishService, ReportPaper, SignIn, StartService
from kiosk.main import KioskProgram
from tests.helpers.processes import HALL, Client, issue, timing
from tests.helpers.qt import click, item, tap, text, wait_for
from tests.helpers.street import KIOSK, PANEL, Street, wait_for_page, wait_until_online

ROUNDS = 100


@pytest.fixture
def kiosk(street: Street, monkeypatch: pytest.MonkeyPatch) -> KioskProgram:
    """Open a kiosk whose visitors wait for a coordinator however long it takes to start here."""
    monkeypatch.setattr("kiosk.core.tickets.ASK_EXPIRES_MS", 60_000)
    opened = street.kiosk()
    wait_for_page(opened, "home")
    return opened


def issued(street: Street) -> list[str]:
    """Return the numbers in the journal."""
    return [json.loads(body)["number"] for body in street.coordinator.rows("ticket_issued")]


def confirm(kiosk: KioskProgram) -> None:
    """Touch everything up to the last button before the paper."""
    click(kiosk.window, "home.item.residence-permit")
    click(kiosk.window, "papers.confirm")
    wait_for_page(kiosk, "identify")


def assert_one_paper(street: Street, kiosk: KioskProgram) -> None:
    wait_for_page(kiosk, "take_ticket")
    wait_for(lambda: text(kiosk.window, "take_ticket.number"))
    number = text(kiosk.window, "take_ticket.number")
    assert issued(street) == [number]
    [slip] = street.printer.slips
    assert number in slip.lines


def test_a_coordinator_killed_and_restarted_in_mid_visit_gives_one_ticket(
    street: Street, kiosk: KioskProgram
) -> None:
    confirm(kiosk)
    street.coordinator.cut_power()
    click(kiosk.window, "identify.skip")
    street.coordinator.start()

    assert_one_paper(street, kiosk)


def test_a_broker_killed_and_restarted_in_mid_visit_gives_one_ticket(
    street: Street, kiosk: KioskProgram
) -> None:
    confirm(kiosk)
    kill(street.broker)
    click(kiosk.window, "identify.skip")
    street.broker.start()

    assert_one_paper(street, kiosk)


def kill(broker: Broker) -> None:
    """Let the broker die without a word, as by kill -9 or a power cut."""
    assert broker._process is not None
    broker._process.kill()
    broker._process.wait()


def test_a_finger_that_taps_ten_times_on_every_button_gets_one_ticket(
    street: Street, kiosk: KioskProgram
) -> None:
    for name in ("home.begin", "groups.general", "items.residence-permit", "papers.confirm"):
        tap_ten_times(kiosk, name)
    tap_ten_times(kiosk, "identify.skip")

    assert_one_paper(street, kiosk)


def tap_ten_times(kiosk: KioskProgram, name: str) -> None:
    """Tap as a child does; the later taps may fall on whatever comes next."""
    click(kiosk.window, name)
    for _ in range(9):
        tap(kiosk.window, name)


def test_a_clerk_who_clicks_ten_times_on_everything_calls_nobody_twice(street: Street) -> None:
    with Client(street.broker, KIOSK) as kiosk:
        for _ in range(3):
            report(kiosk, kiosk.ask(issue()).ticket.ticket_id)
    with Client(street.broker, PANEL) as hand:
        hand.ask(SignIn(**timing(), window_id=WindowId("w1"), clerk_id=HALL.clerk[0].id))
    panel = street.caller()
    wait_until_online(panel)
    for stage in ("called", "serving", ""):
        wait_for(lambda: (main := item(panel.window, "main")) and main.isEnabled())
        click(panel.window, "main")
        for _ in range(9):
            tap(panel.window, "main")
        wait_for(partial(lambda wanted: text(panel.window, "page.panel") == wanted, stage))

    assert len(street.coordinator.rows("ticket_called")) == 1
    assert len(street.coordinator.rows("service_finished")) == 1


def report(kiosk: Client, ticket_id: TicketId) -> None:
    """Say that the paper is out, so that the ticket may be called."""
    kiosk.ask(ReportPaper(**timing(), ticket_id=ticket_id, outcome="printed"))


def test_two_clerks_who_call_in_the_same_instant_never_get_the_same_ticket(street: Street) -> None:
    windows = {"panel-1": WindowId("w1"), "panel-2": WindowId("w2")}
    called: list[str] = []
    with (
        Client(street.broker, KIOSK) as kiosk,
        Client(street.broker, "panel-1") as one,
        Client(street.broker, "panel-2") as two,
    ):
        panels = list(zip((one, two), windows.values(), strict=True))
        for (panel, window), clerk in zip(panels, HALL.clerk, strict=False):
            panel.ask(SignIn(**timing(), window_id=window, clerk_id=ClerkId(clerk.id)))
        tickets = [issue() for _ in range(2 * ROUNDS)]
        for command in tickets:
            kiosk.line.send(command)
        kiosk.wait(lambda _: len(kiosk.answers) == len(tickets))
        for command in tickets:
            given = kiosk.answers[command.command_id].ticket.ticket_id
            kiosk.line.send(ReportPaper(**timing(), ticket_id=given, outcome="printed"))
        kiosk.wait(lambda _: len(kiosk.answers) == 2 * len(tickets))

        for _ in range(ROUNDS):
            calls = [(panel, CallNext(**timing(), window_id=window)) for panel, window in panels]
            for panel, call in calls:
                panel.line.send(call)
            for (panel, call), (_, window) in zip(calls, panels, strict=True):
                panel.wait(lambda _, p=panel, c=call: c.command_id in p.answers)  # type: ignore[misc]
                answer = panel.answers[call.command_id]
                assert isinstance(answer, Done)
                assert answer.ticket is not None
                called.append(answer.ticket.number)
                facts: dict[str, Any] = {"window_id": window, "ticket_id": answer.ticket.ticket_id}
                panel.ask(StartService(**timing(), **facts))
                panel.ask(FinishService(**timing(), **facts))

    assert sorted(called) == [f"A{n:03}" for n in range(1, 2 * ROUNDS + 1)]
