"""Which profiles there are, and what is said of those that cannot be used."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.hall import CardReader, Keypad, Printer
from hardware.profiles import (
    CardReaderProfile,
    KeypadProfile,
    Kind,
    PrinterProfile,
    ProfileError,
    entries,
    find,
)
from hardware.profiles.catalog import BUILT_IN, find_any
from tests.helpers.packages import lay_package

ACME = """
from hardware.escpos.driver import EscposPrinter
from hardware.profiles import Options, PrinterProfile

class AcmeOptions(Options):
    tray: int = 1

PROFILE = PrinterProfile(
    name="acme", what="Acme", options=AcmeOptions, open=lambda w, o: EscposPrinter(w.url)
)
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for module in [name for name in sys.modules if name.startswith("hallcall_")]:
        del sys.modules[module]


def test_every_profile_of_ours_loads_and_is_called_as_the_list_says() -> None:
    for kind, name in BUILT_IN:
        profile = find_any(kind, name)
        assert (profile.kind, profile.name) == (kind, name)
        assert profile.problems({}) == []
        assert profile.what


def test_the_defaults_of_the_hall_file_are_profiles_of_ours() -> None:
    assert find(PrinterProfile, Printer(url="/dev/x").profile)
    assert find(CardReaderProfile, CardReader(url="/dev/x").profile)
    assert find(KeypadProfile, Keypad(url="/dev/x").profile)


def test_a_package_brings_a_profile_by_its_entry_point(site: Path) -> None:
    lay_package(site, "hallcall-acme", ACME, {"printer.acme": "hallcall_acme:PROFILE"})

    profile = find(PrinterProfile, "acme")

    assert profile.what == "Acme"
    assert profile.wiring("/dev/x", None).baud == 9600
    assert ("acme", "hallcall-acme 1.0") in {(entry.name, entry.origin) for entry in entries()}


def test_an_unknown_name_is_answered_with_the_names_there_are(site: Path) -> None:
    lay_package(site, "hallcall-acme", ACME, {"printer.acme": "hallcall_acme:PROFILE"})

    with pytest.raises(ProfileError, match=r'no printer "escpo" here; did you mean "escpos"\?'):
        find(PrinterProfile, "escpo")
    with pytest.raises(ProfileError, match="there are: acme, escpos"):
        find(PrinterProfile, "zebra")
    with pytest.raises(ProfileError, match="there are: pcsc-uid, sam-v;"):
        find(CardReaderProfile, "escpos")


@pytest.mark.parametrize(
    ("code", "point", "said"),
    [
        ("raise RuntimeError('no licence')", "hallcall_bad:PROFILE", "RuntimeError: no licence"),
        ("raise SystemExit('no licence')", "hallcall_bad:PROFILE", "SystemExit: no licence"),
        ("", "hallcall_bad:PROFILE", "AttributeError"),
        ("", "hallcall_gone:PROFILE", "ModuleNotFoundError"),
        ("PROFILE = 3", "hallcall_bad:PROFILE", "is no PrinterProfile but int"),
        (ACME, "hallcall_bad:PROFILE", 'calls itself "acme"'),
    ],
)
def test_a_broken_package_is_named_with_its_reason_to_who_uses_it(
    site: Path, code: str, point: str, said: str
) -> None:
    lay_package(site, "hallcall-bad", code, {"printer.bad": point})

    with pytest.raises(ProfileError, match=r"hallcall-bad 1\.0") as raised:
        find(PrinterProfile, "bad")
    assert said in str(raised.value)


def test_a_broken_package_harms_nobody_who_does_not_use_it(site: Path) -> None:
    lay_package(site, "hallcall-bad", "raise SystemError", {"printer.bad": "hallcall_bad:P"})
    lay_package(site, "hallcall-acme", ACME, {"printer.acme": "hallcall_acme:PROFILE"})

    assert find(PrinterProfile, "escpos")
    assert find(PrinterProfile, "acme")
    [bad] = [entry for entry in entries() if entry.name == "bad"]
    assert bad.profile is None
    assert "SystemError" in bad.problem


def test_a_package_whose_list_cannot_be_read_hides_no_other(site: Path) -> None:
    lay_package(site, "hallcall-acme", ACME, {"printer.acme": "hallcall_acme:PROFILE"})
    lay_package(site, "hallcall-bad", "", {})
    (site / "hallcall_bad-1.0.dist-info" / "entry_points.txt").write_text("[hallcall.devices]\nx\n")

    assert find(PrinterProfile, "acme")
    with pytest.raises(ProfileError, match="there are: acme, escpos"):
        find(PrinterProfile, "zebra")


def test_two_packages_with_one_name_are_both_named(site: Path) -> None:
    for package in ("hallcall-acme", "hallcall-other"):
        module = package.replace("-", "_")
        lay_package(site, package, ACME, {"printer.acme": f"{module}:PROFILE"})

    with pytest.raises(ProfileError, match=r"acme 1\.0 and hallcall-other 1\.0 both bring"):
        find(PrinterProfile, "acme")
    assert find(PrinterProfile, "escpos")


def test_a_package_takes_no_name_of_ours(site: Path) -> None:
    lay_package(site, "hallcall-acme", "raise SystemError", {"printer.escpos": "hallcall_acme:P"})

    assert find(PrinterProfile, "escpos").what.startswith("ticket printer")
    problems = [entry.problem for entry in entries() if entry.origin == "hallcall-acme 1.0"]
    assert problems == ['hallcall itself has a printer "escpos"; that one is used']


def test_an_entry_point_of_no_known_kind_is_listed_with_what_is_wanted(site: Path) -> None:
    lay_package(site, "hallcall-acme", ACME, {"robot.acme": "hallcall_acme:PROFILE"})

    [entry] = [entry for entry in entries() if entry.origin == "hallcall-acme 1.0"]

    assert entry.kind is None
    assert all(kind in entry.problem for kind in Kind)
