"""`hallcall ticket-preview`: the same bytes and the same paper as at the kiosk."""

from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from contract.hall import HallFileInvalid
from hallcall.cli import app
from simulation.devices.printer import PrinterModel, SimPrinter
from simulation.devices.printer_drawing import MARGIN_DOTS
from tests.helpers.halls import HALLS, SMALL_HALL

STREET = str(HALLS / "street.toml")


@pytest.mark.parametrize(("width", "dots"), [("58", 384), ("80", 576)])
def test_the_picture_is_the_paper_that_the_bytes_make(
    tmp_path: Path, width: str, dots: int
) -> None:
    png, raw = tmp_path / "t.png", tmp_path / "t.bin"
    told = ["--hall", STREET, "--width", width, "--out", str(png), "--escpos", str(raw)]

    result = CliRunner().invoke(app, ["ticket-preview", *told])

    assert result.exit_code == 0, result.output
    printer = SimPrinter(PrinterModel(dots=dots))
    printer.receive(raw.read_bytes())
    printer.tick(0.0)
    (slip,) = printer.slips
    assert printer.unknown_commands == []
    assert "Given offline - it is valid" in slip.lines
    assert any(line.startswith("Your appointment") for line in slip.lines)
    with Image.open(png) as picture:
        height = sum(mark.height_dots for mark in slip.marks)
        assert picture.size == (dots + 2 * MARGIN_DOTS, height + 2 * MARGIN_DOTS)


def test_one_language_alone_is_that_and_nothing_else(tmp_path: Path) -> None:
    raw = tmp_path / "t.bin"
    told = ["--hall", STREET, "--group", "general", "--language", "en"]
    kept = ["--out", str(tmp_path / "t.png"), "--escpos", str(raw)]

    assert CliRunner().invoke(app, ["ticket-preview", *told, *kept]).exit_code == 0

    assert b"\x1dv0" not in raw.read_bytes()  # nothing that had to be drawn: no Chinese


def test_a_logo_that_is_no_picture_is_named_with_its_line(tmp_path: Path) -> None:
    lines = '[[ticket]]\n[[ticket.line]]\nshow = "number"\n[[ticket.line]]\nshow = "logo"\n'
    hall = tmp_path / "hall.toml"
    hall.write_text(SMALL_HALL + lines + 'file = "logo.png"\n', encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"GIF89a")

    for command in (["check", str(hall)], ["ticket-preview", "--hall", str(hall)]):
        result = CliRunner().invoke(app, command)

        assert isinstance(result.exception, HallFileInvalid)
        [error] = result.exception.errors
        assert (error.where, error.problem) == (
            "ticket 1 . line 2 . file",
            '"logo.png" is no PNG picture',
        )
        assert error.line == hall.read_text("utf-8").count("\n")


def test_a_group_that_there_is_not_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["ticket-preview", "--hall", STREET, "--group", "generel"])

    assert result.exit_code == 2
    assert "generel" in result.output
