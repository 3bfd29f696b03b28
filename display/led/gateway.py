"""Puts the bars of a hall together: each with a line to the broker, and a line of its own kind.

Nothing waits for a bar: state comes on one thread, each cable has another, and between them is
only what each bar should show now.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Final, TypeAlias

import structlog

from contract import topics
from contract.hall import Bar
from contract.ids import DeviceId, EpochMs
from display.core.bars import BarFace, BarPresenter
from display.led.calls import CallsShown
from display.led.config import LedConfig
from display.led.faults import BarFaults
from hardware.led import (
    BarDown,
    BarTrouble,
    BarTroubleOver,
    BarUp,
    LedEvent,
    LedLine,
    Row,
)
from hardware.led.bar import Bar as BarDevice
from hardware.profiles import BarPlace, BarProfile, find
from messaging import HallWatch, Line, LineEvent, LinkChanged, Received, Subscription
from messaging.clock import now_ms
from messaging.inbox import Inbox
from messaging.shared_loop import SharedLoop

log = structlog.get_logger("led")

FAREWELL_S: Final = 3.0
"""So long a program that ends waits for its bars to take their last words."""

News: TypeAlias = tuple[DeviceId, LineEvent | LedEvent]


@dataclass
class _Post:
    """All that belongs to one bar."""

    bar: Bar
    watch: HallWatch
    presenter: BarPresenter
    cable: LedLine
    line: Line
    faults: BarFaults
    face: BarFace | None = None
    counted: CallsShown = field(default_factory=CallsShown)


class LedGateway:
    """Draws bars until it is told to end."""

    def __init__(self, config: LedConfig) -> None:
        """Make it. Raises `ProfileError` for a bar that cannot be as the hall file says."""
        self._config = config
        self._inbox: Inbox[News] = Inbox()
        self._cables = self._make_cables()  # first: what it refuses leaves nothing open
        self._loop = SharedLoop("led lines")
        self._posts = {bar.id: self._make_post(bar) for bar in config.bars}

    def run(self, is_over: Callable[[], bool]) -> None:
        """Draw until `is_over`. Then say on each bar that nobody is there."""
        self._loop.start()
        for cable in set(self._cables.values()):
            cable.start()
        for post in self._posts.values():
            post.line.start()
        log.info("led.ready", bars=len(self._posts))
        try:
            self._inbox.serve(is_over, self._take, self._refresh_all)
        finally:
            self._close()

    def _take(self, news: News) -> None:
        bar_id, event = news
        post = self._posts[bar_id]
        self._receive(post, event)
        self._refresh(post)

    def _refresh_all(self) -> None:
        for post in self._posts.values():
            self._refresh(post)

    def _receive(self, post: _Post, event: LineEvent | LedEvent) -> None:
        now = now_ms()
        match event:
            case LinkChanged(state=state, detail=detail):
                post.watch.on_link(state, detail, now)
            case Received(topic=topics.HALL, message=message):
                post.watch.on_hall(message, now)
            case Received(topic=topics.WINDOW, message=message):
                post.presenter.on_window(message, now)
            case Received(topic=topics.BOARD, message=message):
                post.presenter.on_board(message, now)
            case BarUp() | BarDown() | BarTrouble() | BarTroubleOver():
                post.faults.take(event)

    def _refresh(self, post: _Post) -> None:
        now: EpochMs = now_ms()
        face = post.presenter.face(now)
        if post.presenter.withdrawn and post.face is not None:
            post.face = None
            post.cable.leave(post.bar.id)
        if face is not None and face != post.face:
            post.face = face
            post.counted.see(face)
            self._show(post, face)
        if post.counted.is_due(now):
            post.line.report_counters({"calls_shown": post.counted.count})
        post.line.report_faults({**post.watch.faults(), **post.faults.standing})

    def _show(self, post: _Post, face: BarFace) -> None:
        rows = [None if row is None else Row(row.text, row.number) for row in face]
        post.cable.show(post.bar.id, rows)

    def _make_cables(self) -> dict[DeviceId, LedLine]:
        by_url: dict[str, dict[str, BarDevice]] = {}
        for bar in self._config.bars:
            by_url.setdefault(bar.url, {})[bar.id] = device_of(bar)
        cables: dict[DeviceId, LedLine] = {}
        for url, devices in by_url.items():
            cable = LedLine(url, devices, self._cable_says)
            cables |= {DeviceId(name): cable for name in devices}
        return cables

    def _make_post(self, bar: Bar) -> _Post:
        hall_id = self._config.hall.hall.id
        shown = (
            Subscription(topics.BOARD.of(hall_id, zone=bar.zone), topics.BOARD)
            if bar.window is None
            else Subscription(topics.WINDOW.of(hall_id, window=bar.window), topics.WINDOW)
        )
        line = Line(
            self._config.broker,
            hall_id=hall_id,
            device_id=bar.id,
            program="led",
            deliver=partial(self._line_says, bar.id),
            subscriptions=(Subscription(topics.HALL.of(hall_id), topics.HALL), shown),
            credentials=self._config.accounts[bar.id],
            asks=False,
            loop=self._loop.loop,
        )
        watch = HallWatch()
        presenter = BarPresenter(bar, self._config.hall, watch, now_ms())
        return _Post(bar, watch, presenter, self._cables[bar.id], line, BarFaults())

    def _line_says(self, bar_id: DeviceId, event: LineEvent) -> None:
        self._inbox.put((bar_id, event))

    def _cable_says(self, event: LedEvent) -> None:
        self._inbox.put((DeviceId(event.bar), event))

    def _close(self) -> None:
        for post in self._posts.values():
            if not post.presenter.withdrawn:
                self._show(post, post.presenter.closed)
        cables = set(self._cables.values())
        until_s = monotonic() + FAREWELL_S
        for cable in cables:
            cable.wait_until_said(max(0.0, until_s - monotonic()))
        self._loop.close(post.line for post in self._posts.values())
        for cable in cables:
            cable.stop()


def device_of(bar: Bar) -> BarDevice:
    """Return the driver of a bar. Raises `ProfileError` if it cannot be as the hall file says."""
    profile = find(BarProfile, bar.profile)
    place = BarPlace(width=bar.width, height=bar.height, rows=bar.rows, address=bar.address)
    wiring = profile.wiring(bar.url, bar.baud)
    device: BarDevice = profile.open(wiring, profile.read(bar.options), place)
    return device
