"""Machine-readable zones that standards and issuers print as specimens; nobody has these."""

from typing import Final

from hardware.mrz.checks import check_digit

PASSPORT: Final = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
CARD: Final = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
LARGE_CARD: Final = (
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
    "D231458907UTO7408122F1204159<<<<<<<6",
)
LONG_NUMBER: Final = (
    "I<UTOD23145890<7349<<<<<<<<<<<",
    "3407127M9507122UTO<<<<<<<<<<<2",
    "STEVENSON<<PETER<JOHN<<<<<<<<<",
)
LARGE_LONG_NUMBER: Final = (
    "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<",
    "D23145890<UTO3407127M95071227349<<<8",
)
VISA_A: Final = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
)
VISA_B: Final = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
    "L8988901C4XXX4009078F9612109<<<<<<<<",
)
GERMAN_PASSPORT: Final = (
    "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<",
    "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4",
)
GERMAN_CARD: Final = (
    "IDD<<T220001293<<<<<<<<<<<<<<<",
    "6408125<2010315D<<<<<<<<<<<<<4",
    "MUSTERMANN<<ERIKA<<<<<<<<<<<<<",
)
SPECIMENS: Final = (
    PASSPORT, CARD, LARGE_CARD, LONG_NUMBER, LARGE_LONG_NUMBER, VISA_A, VISA_B, GERMAN_PASSPORT,
    GERMAN_CARD,
)  # fmt: skip


def china_permit(number: str = "C12345678", expiry: str = "290305", birth: str = "901231") -> str:
    """Return the line on a permit for Hong Kong and Macao."""
    fields = [field + check_digit(field) for field in (number, expiry, birth)]
    return f"CS{'<'.join(fields)}<{check_digit(''.join(fields))}"


def china_passport(
    surname: str = "CESHI",
    given: str = "REN",
    number: str = "E00000000",
    birth: str = "900101",
    expiry: str = "340101",
) -> tuple[str, str]:
    """Return the zone of a Chinese passport, its optional data left empty."""
    number, birth, expiry = (text + check_digit(text) for text in (number, birth, expiry))
    optional = "<" * 15
    line = f"{number}CHN{birth}F{expiry}{optional}"
    name = f"POCHN{surname}<<{given}".ljust(44, "<")
    return name, line + check_digit(number + birth + expiry + optional)
