"""Numbers of identity documents: what can be told of one without asking anybody."""

import re
import unicodedata
from datetime import date
from enum import Enum, auto
from typing import Final

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_CITIZEN_NUMBER: Final = re.compile(r"\d{17}[\dX]", re.ASCII)
_DATE: Final = re.compile(r"\d{8}", re.ASCII)
_BIRTH: Final = slice(6, 14)
_PERMIT_REGIONS: Final = ("81", "82", "83")
_FIRST_GENERATION: Final = re.compile(r"\d{15}", re.ASCII)
_HONG_KONG_MACAO_TRAVEL: Final = re.compile(r"[HM]\d{8}(\d{2})?", re.ASCII)
_TAIWAN_TRAVEL: Final = re.compile(r"\d{8}(\d{2})?", re.ASCII)
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


class NumberKind(Enum):
    """What a number can be the number of. Several kinds of document share a form."""

    CITIZEN = auto()
    RESIDENCE_PERMIT = auto()  # of people from Hong Kong, Macao and Taiwan
    FOREIGNER = auto()  # since 2023
    FOREIGNER_2017 = auto()
    HONG_KONG_MACAO_TRAVEL = auto()
    TAIWAN_TRAVEL = auto()


def kind_of_number(number: str) -> NumberKind | None:
    """Return what a tidy number can be; None for passports, and for what is no number at all."""
    if is_citizen_number(number):
        if number.startswith(_PERMIT_REGIONS):
            return NumberKind.RESIDENCE_PERMIT
        return NumberKind.FOREIGNER if number.startswith("9") else NumberKind.CITIZEN
    if is_foreigner_2017_number(number):
        return NumberKind.FOREIGNER_2017
    if _HONG_KONG_MACAO_TRAVEL.fullmatch(number):
        return NumberKind.HONG_KONG_MACAO_TRAVEL
    return NumberKind.TAIWAN_TRAVEL if _TAIWAN_TRAVEL.fullmatch(number) else None


def is_mistyped(number: str) -> bool:
    """Tell whether a tidy number has the places of an ID card's and cannot be one."""
    return _CITIZEN_NUMBER.fullmatch(number) is not None and not is_citizen_number(number)


def lasting_number(number: str) -> str:
    """Return the part of a tidy number that names the person, whenever the document was made.

    Travel permits append how often they were issued; cards before 1999 had two digits of a year
    and no check digit.
    """
    match kind_of_number(number):
        case NumberKind.HONG_KONG_MACAO_TRAVEL:
            return number[:9]
        case NumberKind.TAIWAN_TRAVEL:
            return number[:8]
    if _FIRST_GENERATION.fullmatch(number):
        longer = f"{number[:6]}19{number[6:]}"
        return longer + check_digit(longer)
    return number


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
