"""Booking codes: short, and hard to get wrong when somebody types one at a kiosk."""

from typing import Final, NewType

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


def plain(code: str) -> AppointmentCode:
    """Return the one form of a code: capitals, O as 0, I and L as 1, nothing between them."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return AppointmentCode(letters.translate(_LOOK_ALIKES))
