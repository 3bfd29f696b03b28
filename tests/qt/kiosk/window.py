"""A kiosk's real window, offscreen, with a bench behind it."""

from pathlib import Path
from typing import Final

import kiosk
from kiosk.qt.window import KioskWindow
from qtkit.bridge import ScreenBridge
from qtkit.program import PLAIN, application
from qtkit.texts import Texts
from qtkit.theme import Dress
from tests.helpers.halls import shipped_hall
from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import click, item, pump, text
from tests.unit.kiosk.bench import Bench

LOCALE: Final = Path(kiosk.__file__).parent / "locale"
TEXTS: Final = Texts(LOCALE)
PORTRAIT: Final = (1080, 1920)
LANDSCAPE: Final = (1920, 1080)
FIVE_FOUR: Final = (1280, 1024)


class Window:
    """A bench whose view is a real window."""

    def __init__(
        self,
        size: tuple[int, int] = PORTRAIT,
        hall: str = "street",
        *,
        texts: Texts = TEXTS,
        dress: Dress = PLAIN,
    ) -> None:
        application()
        self.bridge = ScreenBridge(texts, "zh")
        self.bench = Bench(
            shipped_hall(hall),
            view=self.bridge,
            person_key=b"key of the hall",
            store=MemoryStore(),
        )
        self.bridge.on_tap = self.bench.presenter.on_tap
        width, height = size
        self.window = KioskWindow(
            self.bridge,
            on_tick=lambda: None,
            title="kiosk",
            width=width,
            height=height,
            fullscreen=False,
            dress=dress,
        )
        self.view = self.window.view
        pump()

    def click(self, *names: str) -> None:
        for name in names:
            click(self.view, name)
            pump()

    def text(self, name: str) -> str | None:
        return text(self.view, name)

    def shows(self, kind: str) -> bool:
        return item(self.view, f"page.{kind}") is not None
