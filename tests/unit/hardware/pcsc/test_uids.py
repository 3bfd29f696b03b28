"""Answers to `FF CA 00 00 00`, as PC/SC part 3 and ISO/IEC 14443-3 have them."""

from datetime import date

import pytest

from hardware.idcard.service_card import ServiceCard
from hardware.pcsc.uids import GET_UID, NoIdentity, read_uid

CLASSIC = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
TYPE_B_MEMORY = bytes.fromhex("3B8F8001804F0CA0000003060600070000000000")
DESFIRE = bytes.fromhex("3B8180018080")
TYPE_B = bytes.fromhex("3B88800100000000000000000A")
OK = (0x90, 0x00)


def test_the_question_is_the_standards() -> None:
    assert bytes.fromhex("FFCA000000") == GET_UID


@pytest.mark.parametrize(
    ("atr", "uid"),
    [
        (CLASSIC, "1A2B3C4D"),
        (CLASSIC, "04A1B2C3D4E580"),
        (DESFIRE, "04112233445566"),
        (DESFIRE, "04112233445566778899"),
        (CLASSIC, "E004010012345678"),  # ISO 15693
    ],
)
def test_a_number_of_its_own_names_a_card(atr: bytes, uid: str) -> None:
    assert read_uid(atr, bytes.fromhex(uid), OK) == ServiceCard(uid)


@pytest.mark.parametrize(
    ("atr", "uid", "status"),
    [
        (DESFIRE, "08A1B2C3", OK),  # drawn anew each time
        (CLASSIC, "1FA1B2C3", OK),  # not unique
        (TYPE_B, "1A2B3C4D", OK),
        (TYPE_B_MEMORY, "1A2B3C4D", OK),
        (CLASSIC, "", OK),
        (CLASSIC, "1A2B3C", OK),
        (CLASSIC, "1122334455667788", OK),
        (CLASSIC, "", (0x63, 0x00)),
        (CLASSIC, "", (0x6A, 0x81)),
        (CLASSIC, "1A2B3C4D", (0x6A, 0x81)),
    ],
)
def test_anything_else_names_nobody_and_is_not_shown(
    atr: bytes, uid: str, status: tuple[int, int]
) -> None:
    with pytest.raises(NoIdentity) as none:
        read_uid(atr, bytes.fromhex(uid), status)
    assert not uid or uid not in str(none.value).upper()


def test_a_card_shows_nothing_but_its_last_places() -> None:
    card = ServiceCard("04A1B2C3D4E580")
    assert "04A1" not in repr(card)
    assert (card.masked_name, card.document_tail) == ("", "E580")
    assert card.age_on(date(2026, 11, 28)) is None  # type: ignore[func-returns-value]
