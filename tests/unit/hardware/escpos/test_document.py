"""Lines become a slip: the right bytes, nothing lost, nothing beyond the paper's edge."""

from typing import Any

import pytest
import segno
from escpos.printer import Dummy
from PIL import Image

from hardware.errors import NoChineseFont
from hardware.escpos.codec import CUT
from hardware.escpos.document import (
    DocumentEncoder,
    Feed,
    Line,
    PaperFormat,
    Qr,
    Rule,
    Text,
    encode_native_qr,
)
from hardware.escpos.fonts import FontBook
from hardware.escpos.raster import draw_text, encode_raster
from simulation.devices.printer import PrinterModel, SimPrinter
from simulation.devices.printer_commands import RealTimeScanner
from simulation.devices.printer_paper import Raster, Slip, TextLine
from tests.helpers import vectors

VECTORS = vectors.load("escpos.toml")
RARE = "㐂𠮷䶮"


@pytest.fixture(scope="module")
def fonts() -> FontBook:
    return FontBook.find()


def slip_of(document: bytes, paper: PaperFormat) -> Slip:
    printer = SimPrinter(PrinterModel(dots=paper.dots))
    for at in range(0, len(document), 1000):
        printer.receive(document[at : at + 1000])
        printer.tick(0.0)
    assert printer.unknown_commands == []
    (slip,) = printer.slips
    return slip


@pytest.mark.parametrize("vector", VECTORS["document"], ids=lambda vector: vector["what"])
def test_lines_are_the_manuals_bytes(vector: dict[str, Any], fonts: FontBook) -> None:
    line = Text(
        vector["text"],
        scale=vector.get("scale", 1),
        bold=vector.get("bold", False),
        align=vector.get("align", "left"),
    )

    document = DocumentEncoder(PaperFormat(cjk=vector["cjk"]), fonts).encode([line])

    assert bytes.fromhex(vector["holds"]) in document
    assert document.endswith(CUT)


def test_a_native_qr_code_is_the_reference_s_bytes() -> None:
    vector = VECTORS["qr"]
    assert encode_native_qr(vector["payload"].encode(), vector["module_dots"]) == bytes.fromhex(
        vector["bytes"]
    )


def test_a_picture_is_what_another_encoder_makes_of_it(fonts: FontBook) -> None:
    picture = draw_text("窗口", fonts, dots=576, px=48, bold=False, align="left").crop(
        (0, 0, 96, 62)
    )
    other = Dummy()
    other.image(picture.point(lambda ink: 255 - ink), impl="bitImageRaster", fragment_height=64)

    assert encode_raster(picture) == other.output


