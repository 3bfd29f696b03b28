"""Finding a service by a few letters: pinyin initials of its Chinese name, or English words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from pypinyin import Style, pinyin

from contract.hall import Item
from contract.text import Text

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@cache
def _initials(written: str) -> tuple[frozenset[str], ...]:
    """Return what each character may begin with. To look that up is slow; names stay."""
    characters = [character for character in written if character.isalnum()]
    readings = pinyin(characters, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(frozenset(letter[:1].upper() for letter in each) for each in readings)


@dataclass(frozen=True)
class SearchKey:
    """A name made ready for searching.

    `initials` holds, for each character, the letters it may begin with: 行 is both H and X, and a
    citizen who reads a character otherwise than the dictionary finds the service all the same.
    """

    initials: tuple[frozenset[str], ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, name: Text) -> Self:
        initials = _initials(name.zh)
        cleaned = "".join(c if c.isalnum() else " " for c in name.en.upper())
        return cls(initials, tuple(cleaned.split()))

    def rank(self, letters: str) -> int | None:
        """Tell how `letters` fit: 0 from the start, 1 from further on, None not at all."""
        starts = [start for start in range(len(self.initials)) if self._runs(letters, start)]
        starts += [at for at, word in enumerate(self.words) if word.startswith(letters)]
        if not starts:
            return None
        return 0 if min(starts) == 0 else 1

    def _runs(self, letters: str, start: int) -> bool:
        here = self.initials[start : start + len(letters)]
        return len(here) == len(letters) and all(
            letter in may_be for letter, may_be in zip(letters, here, strict=True)
        )


class ItemSearch:
    """Finds items by the letters typed so far. Made once; asking is cheap."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._keys = [(item, SearchKey.of(item.name)) for item in items]

    def find(self, letters: str) -> list[Item]:
        """Return what fits, the best first: from the start of the name, then those asked often."""
        if not letters:
            return [item for item, _ in self._keys if item.hot]
        ranked = [(key.rank(letters), item) for item, key in self._keys]
        fitting = [(rank, not item.hot, item) for rank, item in ranked if rank is not None]
        return [item for _, _, item in sorted(fitting, key=lambda found: found[:2])]

    def live_letters(self, letters: str) -> str:
        """Return the letters that may come next with something still found."""
        return "".join(
            letter
            for letter in LETTERS
            if any(key.rank(letters + letter) is not None for _, key in self._keys)
        )
