import pytest

from hardware.idcard.numbers import (
    NumberKind,
    is_citizen_number,
    is_foreigner_2017_number,
    is_mistyped,
    kind_of_number,
    lasting_number,
    tidy_number,
)

GOOD = [
    "11010519491231002X",
    "440524188001010014",
    "810000199001010019",
    "830000199001010012",
    "911840199001010018",
]
BAD = [
    "",
    "11010519491231002",
    "110105194912310021",  # wrong check
    "110101199002307513",  # 30 February
    "11010519491231002x",
    "１１０１０５１９４９１２３１００２X",
    "1101051949123100 X",
    "X10105194912310021",
]


@pytest.mark.parametrize("number", GOOD)
def test_numbers_from_the_standard_are_accepted(number: str) -> None:
    assert is_citizen_number(number)


@pytest.mark.parametrize("number", BAD)
def test_what_is_no_number_is_refused(number: str) -> None:
    assert not is_citizen_number(number)


@pytest.mark.parametrize("check", "0123456789X")
def test_a_day_that_never_was_is_refused_whatever_the_check(check: str) -> None:
    assert not is_citizen_number("11010119900230751" + check)


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X\n"],
)
def test_what_people_type_is_tidied(typed: str) -> None:
    assert tidy_number(typed) == "11010519491231002X"


def test_a_foreigners_number_of_2017_is_told_by_its_shape() -> None:
    assert is_foreigner_2017_number("USA110090010114")
    assert not is_foreigner_2017_number("US1110090010114")
    assert not is_foreigner_2017_number("USA11009001011")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("11010519491231002X", NumberKind.CITIZEN),
        ("810000199001010019", NumberKind.RESIDENCE_PERMIT),
        ("830000199001010012", NumberKind.RESIDENCE_PERMIT),
        ("911840199001010018", NumberKind.FOREIGNER),
        ("USA110090010114", NumberKind.FOREIGNER_2017),
        ("H01234567", NumberKind.HONG_KONG_MACAO_TRAVEL),
        ("M0123456701", NumberKind.HONG_KONG_MACAO_TRAVEL),
        ("01234567", NumberKind.TAIWAN_TRAVEL),
        ("0123456701", NumberKind.TAIWAN_TRAVEL),
        ("110105194912310021", None),
        ("K01234567", None),
        ("E12345678", None),
        ("", None),
    ],
)
def test_what_a_number_can_be_is_told_by_its_form(number: str, kind: NumberKind | None) -> None:
    assert kind_of_number(number) is kind


@pytest.mark.parametrize(
    ("number", "lasting"),
    [
        ("H0123456701", "H01234567"),
        ("H01234567", "H01234567"),
        ("0123456701", "01234567"),
        ("110105491231002", "11010519491231002X"),
        ("11010519491231002X", "11010519491231002X"),
        ("E12345678", "E12345678"),
    ],
)
def test_a_person_has_one_number_however_often_the_document_is_made_anew(
    number: str, lasting: str
) -> None:
    assert lasting_number(number) == lasting


def test_only_what_should_be_an_id_cards_number_is_mistyped() -> None:
    assert is_mistyped("110105194912310021")
    assert is_mistyped("110101199002307513")
    assert not any(map(is_mistyped, [*GOOD, "E12345678", "H01234567", ""]))
