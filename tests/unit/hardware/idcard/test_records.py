from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from hardware.errors import MalformedReply
from hardware.idcard.events import CardRead
from hardware.idcard.masking import document_tail, masked_name
from hardware.idcard.records import LAYOUTS, CardKind, IdCard, Sex, UnknownCardKind, decode_card
from simulation.devices.cards import SyntheticCard
from tests.helpers.cards import FOREIGNER, FOREIGNER_2017, PERMIT, RESIDENT

ZHANG_SAN = IdCard(
    kind=CardKind.RESIDENT,
    name="张三",
    sex=Sex.MALE,
    birth=date(1949, 12, 31),
    number="11010519491231002X",
    valid_from=date(2020, 1, 1),
    valid_until=None,
)


def changed(card: SyntheticCard, **fields: str) -> SyntheticCard:
    return replace(card, fields={**card.fields, **fields})


def test_a_residents_record_starts_as_documented() -> None:
    assert RESIDENT.text.startswith(bytes.fromhex("205F 094E 2000"))


def test_a_residents_record_is_read() -> None:
    assert decode_card(RESIDENT.text) == ZHANG_SAN


def test_a_residence_permit_is_read() -> None:
    assert decode_card(PERMIT.text) == IdCard(
        kind=CardKind.RESIDENCE_PERMIT,
        name="李四",
        sex=Sex.FEMALE,
        birth=date(1990, 1, 1),
        number="810000199001010019",
        valid_from=date(2024, 1, 1),
        valid_until=date(2029, 1, 1),
    )


def test_a_foreigners_record_is_read() -> None:
    assert decode_card(FOREIGNER.text) == IdCard(
        kind=CardKind.FOREIGNER,
        name="测试人",
        sex=Sex.MALE,
        birth=date(1990, 1, 1),
        number="911840199001010018",
        valid_from=date(2024, 1, 1),
        valid_until=date(2034, 1, 1),
    )


def test_a_foreigners_record_of_2017_is_read_by_its_own_layout() -> None:
    assert decode_card(FOREIGNER_2017.text) == IdCard(
        kind=CardKind.FOREIGNER_2017,
        name="SPECIMEN ANNA MARIA",
        sex=Sex.FEMALE,
        birth=date(1990, 1, 1),
        number="USA110090010114",
        valid_from=date(2020, 1, 1),
        valid_until=date(2030, 1, 1),
    )


@pytest.mark.parametrize("layout", LAYOUTS.values())
def test_fields_of_a_layout_do_not_overlap(layout: dict[str, slice]) -> None:
    places = sorted((place.start, place.stop) for place in layout.values())
    assert all(stop <= start for (_, stop), (start, _) in pairwise(places))
    assert places[-1][1] <= 256


def test_an_english_name_in_two_fields_keeps_the_blank_at_their_seam() -> None:
    card = changed(
        FOREIGNER,
        name="",
        english_name="EXAMPLE JEAN BAPTISTE FRANCOIS ABC ",
        english_name_rest="XAVIER",
    )
    assert card.card.name == "EXAMPLE JEAN BAPTISTE FRANCOIS ABC XAVIER"


def test_a_character_outside_the_first_plane_is_one_character() -> None:
    card = changed(RESIDENT, name="李𠮷")

    assert bytes.fromhex("42D8B7DF") in card.text
    assert card.card.name == "李𠮷"
    assert card.card.masked_name == "李*"


def test_an_address_that_fills_its_field_does_no_harm() -> None:
    assert changed(RESIDENT, address="路" * 35).card == ZHANG_SAN


def test_an_unknown_sex_is_nobodys_reason_to_be_sent_away() -> None:
    assert changed(RESIDENT, sex="7").card.sex is Sex.UNKNOWN


def test_a_card_of_a_kind_not_known_yet_is_refused_politely() -> None:
    with pytest.raises(UnknownCardKind, match="unknown kind"):
        decode_card(replace(RESIDENT, flag="Z").text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("birth", "19490231"),
        ("birth", "2020W011"),
        ("birth", ""),
        ("valid_until", "20200230"),
        ("number", "110105194912310021"),
        ("number", "H01234567"),
    ],
)
def test_a_wrong_field_is_named_and_not_shown(field: str, value: str) -> None:
    with pytest.raises(MalformedReply, match=field) as caught:
        decode_card(changed(RESIDENT, **{field: value}).text)
    assert value == "" or value not in str(caught.value)


def test_a_field_that_is_no_text_is_refused_without_its_bytes() -> None:
    text = bytearray(RESIDENT.text)
    text[0:2] = b"\x00\xdc"  # half a surrogate pair

    with pytest.raises(MalformedReply, match="name is not text") as caught:
        decode_card(bytes(text))
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("length", [0, 255, 257])
def test_a_record_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(MalformedReply, match="bytes"):
        decode_card(bytes(length))


def test_validity_ends_with_its_last_day() -> None:
    card = PERMIT.card
    assert card.valid_on(date(2029, 1, 1))
    assert not card.valid_on(date(2029, 1, 2))
    assert not card.valid_on(date(2023, 12, 31))
    assert ZHANG_SAN.valid_on(date(2999, 1, 1))


def test_age_is_in_whole_years() -> None:
    assert ZHANG_SAN.age_on(date(2026, 12, 30)) == 76
    assert ZHANG_SAN.age_on(date(2026, 12, 31)) == 77


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("李", "*"),
        ("", ""),
        ("𠮷田", "𠮷*"),
        ("TEST PERSON", "T***"),
    ],
)
def test_a_masked_name_keeps_one_character(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_a_document_is_told_by_its_tail() -> None:
    assert document_tail(ZHANG_SAN.number) == ZHANG_SAN.document_tail == "002X"


@pytest.mark.parametrize("card", [RESIDENT, PERMIT, FOREIGNER, FOREIGNER_2017])
def test_neither_a_card_nor_an_event_with_one_shows_a_person(card: SyntheticCard) -> None:
    shown = f"{card.card!r} {card.card} {CardRead(card.card)!r} {CardRead(card.card)} {card!r}"

    for value in (card.card.name, card.card.number, "1949", "1990", "MALE"):
        assert value not in shown