@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize("cjk", ["raster", "gbk"])
@pytest.mark.parametrize("qr", ["native", "raster"])
def test_every_kind_of_line_comes_out_on_every_kind_of_printer(
    dots: Any, cjk: Any, qr: Any, fonts: FontBook
) -> None:
    paper = PaperFormat(dots=dots, cjk=cjk, qr=qr)
    lines: list[Line] = [
        Text("A012", scale=8),
        Text("综合业务", scale=2),
        Rule(),
        Qr("t/A012"),
        Feed(2),
    ]

    slip = slip_of(DocumentEncoder(paper, fonts).encode(lines), paper)

    assert "A012" in slip.lines
    assert "-" * (dots // 12) in slip.lines
    assert ("综合业务" in slip.lines) == (cjk == "gbk")
    assert slip.qr_payloads == (["t/A012"] if qr == "native" else [])
    assert bool(slip.rasters) == (cjk == "raster" or qr == "raster")


def test_chinese_beyond_the_printers_type_is_drawn_even_in_character_mode(fonts: FontBook) -> None:
    paper = PaperFormat(cjk="gbk")
    for text in (RARE, "¥12", "€12", "张三丰㐂"):
        slip = slip_of(DocumentEncoder(paper, fonts).encode([Text(text)]), paper)
        assert slip.lines == []
        assert any(any(raster.bits) for raster in slip.rasters)


def test_rare_characters_have_ink_of_their_own(fonts: FontBook) -> None:
    assert all(fonts.covers(char) for char in RARE)
    pictures = {
        draw_text(char, fonts, dots=48, px=48, bold=False, align="left").tobytes()
        for char in [*RARE, "\U0010fffe"]
    }
    assert len(pictures) == 4


@pytest.mark.parametrize("cjk", ["raster", "gbk"])
def test_a_text_too_large_shrinks_to_fit_one_line(cjk: Any, fonts: FontBook) -> None:
    paper = PaperFormat(dots=384, cjk=cjk)
    slip = slip_of(DocumentEncoder(paper, fonts).encode([Text("ABCDEFGHIJ", scale=8)]), paper)

    (line,) = [mark for mark in slip.marks if isinstance(mark, TextLine)]
    assert line.text == "ABCDEFGHIJ"
    assert line.spans[0].type.width == 3


def test_a_long_text_wraps_and_loses_nothing(fonts: FontBook) -> None:
    paper = PaperFormat(dots=384, cjk="gbk")
    text = "需带材料：居民身份证、户口簿、房屋所有权证明、近期免冠照片两张，请提前准备好复印件。"

    slip = slip_of(DocumentEncoder(paper, fonts).encode([Text(text)]), paper)

    assert "".join(slip.lines) == text
    assert len(slip.lines) > 2
    assert not any(line.startswith(("、", "，", "。")) for line in slip.lines)


def test_words_stay_whole_and_what_is_no_word_is_broken(fonts: FontBook) -> None:
    paper = PaperFormat(dots=384)
    text = "Bring your household register and " + "x" * 40

    slip = slip_of(DocumentEncoder(paper, fonts).encode([Text(text)]), paper)

    assert slip.lines == ["Bring your household register", "and " + "x" * 28, "x" * 12]


def test_drawn_text_keeps_within_the_paper(fonts: FontBook) -> None:
    for align in ("left", "center", "right"):
        picture = draw_text("综合行政服务中心" * 5, fonts, dots=384, px=72, bold=True, align=align)
        box = picture.getbbox()
        assert picture.width == 384
        assert box
        assert 0 <= box[0] < box[2] <= 384


def test_a_qr_code_shrinks_to_the_paper(fonts: FontBook) -> None:
    payload = "x" * 300  # version 13: 69 modules, 77 with the border

    document = DocumentEncoder(PaperFormat(dots=384), fonts).encode([Qr(payload, module_dots=8)])

    assert b"\x1d(k\x03\x001C" + bytes((384 // 77,)) in document


@pytest.mark.parametrize("module_dots", [6, 5, 8])
def test_a_drawn_qr_code_has_its_size_however_few_dots_are_sent(
    module_dots: int, fonts: FontBook
) -> None:
    paper = PaperFormat(qr="raster")
    document = DocumentEncoder(paper, fonts).encode([Qr("t/A012", module_dots=module_dots)])

    strips = [_dots(strip) for strip in slip_of(document, paper).rasters]

    rows = [row for strip in strips for row in strip]
    left = min(row.index(1) for row in rows)
    code = [row[left : left + len(rows)] for row in rows]
    modules = segno.make_qr("t/A012", error="m").matrix
    assert code == [
        [module for module in row for _ in range(module_dots)]
        for row in modules
        for _ in range(module_dots)
    ]
    assert abs(left - (576 - len(rows)) / 2) <= 1


def _dots(picture: Raster) -> list[list[int]]:
    """Return the rows of dots that the head burns for `picture`, and at least its paper's width."""
    rows = Image.frombytes("1", (picture.width_bytes * 8, picture.rows), picture.bits)
    size = rows.width * picture.wide, rows.height * picture.tall
    large = rows.resize(size, Image.Resampling.NEAREST).crop((0, 0, 576, size[1]))
    return [[int(large.getpixel((x, y)) != 0) for x in range(576)] for y in range(size[1])]


def test_a_qr_code_for_a_novel_is_refused() -> None:
    with pytest.raises(ValueError, match="1024"):
        Qr("x" * 1025)


def test_pictures_are_sent_in_strips_without_the_white_on_the_right() -> None:
    image = Image.new("1", (576, 100))
    image.putpixel((20, 99), 1)

    data = encode_raster(image)

    assert data[:8] == bytes.fromhex("1d 76 30 00 03 00 40 00")
    assert data[8 + 3 * 64 :][:8] == bytes.fromhex("1d 76 30 00 03 00 24 00")
    assert len(data) == 2 * 8 + 3 * 100


def test_a_machine_without_chinese_says_what_to_install() -> None:
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        FontBook([])


def test_no_picture_is_taken_for_a_real_time_command() -> None:
    image = Image.frombytes("1", (48, 2), b"\x10\x04\x01\x10\x05\x02" + b"\x10\x14\x01\x00\x00\x00")

    data = encode_raster(image)

    assert RealTimeScanner().feed(data) == []
    assert len(data) == 8 + 2 * 6


def test_utf8_is_sent_to_those_who_take_it_and_rare_characters_are_drawn(fonts: FontBook) -> None:
    encoder = DocumentEncoder(PaperFormat(cjk="utf8"), fonts)

    typed = encoder.encode([Text("请到3号窗口", scale=2)])
    assert "请到3号窗口\n".encode() in typed
    assert b"\x1c&" not in typed

    assert b"\x1dv0" in encoder.encode([Text("张𠮷")])


def test_words_from_right_to_left_stand_in_that_order(fonts: FontBook) -> None:
    def ink(text: str) -> Image.Image:
        picture = draw_text(text, fonts, dots=576, px=48, bold=False, align="left")
        return picture.crop(picture.getbbox() or (0, 0, 1, 1))

    first, second = "مرحبا", "مركز"
    whole = ink(f"{first} {second}")

    assert whole.crop((whole.width - ink(first).width, 0, whole.width, whole.height)).getbbox()
    assert _same_ink(whole, ink(first), at_right=True)
    assert _same_ink(whole, ink(second), at_right=False)
    assert _same_ink(ink(f"{first} A12"), ink("A12"), at_right=False)
    assert _same_ink(ink(f"号 {first}"), ink("号"), at_right=False)


def _same_ink(whole: Image.Image, part: Image.Image, *, at_right: bool) -> bool:
    """Tell whether a word stands at an end of a line; a dot may be rounded another way."""
    at = whole.width - part.width if at_right else 0
    columns = [
        bool(whole.crop((at + x, 0, at + x + 1, whole.height)).getbbox()) for x in range(part.width)
    ]
    own = [bool(part.crop((x, 0, x + 1, part.height)).getbbox()) for x in range(part.width)]
    return sum(a != b for a, b in zip(columns, own, strict=True)) <= part.width // 12


def test_a_long_line_from_right_to_left_wraps_between_words(fonts: FontBook) -> None:
    picture = draw_text(
        "مرحبا بكم في مركز الخدمة " * 6, fonts, dots=384, px=24, bold=False, align="right"
    )
    box = picture.getbbox()

    assert box
    assert 0 <= box[0] < box[2] <= 384
    assert picture.height > 3 * 24
