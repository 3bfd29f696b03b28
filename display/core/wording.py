"""How a call is said aloud. Digits are spelled here: engines read "A012" as twelve."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from contract.hall import HallFile, Voice
from contract.ids import GroupId, TicketNumber
from contract.text import Text

CHINESE_DIGITS: Final = "零一二三四五六七八九"
WINDOW_NUMBER_MAX: Final = 999

_PLACE: Final = re.compile(r"(\{[^}]*\})")
_NUMBER: Final = re.compile(r"^([A-Z]*)(\d*)$")


@dataclass(frozen=True)
class Wording:
    """A hall's words for a call."""

    voice: Voice = field(default_factory=Voice)
    spoken: Mapping[GroupId, Text] = field(default_factory=dict)
    """Of the groups that have words of their own."""

    @classmethod
    def of(cls, hall: HallFile) -> "Wording":
        """Return the words that stand in the hall file."""
        return cls(hall.voice, {each.id: each.spoken for each in hall.group if each.spoken})

    def sentence(
        self, language: str, number: TicketNumber, window_number: int, group_id: GroupId | None
    ) -> str:
        """Return what is said to call `number` to the window with that painted number."""
        text = self.voice.call if group_id is None else self.spoken.get(group_id, self.voice.call)
        template = self._pronounced(language, text.in_language(language))
        if language == "en":
            return template.format(number=self._english(number), window=window_number)
        return template.format(number=self._chinese(number), window=chinese_count(window_number))

    def _chinese(self, number: TicketNumber) -> str:
        """Return A零一二. Letters of a pair stand apart, or they are read as a word."""
        letters, digits = _split(number)
        said = CHINESE_DIGITS.replace("一", self.voice.one)
        return " ".join(letters) + "".join(said[int(digit)] for digit in digits)

    def _english(self, number: TicketNumber) -> str:
        """Return "A, 0 1 2". Without the comma the engine takes "A" for the article."""
        letters, digits = _split(number)
        said = ["oh" if (self.voice.zero, digit) == ("oh", "0") else digit for digit in digits]
        return ", ".join(part for part in (*letters, " ".join(said)) if part)

    def _pronounced(self, language: str, template: str) -> str:
        words = next((table for key, table in self.voice.pronounce.items() if key == language), {})
        if not words:
            return template
        edge = r"\b" if language == "en" else ""
        longest_first = sorted(words, key=len, reverse=True)
        known = "|".join(map(re.escape, longest_first))
        parts = _PLACE.split(template)  # what stands in braces is filled in later
        for at in range(0, len(parts), 2):
            parts[at] = re.sub(f"{edge}({known}){edge}", lambda word: words[word[0]], parts[at])
        return "".join(parts)


PLAIN: Final = Wording()
"""Of a hall that has no words of its own."""


def chinese_count(count: int) -> str:
    """Return 0 to 999 as people say it: 12 is 十二, 110 is 一百一十, 131 is 一百三十一."""
    if not 0 <= count <= WINDOW_NUMBER_MAX:
        raise ValueError(f"{count} is not between 0 and {WINDOW_NUMBER_MAX}")
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    said = f"{CHINESE_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if count < 20 else f"{CHINESE_DIGITS[tens]}十"  # noqa: PLR2004 - 十二, not 一十二
    elif hundreds and ones:
        said += "零"
    return said + (CHINESE_DIGITS[ones] if ones or not count else "")


def _split(number: TicketNumber) -> tuple[str, str]:
    match = _NUMBER.match(number)
    return (match[1], match[2]) if match else (number, "")
