"""Somebody who works at the window: presses buttons and keys, and sees the panel."""

from typing import Any, TypeVar
from unittest.mock import create_autospec

import msgspec

from caller.core.knowledge import HallNews
from caller.core.ports import Opening, View
from caller.core.presenter import CallerPresenter
from caller.core.ratings import Ratings
from caller.core.screens import Screen
from caller.devices import NoKeypads
from contract.hall import HallFile
from contract.messages.state import PanelState
from qtkit.texts import Texts
from tests.helpers.desk import HALL, LOCALE, WINDOW, Bench, bench

S = TypeVar("S", bound=Screen)


def _ratings(bench: Bench) -> Ratings:
    return Ratings(bench.desk, NoKeypads(), wire=bench.wire, clock=bench.clock)


class Clerk:
    """Somebody who works at the window and sees its panel."""

    def __init__(
        self,
        panel: PanelState | None,
        language: str = "en",
        hall: HallFile = HALL,
        *,
        ratings: bool = False,
        opening: Opening | None = None,
    ) -> None:
        self.bench: Bench = bench()
        self.view: Any = create_autospec(View, instance=True)
        self.presenter = CallerPresenter(
            self.bench.desk,
            hall=hall,
            window=WINDOW,
            view=self.view,
            words=Texts(LOCALE),
            clock=self.bench.clock,
            language=language,
            ratings=_ratings(self.bench) if ratings else None,
            opening=opening,
        )
        if panel is not None:
            self.bench.show(panel)

    def hear(self, *news: HallNews) -> None:
        """Let the panel hear of the hall around the window."""
        for state in news:
            self.bench.desk.on_news(state)

    def tap(self, action: str, argument: str = "") -> None:
        """Press a button, and look at what comes for a moment."""
        self.presenter.on_tap(action, argument)
        self.bench.wait(500)

    def keys(self, *keys: str) -> None:
        """Press keys as fast as they come."""
        for key in keys:
            self.presenter.on_tap("key", key)

    def sees(self, kind: type[S]) -> S:
        screen = self.view.show.call_args.args[0]
        assert isinstance(screen, kind)
        return screen

    def type(self, text: str) -> None:
        self.presenter.on_tap("entry.typed", text)

    def last(self, *leave_out: str) -> dict[str, Any]:
        """Return what was sent last, without what every command has."""
        command = self.bench.wire.sent[-1]
        common = {"command_id", "sent_at_ms", "expires_at_ms", "window_id", *leave_out}
        facts = msgspec.structs.asdict(command)
        return {name: value for name, value in facts.items() if name not in common}

    @property
    def sent(self) -> list[str]:
        return self.bench.sent
