"""Every page as it is for who reads large type only, or who sits before the kiosk."""

from collections.abc import Mapping

import pytest
import structlog
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.core import screens
from qtkit.palettes import HIGH_CONTRAST, LIGHT
from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import items, pump, wait_for
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.whole import DENSEST, cut_off, in_the_way, tappable, too_small
from tests.qt.kiosk.window import LANDSCAPE, PORTRAIT, TEXTS, Window
from tests.unit.kiosk.bench import TO_IDENTIFY, Bench

REACH = 0.4
"""Of an upright screen's height: above it nothing is to be touched."""


class _Patient(Bench):
    """Turns pages, of which there are more, until what is wanted is there."""

    def tap(self, *touches: str) -> None:
        for touch in touches:
            wanted = touch.removeprefix("group ")
            while isinstance(self.screen, screens.Groups) and wanted != touch:
                if wanted in [tile.group_id for tile in self.screen.groups]:
                    break
                super().tap("next_page")
            super().tap(touch)


def _each_way(window: Window, language: str, *comfort: str) -> Mapping[str, list[str]]:
    """Lead a visitor of such comfort to every screen; return what is wrong with which."""
    wrong = {}
    for name, lead in WAYS.items():
        store = None if name == "no_connection" else MemoryStore()
        bench = _Patient(view=window.bridge, store=store)
        bench.queue("family", closed="later_today")
        bench.tap(f"language {language}", *(f"comfort {each}" for each in comfort))
        lead(bench)
        pump(5)
        assert window.shows(name.split()[0]), name
        faults = cut_off(window) + too_small(window, DENSEST) + in_the_way(window)
        if "low" in comfort:
            faults += _too_high(window)
        if faults:
            wrong[name] = faults
    return wrong


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["upright", "wide"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_screen_is_whole_in_large_type(size: tuple[int, int], language: str) -> None:
    window = Window(size)
    with structlog.testing.capture_logs() as complaints:
        assert _each_way(window, language, "large") == {}
        window.window.close()
    assert [entry for entry in complaints if entry["event"] == "qt.message"] == []


@pytest.mark.parametrize("comfort", [("low",), ("low", "large")], ids=["low", "low and large"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_out_of_reach_from_a_wheelchair(comfort: tuple[str], language: str) -> None:
    window = Window()
    assert _each_way(window, language, *comfort) == {}
    window.window.close()


def test_large_type_is_in_high_contrast_until_the_visitor_leaves() -> None:
    window = Window()
    assert window.view.color().name() == LIGHT.paper

    window.click("comfort.large")
    assert window.view.color().name() == HIGH_CONTRAST.paper
    window.click("home.begin", "nav.home")
    assert window.view.color().name() == HIGH_CONTRAST.paper

    window.bench.wait(181)
    pump()
    assert window.view.color().name() == LIGHT.paper
    window.window.close()


def _too_high(window: Window) -> list[str]:
    """Return what can be touched above the reach of somebody who sits."""
    highest = window.view.height() * REACH - 1
    return [
        f"{one.objectName()} at {_top(one):.0f}"
        for one in items(window.view)
        if one.isVisible() and tappable(one) and one.opacity() > 0 and _top(one) < highest
    ]


def _top(one: QQuickItem) -> float:
    assert QRectF(0, 0, one.width(), one.height()).isValid()
    return one.mapToScene(QPointF(0, 0)).y()


@pytest.mark.parametrize("side", ["left", "right", "below"])
def test_a_card_moves_to_where_the_reader_is_and_rests_unseen(side: str) -> None:
    window = Window()
    kiosk = window.bench.presenter._catalog.kiosk
    window.bench.presenter._catalog.kiosk = kiosk.model_copy(update={"reader_side": side})
    window.bench.tap(*TO_IDENTIFY)
    pump()
    said = window.text("identify.where")
    assert said == TEXTS.say("zh", f"identify.where.{side}")
    where = next(one for one in items(window.view) if one.objectName() == "identify.where")
    moving = where.parentItem()

    wait_for(lambda: moving.property("step") >= 1)
    window.view.hide()
    pump()
    timer = next(each for each in moving.children() if each.objectName() == "where.timer")
    assert timer.property("running") is False
    window.window.close()
