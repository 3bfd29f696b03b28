"""Who comes to a simulated hall: nobody who exists, and easy to find where they must not be.

Every name has the same two rare characters, every document the same end: whatever is published
can be searched for all visitors at once.
"""

from datetime import date
from typing import Final

from hardware.idcard.records import CardKind, IdCard, Sex

SURNAME: Final = "龘"
GIVEN_NAME: Final = "龗"
DOCUMENT_TAIL: Final = "999X"
PHONE: Final = "13911118642"

SECRET: Final = tuple(each.encode() for each in (GIVEN_NAME, PHONE, "0" + DOCUMENT_TAIL))
"""What no message may hold, whoever may read it."""
PRIVATE: Final = tuple(each.encode() for each in (SURNAME, f'"{DOCUMENT_TAIL}"', f'"{PHONE[-4:]}"'))
"""What only the panel of a window may be told."""


def card_of(person: int, birth_year: int) -> IdCard:
    """Return the card of one of them; no two have the same number."""
    return IdCard(
        kind=CardKind.RESIDENT,
        name=SURNAME + GIVEN_NAME,
        sex=Sex.NOT_STATED,
        birth=date(birth_year, 1, 1),
        number=f"{person:014}{DOCUMENT_TAIL}",
        valid_from=date(2020, 1, 1),
        valid_until=None,
    )
