"""Codes that citizens hold: of a booking, short and hard to get wrong; of a ticket, to be guessed
by nobody."""

from hashlib import sha256
from typing import Final, NewType

from contract.ids import CommandId, TicketToken

AppointmentCode = NewType("AppointmentCode", str)
"""What a citizen shows or types to check in; unique among the open bookings of a hall."""

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What our own codes are made of: no 0 or O, no 1, I or L."""

LENGTH: Final = 6
"""Of our own codes: one guess in more than a million hits one of 500 bookings."""

_LOOK_ALIKES: Final = str.maketrans("OIL", "011")


def code_of(digest: bytes) -> AppointmentCode:
    """Return a code of our own: its letters are the last of a digest's digits."""
    rest, letters = int.from_bytes(digest), []
    for _ in range(LENGTH):
        rest, letter = divmod(rest, len(LETTERS))
        letters.append(LETTERS[letter])
    return AppointmentCode("".join(letters))


def token_of(command_id: CommandId) -> TicketToken:
    """Return what nobody can guess who does not know the id of the kiosk's command, a UUIDv7."""
    return TicketToken(sha256(command_id.encode()).hexdigest()[:20])


def plain(code: str) -> AppointmentCode:
    """Return the one form of a code: capitals, O as 0, I and L as 1, nothing between them."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return AppointmentCode(letters.translate(_LOOK_ALIKES))
