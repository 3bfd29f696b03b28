"""The citizen's pages of the real window, offscreen, under a real mouse and real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from contract.messages.commands import RateService
from qtkit.program import application, close_window
from tests.helpers.desk import free, invitation
from tests.helpers.qt import pump
from tests.qt.caller.window import Window


@pytest.fixture
def rating_window() -> Iterator[Window]:
    application()
    made = Window(screen_rating=True)
    yield made
    close_window(made.view)


@pytest.mark.parametrize("level", [5, 3])
def test_a_citizen_rates_by_a_tap_on_a_face(rating_window: Window, level: int) -> None:
    rating_window.bench.show(free(rating=invitation("A012")))
    pump()
    assert rating_window.text("rating.title") == "How was the service?"

    rating_window.click(f"rating.level.{level}")

    [rated] = rating_window.bench.wire.sent
    assert isinstance(rated, RateService)
    assert (rated.level, rated.source) == (level, "screen")
    assert rating_window.item("page.panel") is not None


def test_a_citizen_who_is_not_satisfied_may_say_why(rating_window: Window) -> None:
    rating_window.bench.show(free(rating=invitation("A012")))
    pump()
    rating_window.click("language")
    assert rating_window.text("rating.title") == "请您评价本次服务"

    rating_window.click("rating.level.1")
    rating_window.click("rating.reason.not-told-at-once")

    [rated] = rating_window.bench.wire.sent
    assert isinstance(rated, RateService)
    assert (rated.level, rated.reason) == (1, "not-told-at-once")


def test_the_keys_do_nothing_while_the_screen_is_the_citizen_s(rating_window: Window) -> None:
    rating_window.bench.show(free(rating=invitation("A012")))
    pump()

    rating_window.press(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_Escape)

    assert rating_window.bench.sent == []
    assert rating_window.item("page.rating") is not None
