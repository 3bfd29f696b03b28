"""Zones as ICAO Doc 9303 and issuers print them, and zones that are not as they should be."""

from datetime import date

import pytest

from hardware.idcard import Sex
from hardware.mrz import Doubt, Form, UnreadableZone, read_document
from hardware.mrz.checks import check_digit
from tests.helpers import zones
from tests.helpers.zones import CARD, PASSPORT, china_passport, china_permit

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("520727", "3"),  # the examples of Doc 9303, part 3
        ("AB2134<<<", "5"),
        ("L898902C3", "6"),
        ("740812", "2"),
        ("120415", "9"),
        ("ZE184226B<<<<<", "1"),
        ("<<<<<<<<<<<<<<", "0"),
    ],
)
def test_check_digits_are_the_standards(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize(
    ("lines", "form", "facts"),
    [
        (PASSPORT, Form.TD3, "P L898902C3 1974-08-12 2012-04-15"),
        (CARD, Form.TD1, "I D23145890 1974-08-12 2012-04-15"),
        (zones.LARGE_CARD, Form.TD2, "I D23145890 1974-08-12 2012-04-15"),
        (zones.LONG_NUMBER, Form.TD1, "I D23145890734 1934-07-12 1995-07-12"),
        (zones.LARGE_LONG_NUMBER, Form.TD2, "I D23145890734 1934-07-12 1995-07-12"),
        (zones.VISA_A, Form.VISA_A, "V L8988901C 1940-09-07 1996-12-10"),
        (zones.VISA_B, Form.VISA_B, "V L8988901C 1940-09-07 1996-12-10"),
        (zones.GERMAN_PASSPORT, Form.TD3, "P C01X00T47 1964-08-12 2027-02-28"),
        (zones.GERMAN_CARD, Form.TD1, "ID T22000129 1964-08-12 2020-10-31"),
        (china_passport(), Form.TD3, "PO E00000000 1990-01-01 2034-01-01"),
        ((china_permit(),), Form.CHINA_PERMIT, "CS C12345678 1990-12-31 2029-03-05"),
    ],
)
def test_specimens_are_read_without_a_doubt(lines: tuple[str, ...], form: Form, facts: str) -> None:
    document = read_document(lines, TODAY)
    read = f"{document.code} {document.number} {document.birth} {document.expires}"
    assert (document.form, read) == (form, facts)
    assert document.certain


def test_the_rest_of_a_passport_is_read_too() -> None:
    document = read_document(PASSPORT, TODAY)
    assert (document.surname, document.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (document.issuer, document.nationality, document.sex) == ("UTO", "UTO", Sex.FEMALE)
    assert document.optional == "ZE184226B"
    assert not document.valid_on(TODAY)


@pytest.mark.parametrize(
    ("zone", "surname", "given"),
    [
        ("VAN<DER<MUELLEN<<PIETER", "VAN DER MUELLEN", "PIETER"),
        ("ARKFREITH", "ARKFREITH", ""),  # one name only
        ("MARTIN<JONES<<MARY<JANE", "MARTIN JONES", "MARY JANE"),
    ],
)
def test_names_have_blanks_where_the_zone_has_fillers(zone: str, surname: str, given: str) -> None:
    document = read_document((f"P<UTO{zone}".ljust(44, "<"), PASSPORT[1]), TODAY)
    assert (document.surname, document.given_names) == (surname, given)


def test_the_optional_data_of_a_passport_may_be_empty_with_or_without_a_check_digit() -> None:
    line = china_passport()[1]
    assert line[42] == "<"
    composite = check_digit(line[:10] + line[13:20] + line[21:42] + "0")
    zeroed = (china_passport()[0], f"{line[:42]}0{composite}")
    assert read_document(zeroed, TODAY).certain


@pytest.mark.parametrize(
    ("place", "sign", "doubts"),
    [
        (1, "1", {Doubt.NUMBER, Doubt.WHOLE}),
        (14, "5", {Doubt.BIRTH, Doubt.WHOLE}),
        (22, "3", {Doubt.EXPIRY, Doubt.WHOLE}),
        (30, "2", {Doubt.OPTIONAL, Doubt.WHOLE}),
        (43, "1", {Doubt.WHOLE}),
        (42, "<", {Doubt.OPTIONAL, Doubt.WHOLE}),  # only an empty field may have no digit
    ],
)
def test_a_wrong_sign_is_a_doubt_and_never_silently_good(
    place: int, sign: str, doubts: set[Doubt]
) -> None:
    line = PASSPORT[1][:place] + sign + PASSPORT[1][place + 1 :]
    document = read_document((PASSPORT[0], line), TODAY)
    assert document.doubts == doubts
    assert not document.certain


def test_an_o_for_a_nought_is_not_guessed_at() -> None:
    line = PASSPORT[1].replace("L898902C3", "L8989O2C3")
    document = read_document((PASSPORT[0], line), TODAY)
    assert document.number == "L8989O2C3"
    assert Doubt.NUMBER in document.doubts


def test_a_doubtful_birth_gives_no_age() -> None:
    line = PASSPORT[1][:14] + "5" + PASSPORT[1][15:]
    assert read_document((PASSPORT[0], line), TODAY).age_on(TODAY) is None
    assert read_document(PASSPORT, TODAY).age_on(TODAY) == 52


def test_a_birth_may_be_unknown() -> None:
    number, birth, expiry = "L898902C36", "<<<<<<0", "3004157"
    line = f"{number}UTO{birth}F{expiry}{'<' * 15}"
    line += check_digit(number + birth + expiry + "<" * 15)
    document = read_document((PASSPORT[0], line), TODAY)
    assert (document.birth, document.age_on(TODAY)) == (None, None)
    assert document.certain


def test_a_day_that_never_was_is_a_doubt_though_its_digit_fits() -> None:
    assert Doubt.BIRTH in read_document((china_permit(birth="901331"),), TODAY).doubts
    assert Doubt.EXPIRY in read_document((china_permit(expiry="290230"),), TODAY).doubts


@pytest.mark.parametrize(
    ("birth", "year"),
    [("261128", 2026), ("261129", 1926), ("000229", 2000), ("991231", 1999), ("270101", 1927)],
)
def test_nobody_is_born_later_than_today(birth: str, year: int) -> None:
    born = read_document((china_permit(birth=birth),), TODAY).birth
    assert born is not None
    assert born.year == year


@pytest.mark.parametrize(("expiry", "year"), [("760101", 2076), ("770101", 1977), ("991231", 1999)])
def test_an_expiry_is_the_one_nearest_to_today(expiry: str, year: int) -> None:
    expires = read_document((china_permit(expiry=expiry),), TODAY).expires
    assert expires is not None
    assert expires.year == year


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("",),
        PASSPORT[:1],
        PASSPORT[::-1],
        CARD[:2],
        (PASSPORT[0].lower(), PASSPORT[1]),
        (PASSPORT[0], PASSPORT[1] + "<"),
        ("P<UTO" + "<" * 39, "1" * 44),
        (PASSPORT[0], "A" * 10 + "UTO" + "1111113F1111113" + "1" * 14 + "98"),
    ],
)
def test_what_is_no_zone_or_fits_nowhere_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableZone) as refused:
        read_document(lines, TODAY)
    assert "ERIKSSON" not in str(refused.value)


def test_a_document_shows_nobody() -> None:
    shown = repr(read_document(PASSPORT, TODAY))
    for secret in ("ERIKSSON", "ANNA", "L898902C3", "1974", "UTO", "ZE184226B"):
        assert secret not in shown
    document = read_document(PASSPORT, TODAY)
    assert (document.masked_name, document.document_tail) == ("E***", "02C3")
