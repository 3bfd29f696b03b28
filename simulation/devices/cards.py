"""Identity cards of people who do not exist.

Their numbers check, but name regions no authority has ever given out wherever the kind of card
allows it, so that none belongs to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Final

from hardware.idcard.codec import PHOTO_BYTES, TEXT_BYTES
from hardware.idcard.numbers import check_digit
from hardware.idcard.records import FLAG, LAYOUTS, LONG_TERM, CardKind, IdCard, decode_card

_PHOTO_HEADER: Final = bytes.fromhex("574C66007E003200")  # as seen on real cards; no face follows

_KIND_WEIGHTS: Final = {
    CardKind.RESIDENT: 90,
    CardKind.RESIDENCE_PERMIT: 5,
    CardKind.FOREIGNER: 3,
    CardKind.FOREIGNER_2017: 2,
}
_UNASSIGNED_PROVINCE: Final = "10"  # GB/T 2260 begins at 11
_PERMIT_REGIONS: Final = {"810000": "H", "820000": "M", "830000": ""}
_COUNTRIES: Final = {"USA": "840", "FRA": "250", "JPN": "392", "KOR": "410", "DEU": "276"}

_SURNAMES: Final[tuple[str, ...]] = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗",
    "欧阳",
    "司马",
    "上官",
)
_GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉建国红梅志鹏宇欣怡子涵"
_RARE_NAMES: Final = ("李𠮷", "刘䶮", "王㐂", "张𬱖", "阿卜杜拉·买合木提", "古丽巴哈尔·艾山")
_RARE_SHARE: Final = 0.06
_ENGLISH_NAMES: Final = (
    "TEST PERSON",
    "SPECIMEN ANNA MARIA",
    "EXAMPLE JEAN BAPTISTE FRANCOIS XAVIER",  # longer than the first field for it
)
_STREETS: Final = ("测试路", "样例街", "示范大道", "演示胡同")
_AGE_MIN, _AGE_MAX = 18, 90
_DAYS_A_YEAR: Final = 365.2425
_LONG_TERM_AGE: Final = 46  # from then on cards do not end


@dataclass(frozen=True)
class SyntheticCard:
    """The chip's content, field by field as in `LAYOUTS`."""

    kind: CardKind
    fields: Mapping[str, str] = field(repr=False)
    new_address: str | None = field(default=None, repr=False)
    flag: str | None = None  # to pretend a kind that is not known yet

    @property
    def text(self) -> bytes:
        return encode_text(self.flag or self.kind.value, LAYOUTS[self.kind], self.fields)

    @property
    def photo(self) -> bytes:
        return _PHOTO_HEADER.ljust(PHOTO_BYTES, b"\0")

    @property
    def card(self) -> IdCard:
        """What a reader has to make of it."""
        return decode_card(self.text)


