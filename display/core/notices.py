"""Which of the hall's notices a board shows just now. Pure.

A short one is shown in both languages at once, a longer one in one after the other. Each stays as
long as an old man needs to read it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from contract.ids import EpochMs
from contract.text import Text
from display.core.screens import Both

STAYS_MS: Final = 8_000
"""A notice stays so long at least."""
CHINESE_MS: Final = 250
ENGLISH_MS: Final = 90
"""So long takes a character."""
BESIDE_MAX: Final = 40
"""Longer than so many Chinese characters, or twice as many English ones, it has the room alone."""


def shown(texts: Sequence[Text], now_ms: EpochMs) -> Both | None:
    """Return the notice of this moment; None if there are none."""
    pages = [page for text in texts for page in _pages(text)]
    if not pages:
        return None
    at_ms = now_ms % sum(map(_stays_ms, pages))
    for page in pages:
        at_ms -= _stays_ms(page)
        if at_ms < 0:
            return page
    raise AssertionError("the pages fill the whole turn")


def _pages(text: Text) -> Iterator[Both]:
    if len(text.zh) <= BESIDE_MAX and len(text.en) <= 2 * BESIDE_MAX:
        yield Both(text.zh, text.en)
    else:
        yield Both(text.zh, "")
        yield Both("", text.en)


def _stays_ms(page: Both) -> int:
    return max(STAYS_MS, len(page.zh) * CHINESE_MS, len(page.en) * ENGLISH_MS)
