"""Between a presenter and its QML: the screen goes out as a plain map, taps come in by name."""

from collections.abc import Callable
from typing import Any

import structlog
from PySide6.QtCore import Property, QObject, Signal, Slot

from qtkit.plain import plain
from qtkit.rows import Rows
from qtkit.texts import Texts

log = structlog.get_logger("screen")


class ScreenBridge(QObject):
    """What QML sees of a program.

    Attributes:
        screen: the map of the screen now; `screen.kind` names the page.
        texts: all texts in the language now, by key.
        language: its code, as "zh".
        languages: all that can be chosen, as maps of `code` and `name`.
        right_to_left: whether the language now is written so.

    Lists of maps at the top of a screen are also there as `rows("name")`, a model whose delegates
    survive updates: use that for everything that can be tapped.
    """

    screen_changed = Signal()
    language_changed = Signal()

    def __init__(
        self, texts: Texts, language: str, on_tap: Callable[[str, str], None] | None = None
    ) -> None:
        super().__init__()
        self._texts = texts
        self._language = language
        self._table = texts.table(language)
        self._screen: dict[str, Any] = {"kind": ""}
        self._rows: dict[str, Rows] = {}
        self.on_tap = on_tap

    def show(self, screen: object) -> None:
        """Show `screen`, a frozen dataclass or struct. The same value again costs nothing."""
        drawn = plain(screen)
        if drawn == self._screen:
            return
        self._screen = drawn
        for name, value in drawn.items():
            if name in self._rows:
                self._rows[name].replace(_maps(value))
        self.screen_changed.emit()

    def set_language(self, language: str) -> None:
        """Change the language of all texts."""
        if language != self._language:
            self._language = language
            self._table = self._texts.table(language)
            self.language_changed.emit()

    @Slot(str, str)
    def tap(self, action: str, argument: str) -> None:
        """A finger or key did `action`; an error in what follows must not end the program."""
        if self.on_tap is None:
            return
        try:
            self.on_tap(action, argument)
        except Exception:
            log.exception("tap.failed", action=action)

    @Slot(str, result=QObject)
    def rows(self, name: str) -> Rows:
        """Return the model of the list `name` of the screens."""
        if name not in self._rows:
            self._rows[name] = Rows(self)
            self._rows[name].replace(_maps(self._screen.get(name)))
        return self._rows[name]

    def _get_screen(self) -> dict[str, Any]:
        return self._screen

    def _get_texts(self) -> dict[str, str]:
        return self._table

    def _get_language(self) -> str:
        return self._language

    def _get_languages(self) -> list[dict[str, Any]]:
        return [plain(language) for language in self._texts.offered]

    def _get_right_to_left(self) -> bool:
        return self._texts.right_to_left(self._language)

    screen = Property("QVariantMap", _get_screen, notify=screen_changed)  # type: ignore[arg-type]
    texts = Property("QVariantMap", _get_texts, notify=language_changed)  # type: ignore[arg-type]
    language = Property(str, _get_language, notify=language_changed)
    languages = Property("QVariantList", _get_languages, constant=True)  # type: ignore[arg-type]
    right_to_left = Property(bool, _get_right_to_left, notify=language_changed)


def _maps(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
