"""The real window of a panel, offscreen, under a real mouse and real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from contract.messages.commands import SignIn, TransferTicket
from qtkit.program import application, close_window
from tests.helpers.desk import (
    HALL,
    called,
    closed,
    free,
    invitation,
    paused,
    serving,
    ticket,
)
from tests.helpers.qt import click, items, pump
from tests.qt.caller.window import Window


@pytest.fixture
def window() -> Iterator[Window]:
    application()
    made = Window()
    yield made
    close_window(made.view)


def test_a_ticket_from_call_to_finish_by_the_big_button(window: Window) -> None:
    window.click("main")
    window.bench.done()
    window.bench.show(called("A012"))
    assert (window.text("panel.number"), window.text("panel.stage")) == ("A012", "Called")

    window.click("main")
    window.bench.done()
    window.bench.show(serving("A012"))
    assert window.text("page.panel") == "serving"

    window.click("main")
    window.bench.done()
    window.bench.show(free(finished_today=5, rating=invitation("A012")))
    assert window.bench.sent == ["CallNext", "StartService", "FinishService"]
    assert (window.text("panel.number"), window.text("panel.finished")) == ("", "5 done today")
    assert window.text("panel.last") == "A012 ✓ finished"
    assert str(window.text("panel.rating")).startswith("A012 may rate")


def test_why_a_ticket_was_called_is_shown_on_request(window: Window) -> None:
    window.bench.show(
        called(ticket=ticket("A012", why="first_come", why_facts={"waited_ms": 12 * 60_000}))
    )
    assert window.text("panel.why") in (None, "")

    window.click("panel.asks_why")
    assert window.text("panel.why") == "Has waited longest: 12 min"

    window.press(Qt.Key.Key_W)
    assert window.text("panel.why") in (None, "")


def test_a_double_click_on_the_big_button_sends_one_command(window: Window) -> None:
    click(window.view, "main")
    click(window.view, "main")

    assert window.bench.sent == ["CallNext"]


def test_a_button_is_disabled_until_a_press_counts_again(window: Window) -> None:
    window.bench.desk.on_panel(called())
    main = window.item("main")
    assert main is not None
    assert not main.isEnabled()

    window.bench.wait(400)

    assert main.isEnabled()


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_Space, "StartService"),
        (Qt.Key.Key_Return, "StartService"),
        (Qt.Key.Key_Enter, "StartService"),
        (Qt.Key.Key_R, "Recall"),
        (Qt.Key.Key_N, "MarkNoShow"),
    ],
)
def test_keys_do_what_the_buttons_do(window: Window, key: Qt.Key, command: str) -> None:
    window.bench.show(called())

    window.press(key)

    assert window.bench.sent == [command]


@pytest.mark.parametrize(("button", "command"), [("recall", "Recall"), ("no_show", "MarkNoShow")])
def test_small_buttons(window: Window, button: str, command: str) -> None:
    window.bench.show(called())

    window.click(button)

    assert window.bench.sent == [command]


def test_shortcuts_of_other_programs_are_left_alone(window: Window) -> None:
    QTest.keyClick(window.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert window.item("page.panel") is not None


def test_sign_in_by_typing_a_name(window: Window) -> None:
    window.bench.show(closed())
    window.press(Qt.Key.Key_Space)
    window.bench.wait(500)
    pump()

    window.press(Qt.Key.Key_Z, Qt.Key.Key_H, Qt.Key.Key_O, Qt.Key.Key_U)
    pump()
    assert [
        i.objectName() for i in items(window.view) if i.objectName()[:13] == "signin.clerk."
    ] == ["signin.clerk.c09"]
    window.press(Qt.Key.Key_Return)

    [command] = window.bench.wire.sent
    assert isinstance(command, SignIn)
    assert command.clerk_id == "c09"
    window.bench.done()
    window.bench.show(free())
    assert window.item("page.panel") is not None


def test_keys_work_again_after_a_page_with_a_text_field(window: Window) -> None:
    window.bench.show(closed())
    window.click("main")
    window.press(Qt.Key.Key_Escape)
    window.bench.show(free())
    pump()

    window.press(Qt.Key.Key_Space)

    assert window.bench.sent == ["CallNext"]


def test_every_clerk_of_the_street_hall_can_be_tapped(window: Window) -> None:
    window.bench.show(closed())
    window.click("main")

    window.click(f"signin.clerk.{HALL.clerk[-1].id}")

    [command] = window.bench.wire.sent
    assert isinstance(command, SignIn)
    assert command.clerk_id == HALL.clerk[-1].id


def test_every_group_can_be_tapped_for_a_transfer(window: Window) -> None:
    groups = [group.id for group in HALL.group if group.id != "general"]
    for group_id in groups:
        window.bench.connect()  # all this takes longer than a heartbeat lasts
        window.bench.show(serving())
        window.click("transfer")
        window.click(f"transfer.{group_id}")
        window.bench.refuse("wrong_state")
        window.bench.wait(500)
        pump()

    assert [
        command.to_group_id
        for command in window.bench.wire.sent
        if isinstance(command, TransferTicket)
    ] == groups


def test_hold_pause_and_sign_out_pages(window: Window) -> None:
    window.bench.show(serving())
    window.click("hold")
    window.click("back")
    window.click("hold")
    window.click("hold.reason.5")
    window.bench.done()
    window.bench.show(free(held=(ticket("A012"),)))
    pump()
    window.click("pause")
    window.click("pause.reason.2")
    window.bench.done()
    window.bench.show(paused())
    assert window.text("panel.status") == "Paused"
    window.click("sign_out")
    window.click("confirm.no")
    window.click("sign_out")
    window.click("confirm.yes")

    assert window.bench.sent == ["HoldTicket", "PauseWindow", "SignOut"]


def test_a_held_ticket_is_taken_up_by_a_tap(window: Window) -> None:
    window.bench.show(free(held=(ticket("A007"), ticket("A009"))))
    pump()

    window.click("held.A009")

    assert window.bench.sent == ["ResumeTicket"]


def test_without_connection_nothing_can_be_pressed(window: Window) -> None:
    window.bench.show(called("A012"))
    window.bench.lose_line()
    pump()

    window.click("main")
    window.press(Qt.Key.Key_Space)

    assert window.bench.sent == []
    assert window.text("panel.number") == "A012"
    assert window.text("panel.offline") == "No connection: the line is down, reconnecting"


def test_keys_work_again_after_a_broken_connection(window: Window) -> None:
    window.bench.lose_line()
    pump()
    window.bench.connect()
    pump()

    window.press(Qt.Key.Key_Space)

    assert window.bench.sent == ["CallNext"]


def test_a_key_held_down_is_one_press(window: Window) -> None:
    window.bench.show(called())
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r", autorep=True
    )

    QCoreApplication.sendEvent(window.view, held)

    assert window.bench.sent == []


def test_a_refusal_is_shown(window: Window) -> None:
    window.click("main")
    window.bench.refuse("nobody_waits", window="w3")

    assert window.text("panel.message") == "Nobody waits"


def test_the_language_changes_on_the_spot(window: Window) -> None:
    window.click("language")

    assert window.text("main") == "呼叫下一位"
    assert window.text("panel.waiting") == "3 人等候"
    assert window.text("panel.waiting.general") == "2"
