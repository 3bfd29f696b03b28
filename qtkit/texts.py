"""The words on the screens: a .po file for each language, read at start without a compile step."""

from pathlib import Path
from string import Formatter
from typing import Final

import structlog
from babel.messages.pofile import read_po

log = structlog.get_logger("texts")

FALLBACK: Final = "zh"


class Texts:
    """All texts of a program, by language and key, as `home.begin`."""

    def __init__(self, directory: Path) -> None:
        self._tables = {file.stem: _read(file) for file in sorted(directory.glob("*.po"))}
        if FALLBACK not in self._tables:
            raise FileNotFoundError(f"{directory} has no {FALLBACK}.po")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are, as "en", "zh"."""
        return tuple(self._tables)

    def table(self, language: str) -> dict[str, str]:
        """Return all texts of `language`; what it lacks is in Chinese."""
        return {**self._tables[FALLBACK], **self._tables.get(language, {})}

    def has(self, key: str) -> bool:
        """Tell whether there is a text for `key`."""
        return key in self._tables[FALLBACK]

    def say(self, language: str, key: str, **facts: object) -> str:
        """Return the text of `key` with `facts` put in; a fact that is missing shows as "…"."""
        own = self._tables.get(language, {})
        text = own.get(key) or self._tables[FALLBACK].get(key)
        if text is None:
            log.warning("text.missing", key=key, language=language)
            return key
        return _Lenient().vformat(text, (), {name: str(value) for name, value in facts.items()})


class _Lenient(Formatter):
    def get_value(self, key: object, args: object, kwargs: object) -> object:
        del args
        return kwargs.get(key, "…") if isinstance(kwargs, dict) else "…"


def _read(file: Path) -> dict[str, str]:
    with file.open("rb") as source:
        catalog = read_po(source, locale=file.stem)
    return {
        str(m.id): str(m.string) for m in catalog if m.id and isinstance(m.string, str) and m.string
    }
