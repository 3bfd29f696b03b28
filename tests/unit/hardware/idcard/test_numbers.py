import pytest

from hardware.idcard.numbers import is_citizen_number, is_foreigner_2017_number, tidy_number

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
