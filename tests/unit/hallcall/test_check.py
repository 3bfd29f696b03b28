"""`hallcall check` names a wrong profile or option with its line."""

from pathlib import Path

import pytest

from contract.hall import HallFileInvalid, parse_hall
from hallcall.check import check_profiles
from tests.helpers.halls import HALLS, SMALL_HALL

PRINTER = "printer = { url"


def _mistakes(tmp_path: Path, printer: str) -> list[str]:
    assert SMALL_HALL.count(PRINTER) == 1
    text = SMALL_HALL.replace(PRINTER, f"printer = {{ {printer}, url")
    path = tmp_path / "hall.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HallFileInvalid) as raised:
        check_profiles(parse_hall(text), path)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if PRINTER[:9] in line)
    assert {error.line for error in raised.value.errors} == {line}
    return [f"{error.where}: {error.problem}" for error in raised.value.errors]


def test_a_profile_that_there_is_not_is_named_with_those_there_are(tmp_path: Path) -> None:
    [mistake] = _mistakes(tmp_path, 'profile = "escops"')

    assert "printer . profile" in mistake
    assert 'did you mean "escpos"?' in mistake


def test_each_wrong_option_is_named_with_its_place(tmp_path: Path) -> None:
    mistakes = _mistakes(tmp_path, "options = { speed = 3, reply_timeout_s = -1 }")

    assert "printer . options . reply_timeout_s: -1 is not allowed" in mistakes[0]
    assert 'unknown option "speed"; allowed: reply_timeout_s, write_timeout_s' in mistakes[1]


def test_the_shipped_halls_name_profiles_that_there_are() -> None:
    for path in HALLS.glob("*.toml"):
        check_profiles(parse_hall(path.read_text(encoding="utf-8")), path)
