"""How a call is said aloud. Digits are spelled here: engines read "A012" as twelve."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from contract.ids import TicketNumber

CHINESE_DIGITS: Final = "零一二三四五六七八九"
WINDOW_NUMBER_MAX: Final = 999

_NUMBER: Final = re.compile(r"^([A-Z]*)(\d*)$")


def sentence(language: str, number: TicketNumber, window_number: int) -> str:
    """Return what is said in `language` to call `number` to the window with that painted number."""
    return _SENTENCES[language](number, window_number)


def chinese(number: TicketNumber, window_number: int) -> str:
    """Return 请A零一二号到三号窗口. Letters of a pair stand apart, or they are read as a word."""
    letters, digits = _split(number)
    spelled = "".join(CHINESE_DIGITS[int(digit)] for digit in digits)
    return f"请{' '.join(letters)}{spelled}号到{chinese_count(window_number)}号窗口"


def english(number: TicketNumber, window_number: int) -> str:
    """Return "Ticket A, 0 1 2, please go to window 3".

    Without the comma the engine takes "A" for the article.
    """
    letters, digits = _split(number)
    spelled = ", ".join(part for part in (*letters, " ".join(digits)) if part)
    return f"Ticket {spelled}, please go to window {window_number}"


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


_SENTENCES: Final[Mapping[str, Callable[[TicketNumber, int], str]]] = {
    "zh": chinese,
    "en": english,
}
