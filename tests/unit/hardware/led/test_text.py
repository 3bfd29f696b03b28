"""Nothing in a text is a command, and nothing vanishes."""

import pytest

from hardware.led.text import fit


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\C2", "＼C2"),
        (r"a\n[n1][g1]", "a＼n［n1］［g1］"),
        ("¥5", "￥5"),
        ("一\n二\t三\x00\x1b四\x7f", "一 二 三四"),
        ("\u202eA012\u200b\ufeff", "A012"),
        ("中心·—“”《》", "中心·—“”《》"),
    ],
)
def test_what_means_something_to_a_card_is_shown_and_not_done(text: str, shown: str) -> None:
    fitted = fit(text)
    assert fitted.data.decode("gbk") == shown
    assert fitted.replaced == ""


@pytest.mark.parametrize("sign", ["𠮷", "㐂", "䶮", "€", "ཀ", "😀", "한", "\ue000", "\ud800"])
def test_what_the_font_has_not_is_seen_to_be_missing(sign: str) -> None:
    fitted = fit(f"张{sign}华")
    assert fitted.data.decode("gbk") == "张○华"
    assert fitted.replaced == sign


def test_a_mark_that_has_no_letter_of_its_own_is_told() -> None:
    assert fit("e\u0301").data == "é".encode("gbk")
    fitted = fit("e\u030a")
    assert fitted.data == b"e"
    assert fitted.replaced == "\u030a"


@pytest.mark.parametrize("sign", ["乗", "乕", "乚"])
def test_a_character_whose_second_byte_looks_like_a_command_is_not_sent(sign: str) -> None:
    assert sign.encode("gbk")[1] in b"\\[]"
    assert fit(sign).data.decode("gbk") == "○"


def test_a_font_of_gb_2312_has_fewer() -> None:
    assert fit("镕", charset="gbk").replaced == ""
    assert fit("镕", charset="gb2312").data.decode("gbk") == "○"
    assert fit("国·—", charset="gb2312").data == "国·—".encode("gbk")


@pytest.mark.parametrize(
    ("bytes_max", "shown"),
    [
        (None, "请A012到窗口"),
        (12, "请A012到窗口"),
        (11, "请A012到…"),
        (9, "请A012…"),
        (2, "…"),
        (1, ""),
    ],
)
def test_a_long_text_ends_in_an_ellipsis_at_a_whole_character(
    bytes_max: int | None, shown: str
) -> None:
    assert fit("请A012到窗口", bytes_max=bytes_max).data.decode("gbk") == shown
