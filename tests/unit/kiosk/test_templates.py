"""The hall's own tickets: what stands where, in which languages, and with which logo."""

from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from PIL import Image

import kiosk
from contract.hall import HallFile, parse_hall
from contract.ids import DeviceId, GroupId
from contract.text import Text
from hardware.escpos import document
from hardware.escpos.document import DocumentEncoder, PaperFormat
from hardware.escpos.fonts import FontBook
from kiosk.devices.templates import Templates
from qtkit.texts import Texts
from simulation.devices.printer import SimPrinter
from simulation.devices.printer_paper import Slip as PaperSlip
from tests.helpers.halls import SMALL_HALL
from tests.unit.kiosk.test_printer_worker import slip

TEXTS = Texts(Path(kiosk.__file__).parent / "locale")
K1 = DeviceId("k1")


def _hall(*lines: str, head: str = "") -> HallFile:
    rows = "\n".join(f"[[ticket.line]]\n{line}" for line in ('show = "number"', *lines))
    return parse_hall(f"{SMALL_HALL}\n[[ticket]]\n{head}\n{rows}\n")


def _written(lines: list[document.Line]) -> list[str]:
    return [line.text for line in lines if isinstance(line, document.Text)]


def _lines(*lines: str, head: str = "", directory: Path | None = None) -> list[document.Line]:
    full = replace(
        slip(),
        papers=(Text(zh="户口簿", en="Register"), Text(zh="照片", en="Photo")),
        more=(Text(zh="社保", en="Insurance"),),
        alone=True,
        appointed=slip().issued,
    )
    return Templates(_hall(*lines, head=head), K1, TEXTS, directory).lines(full)


def test_lines_stand_in_the_order_of_the_file_and_say_each_thing_in_both_languages() -> None:
    lines = _lines('show = "papers"', 'show = "group"', 'show = "offline"', 'show = "appointment"')

    assert _written(lines) == [
        "A012",
        "请携带：",
        "Please bring:",
        "- 户口簿",
        "- Register",
        "- 照片",
        "- Photo",
        "综合",
        "General",
        "【离线取号】号码有效，请等候呼叫",
        "Given offline - it is valid",
        "预约时段：10:00",
        "Your appointment: 10:00",
    ]


def test_the_first_language_has_the_size_and_english_alone_may_be_the_first() -> None:
    line = 'show = "service"\nsize = 3\nbold = true\nalign = "right"'

    [_, chinese, english] = _lines(line)
    assert chinese == document.Text("综合", scale=3, bold=True, align="right")
    assert english == document.Text("General", align="right")

    [_, alone] = _lines(line, head='languages = ["en"]')
    assert alone == document.Text("General", scale=3, bold=True, align="right")


def test_free_text_feed_rule_and_code_are_as_they_are_told() -> None:
    lines = _lines(
        'show = "text"\ntext = { zh = "您好", en = "Hello" }',
        'show = "rule"',
        'show = "feed"\nlines = 3',
        'show = "code"\nsize = 4',
    )

    assert _written(lines)[1:] == ["您好", "Hello"]
    assert lines[-3:] == [
        document.Rule(),
        document.Feed(3),
        document.Qr("2025-11-24.A012", module_dots=4),
    ]


def test_a_template_of_other_groups_or_kiosks_leaves_the_usual_ticket() -> None:
    usual = Templates(parse_hall(SMALL_HALL), K1, TEXTS, None).lines(slip())

    elsewhere = parse_hall(SMALL_HALL.replace('id = "k1"', 'id = "k2"', 1)).kiosk[0]
    hall = _hall(head='groups = ["general"]')
    assert elsewhere.id == "k2"
    assert len(Templates(hall, K1, TEXTS, None).lines(slip())) == 1
    other = replace(slip(), group_id=GroupId("other"))
    assert Templates(hall, K1, TEXTS, None).lines(other) == usual


def _printed(lines: list[document.Line], fonts: FontBook, dots: int = 576) -> PaperSlip:
    printer = SimPrinter()
    paper = PaperFormat(dots=384 if dots == 384 else 576)
    printer.receive(DocumentEncoder(paper, fonts).encode(lines))
    printer.tick(0.0)
    (made,) = printer.slips
    return made


def test_a_logo_is_drawn_to_its_width_and_a_broken_one_is_left_out(tmp_path: Path) -> None:
    Image.new("RGBA", (400, 100), "black").save(tmp_path / "logo.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")

    with structlog.testing.capture_logs() as said:
        lines = _lines(
            'show = "logo"\nfile = "logo.png"\nwidth_mm = 20\nalign = "right"',
            'show = "logo"\nfile = "broken.png"',
            'show = "logo"\nfile = "../missing.png"',
            directory=tmp_path,
        )

    [_, logo] = lines
    assert isinstance(logo, document.Picture)
    assert logo.image.size == (160, 40)
    [raster] = _printed(lines, FontBook.find()).rasters
    assert raster.rows == 40
    first_row = raster.bits[: raster.width_bytes]
    assert first_row == bytes(52) + b"\xff" * 20
    assert [entry["file"] for entry in said if entry["event"] == "logo.left_out"]


@pytest.mark.parametrize(
    ("paper", "most"),
    [
        (PaperFormat(cjk="gbk"), 2_000),
        (PaperFormat(), 20_000),
        (PaperFormat(qr="raster"), 20_000),
    ],
)
def test_a_usual_ticket_is_small_on_the_wire(paper: PaperFormat, most: int) -> None:
    full = replace(
        slip(),
        hall=Text(zh="月坛街道政务服务中心", en="Yuetan Sub-district Service Centre"),
        service=Text(zh="城乡居民养老保险参保登记", en="Enrolment in residents' pension insurance"),
        footer=Text(zh="过号请到咨询台", en="Missed your call? Ask at the desk."),
        appointed=slip().issued,
        alone=True,
    )
    lines = Templates(parse_hall(SMALL_HALL), K1, TEXTS, None).lines(full)

    made = DocumentEncoder(paper, FontBook.find()).encode(lines)

    assert len(made) < most
