"""Travel documents of people who do not exist: zones whose check digits fit."""

from datetime import date, timedelta
from random import Random
from typing import Final

from hardware.mrz.checks import FILLER, check_digit

_LINE: Final = 44
_NAMES: Final = (
    ("SPECIMEN", "ANNA MARIA"),
    ("EXAMPLE", "JEAN BAPTISTE FRANCOIS"),
    ("CESHI", "REN"),
    ("MUSTER", "ERIKA"),
    ("ARKFREITH", ""),
)
_STATE: Final = "UTO"  # Utopia: the standard's own, nobody's
_DAYS_A_YEAR: Final = 365.2425


def draw_passport(chance: Random, today: date) -> tuple[str, str]:
    """Return the zone of an adult's passport, valid on `today`."""
    birth = today - timedelta(days=int(chance.uniform(18.1, 90) * _DAYS_A_YEAR))
    expiry = today + timedelta(days=chance.randint(30, 3000))
    number = f"{chance.choice('ACEGHKLX')}{chance.randrange(10**8):08}"
    surname, given = chance.choice(_NAMES)
    return passport(surname, given, number=number, birth=birth, expiry=expiry)


def passport(
    surname: str, given: str, *, number: str, birth: date, expiry: date, sex: str = FILLER
) -> tuple[str, str]:
    """Return the two lines of a passport (TD3) without optional data."""
    name = f"P{FILLER}{_STATE}{surname}{FILLER * 2}{given}".replace(" ", FILLER)
    numbered = _checked(number.ljust(9, FILLER))
    born, ends = _checked(f"{birth:%y%m%d}"), _checked(f"{expiry:%y%m%d}")
    optional = FILLER * 15
    whole = check_digit(numbered + born + ends + optional)
    line = f"{numbered}{_STATE}{born}{sex}{ends}{optional}{whole}"
    return name[:_LINE].ljust(_LINE, FILLER), line


def misread(lines: tuple[str, str]) -> tuple[str, str]:
    """Return the zone with the last digit of its number read wrong."""
    name, line = lines
    other = str((int(line[8]) + 1) % 10) if line[8].isdigit() else "0"
    return name, line[:8] + other + line[9:]


def _checked(text: str) -> str:
    return text + check_digit(text)
