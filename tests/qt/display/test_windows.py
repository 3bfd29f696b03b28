"""The real windows, offscreen: everything named is there, inside, and not cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickView

from contract.hall.notices import Notice
from contract.ids import EpochMs, WindowId
from contract.messages.state import BoardState, WindowState
from contract.text import Text
from display.core.rest import PLACES
from qtkit.palettes import palette_of_board
from qtkit.program import application, close_window
from qtkit.theme import wear
from tests.helpers.board import HALL, NOON, board, call, heartbeat, window
from tests.helpers.qt import item, items, pump, text
from tests.qt.display.window import LYING, SIGN, STANDING, Screen

ROW_MAX = 200
"""Every row of the list is lower than this, in pixels, every large call higher."""


@pytest.fixture
def screen() -> Iterator[Screen]:
    application()
    screen = Screen()
    yield screen
    for view in screen.views:
        close_window(view)


def place(shown: QQuickItem) -> QRectF:
    return shown.mapRectToScene(QRectF(0, 0, shown.width(), shown.height()))


def height(view: QQuickView, name: str) -> float:
    found = item(view, name)
    return 0 if found is None else found.height()


def named(view: QQuickView, *, end: str) -> list[QQuickItem]:
    return [i for i in items(view) if i.isVisible() and i.objectName().endswith(end)]


def assert_readable(view: QQuickView) -> None:
    """Every text lies inside the picture, which wanders by 4 pixels, and none is cut off."""
    whole = QRectF(-4, -4, view.width() + 8, view.height() + 8)
    for shown in items(view):
        if shown.isVisible() and shown.property("text") and shown.inherits("QQuickText"):
            words = str(shown.property("text"))
            assert whole.contains(place(shown)), f"{words} is outside"
            assert not shown.property("truncated"), f"{words} is cut off"


@pytest.mark.parametrize("size", [LYING, STANDING])
@pytest.mark.parametrize(
    ("apart_ms", "large"),
    [(20_000, [12]), (5_000, [11, 12]), (2_500, [9, 10, 11, 12]), (0, [1, 2, 3, 4])],
)
def test_twelve_calls_are_all_on_the_board(
    screen: Screen, size: tuple[int, int], apart_ms: int, large: list[int]
) -> None:
    calls = [
        call(seq, f"A{seq:03}", f"w{seq % 8 + 1}", count=seq % 3 + 1, at_ms=at_ms)
        for seq in range(12, 0, -1)
        for at_ms in [NOON - (12 - seq) * apart_ms]
    ]
    waits = {"wait_ms": 85 * 60_000, "wait_bound_ms": 120 * 60_000}
    view = screen.show(board(*calls, waiting=128, paused=("w1", "w2"), **waits), size)

    for made in calls:
        assert text(view, f"call.{made.seq}.number") == made.number
        assert text(view, f"call.{made.seq}.window") == made.window_id[1:]
        assert text(view, f"call.{made.seq}.count") == (
            f"×{made.call_count}" if made.call_count > 1 else ""
        )
    assert text(view, "board.newest.number") == f"A{large[-1]:03}"
    assert text(view, "board.newest.window") == "5"
    assert [seq for seq in range(1, 13) if height(view, f"call.{seq}") > ROW_MAX] == large
    assert text(view, "board.paused") == "1, 2"
    assert len(named(view, end=".number")) == 13  # twelve calls, and the newest by its other name
    assert_readable(view)


@pytest.mark.parametrize("at_ms", [NOON, NOON - 60_000])
@pytest.mark.parametrize("size", [(1280, 1024), (1024, 1280), (1024, 768)])
def test_a_board_of_another_shape_cuts_nothing_off(
    screen: Screen, size: tuple[int, int], at_ms: int
) -> None:
    calls = [call(seq, f"AB{seq:04}", "w-999", at_ms=at_ms) for seq in range(12, 0, -1)]
    waits = {"wait_ms": 85 * 60_000, "wait_bound_ms": 120 * 60_000}
    view = screen.show(board(*calls, waiting=128, paused=("w1", "w3", "w5"), **waits), size)

    assert text(view, "board.newest.window") == "w-999"
    assert_readable(view)


@pytest.mark.parametrize("size", [LYING, STANDING])
def test_rows_do_not_cover_one_another(screen: Screen, size: tuple[int, int]) -> None:
    calls = [call(seq, f"AB{seq:04}", count=3) for seq in range(12, 0, -1)]
    view = screen.show(board(*calls), size)

    listed = [f"call.{seq}.{end}" for seq in range(5, 13) for end in ("number", "count", "window")]
    parts = [place(shown) for name in listed if (shown := item(view, name)) is not None]
    assert len(parts) == 24
    for n, one in enumerate(parts):
        assert not any(one.intersects(other) for other in parts[n + 1 :])
    for seq in range(1, 5):
        number, count = item(view, f"call.{seq}.number"), item(view, f"call.{seq}.count")
        assert number is not None
        assert count is not None
        assert not place(number).intersects(place(count))


@pytest.mark.parametrize("size", [LYING, STANDING])
def test_an_empty_board_invites_to_wait(screen: Screen, size: tuple[int, int]) -> None:
    view = screen.show(board(), size)

    assert text(view, "board.idle") == "请留意叫号"
    assert named(view, end="newest.number") == []
    assert text(view, "board.clock") == "12:00"
    assert_readable(view)


@pytest.mark.parametrize("size", [LYING, STANDING])
def test_arrows_point_where_the_windows_lie(size: tuple[int, int]) -> None:
    application()
    ways = {"left": 270, "up-left": 315, "up": 0, "right": 90, "down-right": 135}
    screen = Screen(directions={WindowId(f"w{n}"): way for n, way in enumerate(ways, start=1)})
    calls = [call(n, f"AB{n:04}", f"w{n}", count=3) for n in range(6, 0, -1)]
    view = screen.show(board(*calls), size)

    arrows = [item(view, f"call.{n}.arrow") for n in range(1, 7)]
    assert [arrow and arrow.rotation() for arrow in arrows] == [*ways.values(), None]
    for n, arrow in enumerate(arrows[:5], start=1):
        assert arrow is not None
        assert arrow.property("paintedWidth") > 0
        drawn = QRectF(0, 0, arrow.width(), arrow.height())
        drawn.moveCenter(place(arrow).center())  # turned or not, its corners are empty
        for end in ("count", "window"):
            beside = item(view, f"call.{n}.{end}")
            assert beside is not None
            assert not drawn.intersects(place(beside))
    close_window(view)


@pytest.mark.parametrize("size", [LYING, STANDING])
@pytest.mark.parametrize(
    "said",
    [Text(zh="停" * 200, en="w " * 100), Text(zh="今" * 40, en="No power today, " * 5)],
    ids=["longest", "both"],
)
def test_a_notice_is_whole(size: tuple[int, int], said: Text) -> None:
    application()
    notice = Notice(id="n", text=said)
    screen = Screen(HALL.model_copy(update={"notice": (notice,)}))
    view = screen.show(board(*(call(n) for n in range(12, 0, -1)), waiting=128), size)
    seen = set()
    for shown_ms in range(0, 68_000, 17_000):
        screen.board.refresh(EpochMs(NOON + shown_ms))
        pump(rounds=5)
        assert_readable(view)
        seen |= {text(view, "board.notice"), text(view, "board.notice.english")}

    assert seen - {None} == {said.zh, said.en}
    close_window(view)


def test_a_new_call_takes_the_place_of_the_newest(screen: Screen) -> None:
    screen.show(board(call(1)), LYING)
    view = screen.show(board(call(2, "B001", "w8"), call(1)), LYING)

    assert text(view, "board.newest.number") == "B001"
    assert text(view, "call.2.window") == "8"
    assert text(view, "call.1.number") == "A012"


@pytest.mark.parametrize(
    ("state", "size"), [(board(), LYING), (board(), STANDING), (window("closed"), SIGN)]
)
def test_a_screen_at_rest_shows_a_few_words_in_every_place(
    state: BoardState | WindowState, size: tuple[int, int]
) -> None:
    application()
    screen = Screen(is_open=False)
    view = screen.show(state, size)
    places = set()
    for turn in range(PLACES):
        now = EpochMs(NOON + turn * 1_000 * 20)
        screen.watch.on_hall(heartbeat(now, is_open=False), now)
        view = screen.show(state, size, now)
        assert item(view, "page.board") is None
        assert item(view, "page.window") is None
        assert_readable(view)
        words = item(view, "rest.title")
        assert words is not None
        places.add((place(words).x(), place(words).y()))

    assert len(places) == PLACES
    wear(view, palette_of_board("light"))
    pump()
    assert view.grabWindow().pixelColor(2, 2).lightness() < 64  # dark in a light hall, too
    close_window(view)


@pytest.mark.parametrize("size", [LYING, STANDING])
def test_old_data_is_said_to_be_old(screen: Screen, size: tuple[int, int]) -> None:
    view = screen.show(board(call(1)), size, now_ms=NOON + 3_600_000)

    assert "data is 60 minutes old" in (text(view, "board.stale") or "")
    assert_readable(view)


def test_fresh_data_carries_no_warning(screen: Screen) -> None:
    assert item(screen.show(board(), LYING), "board.stale") is None


@pytest.mark.parametrize(
    ("state", "ticket", "status"),
    [
        (window("open", "AB1234", "called"), "AB1234", "请前来办理"),
        (window("open"), None, "请等候叫号"),
        (
            window(
                "paused", reason="设备维护，请到其他窗口办理 Maintenance, please use another window"
            ),
            None,
            "暂停服务",
        ),
        (window("closed"), None, "窗口未开放"),
    ],
)
def test_the_sign_is_readable(
    screen: Screen, state: WindowState, ticket: str | None, status: str
) -> None:
    view = screen.show(state, SIGN)

    assert text(view, "window.number") == "3"
    assert text(view, "window.ticket") == ticket
    assert text(view, "window.status") == status
    assert item(view, "page.window") is not None
    assert_readable(view)


def test_an_old_sign_warns_without_covering_its_number(screen: Screen) -> None:
    view = screen.show(window("open", "A012", "called"), SIGN, now_ms=NOON + 60_000)

    banner, number = item(view, "window.stale"), item(view, "window.number")
    assert banner is not None
    assert number is not None
    assert not place(banner).intersects(place(number))
    assert_readable(view)
