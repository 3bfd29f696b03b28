"""A light display: the real presenter on a real line, without a window."""

from pathlib import Path
from typing import Any, Final

import display
from contract import topics
from contract.hall import Display, HallFile
from contract.topics import Topic
from display.core.presenter import BoardPresenter, SignPresenter
from display.core.screens import Screen
from display.core.signage import Signage
from messaging import HallWatch, LinkChanged
from messaging.clock import now_ms
from qtkit.texts import Texts
from simulation.chaos.device import Device

TEXTS: Final = Texts(Path(display.__file__).parent / "locale")


class LightDisplay:
    """A board or a sign. `screen` is what it shows; None before it has shown anything."""

    def __init__(self, hall: HallFile, entry: Display, *, port: int, password: str) -> None:
        self.entry: Final = entry
        self._screen: Screen | None = None
        self._watch = HallWatch()
        signage = Signage(hall, TEXTS, self._watch)
        family: Topic
        if entry.window is not None:
            self._sign: SignPresenter | None = SignPresenter(
                entry.window, view=self, signage=signage
            )
            self._board: BoardPresenter | None = None
            family, levels = topics.WINDOW, {"window": str(entry.window)}
        else:
            self._board = BoardPresenter(entry.zone, view=self, signage=signage, watch=self._watch)
            self._sign = None
            family, levels = topics.BOARD, {"zone": str(entry.zone)}
        self.device: Final = Device(
            hall,
            entry.id,
            port=port,
            password=password,
            listens=[(topics.HALL, {}), (family, levels)],
            on_received=self._on_received,
            on_link=self._on_link,
            asks=False,
        )

    @property
    def screen(self) -> Screen | None:
        """What it shows now."""
        for presenter in (self._board, self._sign):
            if presenter is not None:
                presenter.refresh(now_ms())
        return self._screen

    @property
    def heartbeat_ms(self) -> int:
        """When the last heartbeat that came was sent; 0 if none has."""
        return 0 if self._watch.hall is None else self._watch.hall.at_ms

    def show(self, screen: Screen) -> None:
        """Take what there is to draw."""
        self._screen = screen

    def _on_received(self, topic: Topic, message: Any) -> None:
        if topic is topics.HALL:
            self._watch.on_hall(message, now_ms())
        elif self._board is not None:
            self._board.on_board(message, now_ms())
        elif self._sign is not None:
            self._sign.on_window(message, now_ms())

    def _on_link(self, change: LinkChanged) -> None:
        self._watch.on_link(change.state, change.detail, now_ms())
