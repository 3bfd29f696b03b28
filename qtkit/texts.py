"""The words on the screens: a .po file for each language, read at start without a compile step."""

from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Final

import structlog
from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

log = structlog.get_logger("texts")

FALLBACK: Final = "zh"
SECOND: Final = "en"
FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"
NAME: Final = "language.name"
DIRECTION: Final = "language.direction"


@dataclass(frozen=True)
class Language:
    """A language there are texts in."""

    code: str
    name: str
    """As its speakers write it."""
    right_to_left: bool = False


class Texts:
    """All texts of a program, by language and key, as `home.begin`."""

    def __init__(self, directory: Path) -> None:
        self._tables = {file.stem: _read(file) for file in sorted(directory.glob("*.po"))}
        if FALLBACK not in self._tables:
            raise FileNotFoundError(f"{directory} has no {FALLBACK}.po")
        known = (_language(code, table) for code, table in self._tables.items())
        self._known = {language.code: language for language in sorted(known, key=_place)}

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages there are: Chinese, English, then the others."""
        return tuple(self._known)

    @property
    def offered(self) -> tuple[Language, ...]:
        """The languages there are, in the same order."""
        return tuple(self._known.values())

    def right_to_left(self, language: str) -> bool:
        """Tell whether a language is written from right to left."""
        return language in self._known and self._known[language].right_to_left

    def table(self, language: str) -> dict[str, str]:
        """Return all texts of `language`; what it lacks is in English, or else in Chinese."""
        second = {} if language == FALLBACK else self._tables.get(SECOND, {})
        return {**self._tables[FALLBACK], **second, **self._tables.get(language, {})}

    def has(self, key: str) -> bool:
        """Tell whether there is a text for `key`."""
        return key in self._tables[FALLBACK]

    def say(self, language: str, key: str, **facts: object) -> str:
        """Return the text of `key` with `facts` put in; a fact that is missing shows as "…".

        Among words that run from right to left a fact keeps its own direction.
        """
        text = self._text(language, key)
        if text is None:
            log.warning("text.missing", key=key, language=language)
            return key
        said = {name: str(value) for name, value in facts.items()}
        if self.right_to_left(language):
            said = {name: isolated(value) for name, value in said.items()}
        return _Lenient().vformat(text, (), said)

    def _text(self, language: str, key: str) -> str | None:
        order = (FALLBACK,) if language == FALLBACK else (language, SECOND, FALLBACK)
        found = (self._tables.get(each, {}).get(key) for each in order)
        return next((text for text in found if text), None)


def isolated(fact: str) -> str:
    """Return a fact so that neither it nor the words around it change the other's direction."""
    return f"{FIRST_STRONG_ISOLATE}{fact}{POP_ISOLATE}" if fact else ""


class _Lenient(Formatter):
    def get_value(self, key: object, args: object, kwargs: object) -> object:
        del args
        return kwargs.get(key, "…") if isinstance(kwargs, dict) else "…"


def _read(file: Path) -> dict[str, str]:
    with file.open("rb") as source:
        catalog = read_po(source)
    return {
        str(m.id): str(m.string) for m in catalog if m.id and isinstance(m.string, str) and m.string
    }


def _language(code: str, table: dict[str, str]) -> Language:
    """Return what a language is called and how it runs: what its file says goes first."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        name, direction = code, "ltr"
    else:
        name, direction = locale.get_display_name() or code, locale.text_direction
    return Language(code, table.get(NAME, name), table.get(DIRECTION, direction) == "rtl")


def _place(language: Language) -> tuple[int, str]:
    first = (FALLBACK, SECOND)
    return first.index(language.code) if language.code in first else len(first), language.code
