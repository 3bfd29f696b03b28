"""How a call is said aloud. Digits are spelled here: engines read "A012" as twelve."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Final

from contract.hall import HallFile, Voice
from contract.ids import GroupId, TicketNumber
from contract.text import Text
from qtkit.speech.phrases import OH, YAO, Count, Phrase, Piece, Spelled, Words

CHINESE_DIGITS: Final = "零一二三四五六七八九"
WINDOW_NUMBER_MAX: Final = 999
NUMBER: Final = "{number}"
WINDOW: Final = "{window}"

_NUMBER: Final = re.compile(r"^([A-Z]*)(\d*)$")
_BREATH: Final = re.compile(r"[，、；：。！,;:.!]\s*(?!.*[，、；：。！,;:.!])")
"""The last mark between a number and a window."""
_TURN: Final = re.compile(r"[到去往在请]|\b(?:please|go|to|at)\b")
"""Where there is no mark, people breathe before the words that point the way."""


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

    def phrases(
        self, language: str, number: TicketNumber, window_number: int, group_id: GroupId | None
    ) -> tuple[Phrase, ...]:
        """Return what is said to call `number` to the window with that painted number.

        Number and window stand in phrases of their own, where the words between them allow it.
        """
        text = self.voice.call if group_id is None else self.spoken.get(group_id, self.voice.call)
        filled: dict[str, Piece] = {
            NUMBER: self._spelled(language, number),
            WINDOW: Count(window_number, _counted(language, window_number)),
        }
        return tuple(
            Phrase(tuple(filled.get(part) or self._words(language, part) for part in parts))
            for parts in breaths(text.in_language(language))
        )

    def sentence(
        self, language: str, number: TicketNumber, window_number: int, group_id: GroupId | None
    ) -> str:
        """Return the phrases as one text."""
        said = self.phrases(language, number, window_number, group_id)
        return "".join(phrase.text for phrase in said)

    def _words(self, language: str, written: str) -> Words:
        return Words(written, self._pronounced(language, written))

    def _spelled(self, language: str, number: TicketNumber) -> Spelled:
        """Return A零一二, or "A, 0 1 2".

        Letters of a pair stand apart, or they are read as a word; without the comma an engine
        takes "A" for the article.
        """
        letters, digits = _split(number)
        if language == "en":
            other = {"0": OH} if self.voice.zero == "oh" else {}
            said = " ".join(other.get(digit, digit) for digit in digits)
            text = ", ".join(part for part in (*letters, said) if part)
        else:
            other = {"1": YAO} if self.voice.one == "幺" else {}
            chinese = CHINESE_DIGITS.replace("一", self.voice.one)
            text = " ".join(letters) + "".join(chinese[int(digit)] for digit in digits)
        return Spelled((*letters, *(other.get(digit, digit) for digit in digits)), text)

    def _pronounced(self, language: str, written: str) -> str:
        words = next((table for key, table in self.voice.pronounce.items() if key == language), {})
        if not words:
            return written
        edge = r"\b" if language == "en" else ""
        longest_first = sorted(words, key=len, reverse=True)
        known = "|".join(map(re.escape, longest_first))
        return re.sub(f"{edge}({known}){edge}", lambda word: words[word[0]], written)


PLAIN: Final = Wording()
"""Of a hall that has no words of its own."""


@cache
def breaths(template: str) -> tuple[tuple[str, ...], ...]:
    """Return a template's parts, in the phrases that they are said in: words, NUMBER, WINDOW."""
    parts: list[str] = []
    for words, name, _, _ in Formatter().parse(template):
        parts += [words] if words else []
        parts += [f"{{{name}}}"] if name else []
    phrases: list[list[str]] = [[]]
    before = ""
    for at, part in enumerate(parts):
        after = next((each for each in parts[at:] if each in (NUMBER, WINDOW)), before)
        turn = _turn(part) if before and before != after and part not in (NUMBER, WINDOW) else None
        if part in (NUMBER, WINDOW):
            before = part
        if turn is None:
            phrases[-1].append(part)
        else:
            phrases[-1] += [part[:turn]] if turn else []
            phrases.append([part[turn:]] if turn < len(part) else [])
    return tuple(map(tuple, phrases))


def _turn(words: str) -> int | None:
    """Return where one draws breath in the words between a number and a window, or None."""
    if mark := _BREATH.search(words):
        return mark.end()
    if turn := _TURN.search(words):
        return turn.start()
    return None


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


def _counted(language: str, count: int) -> str:
    return str(count) if language == "en" else chinese_count(count)


def _split(number: TicketNumber) -> tuple[str, str]:
    match = _NUMBER.match(number)
    return (match[1], match[2]) if match else (number, "")
