"""Numbers of identity documents: what can be told of one without asking anybody."""

import re
import unicodedata
from datetime import date
from typing import Final

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_CITIZEN_NUMBER: Final = re.compile(r"\d{17}[\dX]", re.ASCII)
_DATE: Final = re.compile(r"\d{8}", re.ASCII)
_BIRTH: Final = slice(6, 14)
_FOREIGNER_2017_NUMBER: Final = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)


def tidy_number(typed: str) -> str:
    """Return `typed` as it stands on the card: half-width, upper case, without blanks."""
    return "".join(unicodedata.normalize("NFKC", typed).split()).upper()


def check_digit(first_17: str) -> str:
    """Return the last character of a GB 11643 number (ISO 7064, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return _CHECK_DIGITS[total % 11]


def is_citizen_number(number: str) -> bool:
    """Tell whether `number` can be a GB 11643 number: 18 places, a real date, the right check.

    Holds for residents, for the residence permits of Hong Kong, Macao and Taiwan, and for
    foreigners' cards since 2023. The region is not looked up: the tables of regions age, and
    the codes of abolished regions stay valid.
    """
    return (
        _CITIZEN_NUMBER.fullmatch(number) is not None
        and date_of(number[_BIRTH]) is not None
        and number[-1] == check_digit(number[:-1])
    )


def is_foreigner_2017_number(number: str) -> bool:
    """Tell whether `number` can stand on a foreigner's card of 2017: "USA110090010114".

    The check digit is left alone: it is known from one source only.
    """
    return _FOREIGNER_2017_NUMBER.fullmatch(number) is not None


def date_of(digits: str) -> date | None:
    """Return the day YYYYMMDD names, or None if there is no such day."""
    if _DATE.fullmatch(digits) is None:  # `fromisoformat` alone would take week dates
        return None
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None