def encode_text(flag: str, layout: Mapping[str, slice], fields: Mapping[str, str]) -> bytes:
    """Return the 256-byte record."""
    record = bytearray((" " * (TEXT_BYTES // 2)).encode("utf-16-le"))
    for name, value in fields.items():
        place = layout[name]
        data = value.encode("utf-16-le")
        if len(data) > place.stop - place.start:
            raise ValueError(f"{name} is too long for the card: {value}")
        record[place.start : place.start + len(data)] = data
    record[FLAG] = flag.encode("utf-16-le")
    return bytes(record)


def draw_card(chance: Random, today: date) -> SyntheticCard:
    """Return the card of an adult, mostly a resident's, valid on `today`."""
    [kind] = chance.choices(list(_KIND_WEIGHTS), list(_KIND_WEIGHTS.values()))
    return draw_card_of(kind, chance, today)


def draw_card_of(kind: CardKind, chance: Random, today: date) -> SyntheticCard:
    age_days = chance.uniform(_AGE_MIN + 0.1, _AGE_MAX) * _DAYS_A_YEAR
    birth = today - timedelta(days=int(age_days))
    male = chance.random() < 0.5  # noqa: PLR2004 - half of them
    shared = {
        "sex": "1" if male else "2",
        "birth": f"{birth:%Y%m%d}",
        "valid_from": f"{today - timedelta(days=chance.randint(30, 1500)):%Y%m%d}",
        "valid_until": f"{today + timedelta(days=chance.randint(30, 1500)):%Y%m%d}",
    }
    match kind:
        case CardKind.RESIDENT:
            fields = _resident(chance, birth, male=male)
            if age_days > _LONG_TERM_AGE * _DAYS_A_YEAR:
                fields["valid_until"] = LONG_TERM
        case CardKind.RESIDENCE_PERMIT:
            fields = _permit(chance, birth, male=male)
        case CardKind.FOREIGNER:
            fields = _foreigner(chance, birth, male=male)
        case CardKind.FOREIGNER_2017:
            fields = _foreigner_2017(chance, birth)
    return SyntheticCard(kind, shared | fields)


def _resident(chance: Random, birth: date, *, male: bool) -> dict[str, str]:
    region = f"{_UNASSIGNED_PROVINCE}{chance.randint(101, 199):04}"
    return {
        "name": _chinese_name(chance),
        "nation": "01",
        "address": f"演示市样例区{chance.choice(_STREETS)}{chance.randint(1, 200)}号",
        "number": _number(chance, region, birth, male=male),
        "issuer": "演示市公安局样例分局",
    }


def _permit(chance: Random, birth: date, *, male: bool) -> dict[str, str]:
    region, letter = chance.choice(list(_PERMIT_REGIONS.items()))
    return {
        "name": _chinese_name(chance),
        "address": f"演示市样例区{chance.choice(_STREETS)}{chance.randint(1, 200)}号",
        "number": _number(chance, region, birth, male=male),
        "issuer": "演示市公安局",
        "travel_permit": f"{letter}{chance.randint(0, 99_999_999):08}",
        "issue_count": "01",
    }


def _foreigner(chance: Random, birth: date, *, male: bool) -> dict[str, str]:
    country = chance.choice(list(_COUNTRIES.values()))
    english = chance.choice(_ENGLISH_NAMES)
    first = LAYOUTS[CardKind.FOREIGNER]["english_name"]
    first_chars = (first.stop - first.start) // 2
    return {
        "name": chance.choice(("", "测试人", "样例安娜")),
        "renewals": "00",
        "english_name": english[:first_chars],
        "english_name_rest": english[first_chars:],
        "number": _number(chance, f"9{_UNASSIGNED_PROVINCE}{country}", birth, male=male),
        "nationality": country,
    }


def _foreigner_2017(chance: Random, birth: date) -> dict[str, str]:
    country = chance.choice(list(_COUNTRIES))
    number = f"{country}{chance.randint(0, 99):02}00{birth:%y%m%d}{chance.randint(1, 9)}"
    return {
        "english_name": chance.choice(_ENGLISH_NAMES),
        "number": number + _mrz_check_digit(number),
        "nationality": country,
        "name": chance.choice(("", "测试人")),
        "card_version": "01",
        "authority": "1500",
    }


def _chinese_name(chance: Random) -> str:
    if chance.random() < _RARE_SHARE:
        return chance.choice(_RARE_NAMES)
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.randint(1, 2)))


def _number(chance: Random, region: str, birth: date, *, male: bool) -> str:
    sequence = chance.randrange(1 if male else 2, 1000, 2)  # odd: male
    first_17 = f"{region}{birth:%Y%m%d}{sequence:03}"
    return first_17 + check_digit(first_17)


def _mrz_check_digit(text: str) -> str:
    """ICAO 9303: weights 7, 3, 1; letters count from 10."""
    total = sum(
        int(sign, 36) * weight for sign, weight in zip(text, cycle((7, 3, 1)), strict=False)
    )
    return str(total % 10)
