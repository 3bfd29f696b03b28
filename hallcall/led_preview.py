"""`hallcall led --preview`: what LED bars will look like, before one hangs.

Texts go the whole way: presenter, driver, the bytes of the card, and a simulated card's dots.
"""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image, ImageDraw

from contract.hall import Bar, HallFile
from contract.ids import EpochMs, GroupId, TicketNumber, WindowId
from contract.messages.state import BoardCall, BoardState, HallState, WindowState, WindowStatus
from display.core.bars import PAGE_MS, STARTING_MS, BarFace, BarPresenter
from display.led.gateway import device_of
from hallcall.errors import CannotRun
from hardware.errors import DeviceError, NoChineseFont
from hardware.escpos.fonts import FontBook
from hardware.led import Row
from hardware.led.onbon import OnbonBar
from messaging import HallWatch, LinkState
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_drawing import render_png

BEGAN_MS: Final = EpochMs(PAGE_MS * 1_000_000)  # when every bar shows its first language
CAPTION_PX: Final = 22
GAP_PX: Final = 12
INK: Final = (220, 220, 220)
GROUND: Final = (40, 40, 40)

Told: TypeAlias = Callable[[BarPresenter], object]
State: TypeAlias = tuple[str, Told]


def draw(hall: HallFile, bars: Sequence[Bar], out: Path) -> None:
    """Write a picture of each bar in each state and language, one below the other."""
    try:
        fonts = FontBook.find()
        parts = [
            (f"{bar.id}: {caption}", picture)
            for bar in bars
            for caption, picture in _pictures(hall, bar, fonts)
        ]
        _below_each_other(parts, fonts).save(out, format="PNG")
    except (NoChineseFont, DeviceError) as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"cannot write {out}: {error.strerror}") from None


def _pictures(hall: HallFile, bar: Bar, fonts: FontBook) -> Iterator[tuple[str, Image.Image]]:
    device = device_of(bar)
    if not isinstance(device, OnbonBar):
        raise CannotRun(f"{bar.id}: {bar.profile} has no dots to draw; leave it out with --bar")
    states = [*_window_states(hall, bar)] if bar.window else [*_board_states(hall, bar)]
    for caption, told in [*states, ("when nobody knows", None)]:
        for page, language in enumerate(bar.languages):
            face = _face(hall, bar, told, EpochMs(BEGAN_MS + page * PAGE_MS))
            card = _told(bar, device, face)
            runs = " (runs)" if any(area.runs for area in card.areas.values()) else ""
            picture = render_png(card, fonts, font_dots=device.options.font_dots)
            yield f"{caption}, {language}{runs}", picture


def _face(hall: HallFile, bar: Bar, told: Told | None, now_ms: EpochMs) -> BarFace:
    watch = HallWatch()
    presenter = BarPresenter(bar, hall, watch, EpochMs(now_ms - STARTING_MS))
    if told is not None:
        watch.on_link(LinkState.CONNECTED, "", now_ms)
        state = HallState(at_ms=now_ms, day="", stale_after_s=10, open=True, hall_file_digest="")
        watch.on_hall(state, now_ms)
        told(presenter)
    face = presenter.face(now_ms)
    assert face is not None
    return face


def _window_states(hall: HallFile, bar: Bar) -> Iterator[State]:
    window_id = bar.window
    assert window_id is not None
    number = _longest_number(hall, hall.windows[window_id].serves)

    def told(status: WindowStatus, stage: str | None = None) -> Told:
        state = WindowState(
            window_id=window_id,
            status=status,
            pause_reason="",
            clerk_id=None,
            number=None if stage is None else number,
            stage="called" if stage == "called" else None if stage is None else "serving",
            call_seq=None,
            since_ms=BEGAN_MS,
        )
        return lambda presenter: presenter.on_window(state, BEGAN_MS)

    yield "called", told("open", "called")
    yield "serving", told("open", "serving")
    yield "free", told("open")
    yield "closed", told("closed")


def _board_states(hall: HallFile, bar: Bar) -> Iterator[State]:
    windows = hall.counters_of[bar.zone][: bar.rows]
    calls = [_call(hall, seq, each.id) for seq, each in enumerate(windows, start=1)]

    def told(*calls: BoardCall) -> Told:
        state = BoardState(zone_id=bar.zone, calls=calls, lines=(), paused_window_ids=())
        return lambda presenter: presenter.on_board(state, BEGAN_MS)

    yield "called", told(*reversed(calls))
    yield "nobody called", told()


def _call(hall: HallFile, seq: int, window_id: WindowId) -> BoardCall:
    serves = hall.windows[window_id].serves
    return BoardCall(
        seq=seq,
        number=_longest_number(hall, serves),
        window_id=window_id,
        group_id=serves[0],
        call_count=1,
        called_at_ms=BEGAN_MS,
        expires_at_ms=EpochMs(BEGAN_MS + 60_000),
        active=True,
    )


def _longest_number(hall: HallFile, groups: Sequence[GroupId]) -> TicketNumber:
    given = (hall.groups[group].series for group in groups)
    series = [hall.all_series[each] for each in given if each is not None] or hall.series
    return max((each.number_at(each.last) for each in series), key=len)


class _Cable:
    """The way to a card that is in this very program."""

    def __init__(self, card: SimLedCard) -> None:
        self._card = card
        self._came = bytearray()
        card.send = self._came.extend

    def write(self, data: bytes) -> None:
        self._card.receive(data)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        del timeout_s
        self._card.tick(inf)
        came = bytes(self._came[:max_bytes])
        del self._came[:max_bytes]
        return came

    def flush_input(self) -> None:
        self._came.clear()

    def close(self) -> None:
        self._came.clear()


def _told(bar: Bar, device: OnbonBar, face: BarFace) -> SimLedCard:
    """Return a card that the real driver has told what to show."""
    told = device.options
    card = SimLedCard(
        family=told.family,
        width=bar.width,
        height=bar.height,
        address=told.address,
        fonts=frozenset({told.font or 0}),
        refresh_s=0,
    )
    rows = {n: None if row is None else Row(row.text, row.number) for n, row in enumerate(face)}
    device.write(_Cable(card), rows, anew=True)
    return card


def _below_each_other(parts: Sequence[tuple[str, Image.Image]], fonts: FontBook) -> Image.Image:
    line_px = CAPTION_PX + GAP_PX
    width = max(picture.width for _caption, picture in parts) + 2 * GAP_PX
    height = sum(picture.height + line_px + GAP_PX for _caption, picture in parts)
    whole = Image.new("RGB", (width, height + GAP_PX), GROUND)
    y = GAP_PX
    for caption, picture in parts:
        x = float(GAP_PX)
        for run, font in fonts.runs(caption, CAPTION_PX):
            place = (x, y + CAPTION_PX)
            ImageDraw.Draw(whole).text(place, run, fill=INK, font=font, anchor="ls")
            x += font.getlength(run)
        whole.paste(picture, (GAP_PX, y + line_px))
        y += picture.height + line_px + GAP_PX
    return whole
