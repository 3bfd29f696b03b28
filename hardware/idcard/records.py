"""The 256-byte text record of a card: four layouts, told apart by one flag.

Source: the readers' protocol documents for residents, permits and the foreigners' card of 2017;
the immigration administration's rules of 2023 and two public parsers for the card of 2023.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from hardware.errors import MalformedReply
from hardware.idcard.codec import TEXT_BYTES
from hardware.idcard.masking import document_tail, masked_name
from hardware.idcard.numbers import date_of, is_citizen_number, is_foreigner_2017_number

LONG_TERM: Final = "长期"
_PADDING: Final = " \0"


class CardKind(Enum):
    """The value is the flag in the record."""

    RESIDENT = " "
    RESIDENCE_PERMIT = "J"  # of people from Hong Kong, Macao and Taiwan
    FOREIGNER = "Y"  # since 2023
    FOREIGNER_2017 = "I"


class Sex(Enum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    NOT_STATED = "9"


class UnknownCardKind(MalformedReply):
    """A card of a kind made after this program. Take the number by keyboard."""


@dataclass(frozen=True)
class IdCard:
    """A person's card, as far as a hall has use for it: no photo, address, nation or issuer.

    It never shows a person when printed or logged; ask for `masked_name` and `document_tail`.
    """

    kind: CardKind
    name: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    number: str = field(repr=False)
    valid_from: date = field(repr=False)
    valid_until: date | None = field(repr=False)  # None: long term

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def document_tail(self) -> str:
        return document_tail(self.number)

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def age_on(self, day: date) -> int:
        """Return the age in whole years."""
        before_birthday = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - before_birthday


def _bytes(offset: int, length: int) -> slice:
    return slice(offset, offset + length)


FLAG: Final = _bytes(248, 2)

_SHARED: Final = {
    "name": _bytes(0, 30),
    "sex": _bytes(30, 2),
    "birth": _bytes(36, 16),
    "number": _bytes(122, 36),
    "valid_from": _bytes(188, 16),
    "valid_until": _bytes(204, 16),
    "flag": FLAG,
}
LAYOUTS: Final[Mapping[CardKind, Mapping[str, slice]]] = {
    CardKind.RESIDENT: _SHARED
    | {"nation": _bytes(32, 4), "address": _bytes(52, 70), "issuer": _bytes(158, 30)},
    CardKind.RESIDENCE_PERMIT: _SHARED
    | {
        "address": _bytes(52, 70),
        "issuer": _bytes(158, 30),
        "travel_permit": _bytes(220, 18),
        "issue_count": _bytes(238, 4),
    },
    CardKind.FOREIGNER: _SHARED
    | {
        "renewals": _bytes(32, 4),
        "english_name": _bytes(52, 70),
        "english_name_rest": _bytes(220, 22),
        "nationality": _bytes(242, 6),
        "old_number": _bytes(250, 6),
    },
    CardKind.FOREIGNER_2017: {
        "english_name": _bytes(0, 120),
        "sex": _bytes(120, 2),
        "number": _bytes(122, 30),
        "nationality": _bytes(152, 6),
        "name": _bytes(158, 30),
        "valid_from": _bytes(188, 16),
        "valid_until": _bytes(204, 16),
        "birth": _bytes(220, 16),
        "card_version": _bytes(236, 4),
        "authority": _bytes(240, 8),
        "flag": FLAG,
    },
}


def decode_card(text: bytes) -> IdCard:
    """Read a card's text record: UTF-16LE, padded with blanks.

    Raises:
        UnknownCardKind: the flag is none we know.
        MalformedReply: a field is not what it should be. Messages name the field, never what
            stands in it.
    """
    if len(text) != TEXT_BYTES:
        raise MalformedReply(f"card record of {len(text)} bytes")
    kind = _kind(text)
    raw = {name: _text(name, text[place]) for name, place in LAYOUTS[kind].items()}
    raw["english_name"] = raw.get("english_name", "") + raw.pop("english_name_rest", "")
    fields = {name: value.strip(_PADDING) for name, value in raw.items()}
    return IdCard(
        kind=kind,
        name=_required("name", fields["name"] or fields["english_name"]),
        sex=_sex(fields["sex"]),
        birth=_date("birth", fields["birth"]),
        number=_number(kind, fields["number"]),
        valid_from=_date("valid_from", fields["valid_from"]),
        valid_until=_end(fields["valid_until"]),
    )


def _kind(text: bytes) -> CardKind:
    try:
        return CardKind(text[FLAG].decode("utf-16-le"))
    except ValueError:
        raise UnknownCardKind(f"card of unknown kind {text[FLAG].hex()}") from None


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-16-le")
    except UnicodeDecodeError:
        raise MalformedReply(f"card record: {name} is not text") from None


def _required(name: str, value: str) -> str:
    if not value:
        raise MalformedReply(f"card record: {name} is empty")
    return value


def _sex(value: str) -> Sex:
    try:
        return Sex(value)
    except ValueError:
        return Sex.UNKNOWN  # nobody is sent away for it


def _date(name: str, value: str) -> date:
    day = date_of(value)
    if day is None:
        raise MalformedReply(f"card record: {name} is not a date")
    return day


def _end(value: str) -> date | None:
    return None if value == LONG_TERM else _date("valid_until", value)


def _number(kind: CardKind, value: str) -> str:
    fits = is_foreigner_2017_number if kind is CardKind.FOREIGNER_2017 else is_citizen_number
    if not fits(value):
        raise MalformedReply("card record: the number does not check")
    return value
