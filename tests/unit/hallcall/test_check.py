"""`hallcall check` names a wrong profile or option with its line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contract.hall import HallFileInvalid, parse_hall
from hallcall.check import check_profiles, check_voices
from hallcall.cli import app
from tests.helpers.halls import HALLS, SMALL_HALL
from tests.helpers.packs import pack_of

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


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("socket://10.0.0.7", "is not of the form socket://HOST:PORT"),
        ("socket://10.0.0.7:99999", "is not of the form socket://HOST:PORT"),
    ],
)
def test_an_address_that_is_none_is_named(tmp_path: Path, url: str, said: str) -> None:
    text = SMALL_HALL.replace('"/dev/printer"', f'"{url}"')
    path = tmp_path / "hall.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(HallFileInvalid, match=said):
        check_profiles(parse_hall(text), path)


def test_two_devices_of_one_kiosk_share_no_port(tmp_path: Path) -> None:
    reader = 'card_reader = { url = "/dev/printer" }'
    text = SMALL_HALL.replace('printer = { url = "/dev/printer" }', f"{PRINTER}\n{reader}")
    text = text.replace(PRINTER, 'printer = { url = "/dev/printer" }')
    path = tmp_path / "hall.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(HallFileInvalid) as raised:
        check_profiles(parse_hall(text), path)

    [error] = raised.value.errors
    assert error.problem == "/dev/printer is the port of its printer already"
    assert error.line == text.splitlines().index(reader) + 1


def test_a_scanner_that_types_has_no_port(tmp_path: Path) -> None:
    scanner = 'scanner = { url = "keyboard", profile = "wedge" }'
    text = SMALL_HALL.replace("[[kiosk]]", f"[[kiosk]]\n{scanner}")
    hall, path = parse_hall(text), tmp_path / "hall.toml"
    path.write_text(text, encoding="utf-8")

    check_profiles(hall, path)
    done = CliRunner().invoke(app, ["doctor", "--hall", str(path), "--json"])

    examined = [row["what"] for row in json.loads(done.stdout)]
    assert [what for what in examined if " of k" in what] == ["printer of k1"]


def test_the_shipped_halls_name_profiles_that_there_are() -> None:
    for path in HALLS.glob("*.toml"):
        check_profiles(parse_hall(path.read_text(encoding="utf-8")), path)


@pytest.mark.parametrize(
    ("language", "why"), [("zh", "cannot be read: No such file"), ("en", "speaks zh")]
)
def test_a_pack_of_clips_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, language: str, why: str
) -> None:
    place = "clips" if language == "en" else "nowhere"
    pack_of(tmp_path / "clips")
    path = tmp_path / "hall.toml"
    path.write_text(f'{SMALL_HALL}\n[voice]\npack = {{ {language} = "{place}" }}\n', "utf-8")

    with pytest.raises(HallFileInvalid, match=why) as raised:
        check_voices(parse_hall(path.read_text("utf-8")), path)

    [error] = raised.value.errors
    assert error.line == len(path.read_text("utf-8").splitlines())


def test_a_voice_file_without_its_settings_is_named(tmp_path: Path) -> None:
    (tmp_path / "zh.onnx").write_bytes(b"onnx")
    path = tmp_path / "hall.toml"
    path.write_text(f'{SMALL_HALL}\n[voice]\npiper = {{ zh = "zh.onnx" }}\n', "utf-8")

    with pytest.raises(HallFileInvalid, match=r"zh\.onnx\.json is not there"):
        check_voices(parse_hall(path.read_text("utf-8")), path)
