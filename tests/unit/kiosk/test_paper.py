"""What stands on a ticket."""

from dataclasses import replace
from pathlib import Path

import kiosk
from contract.text import Text
from hardware.escpos import document
from kiosk.devices.paper import ticket_lines
from qtkit.texts import Texts
from tests.unit.kiosk.test_printer_worker import slip

TEXTS = Texts(Path(kiosk.__file__).parent / "locale")


def _written(lines: list[document.Line]) -> list[str]:
    return [line.text for line in lines if isinstance(line, document.Text)]


def test_a_ticket_says_everything_in_both_languages() -> None:
    lines = ticket_lines(replace(slip(), footer=Text(zh="请留意", en="Listen")), TEXTS)

    assert _written(lines) == [
        "小厅",
        "Small hall",
        "A012",
        "综合",
        "General",
        "前面等候：3 人",
        "People ahead: 3",
        "预计等候：约 10–15 分钟",
        "Expected wait: about 10-15 min",
        "办理窗口：1-3 号",
        "Windows: 1-3",
        "请留意",
        "Listen",
        "2025-11-24 10:00:00",
    ]
    assert [line.payload for line in lines if isinstance(line, document.Qr)] == ["2025-11-24.A012"]


def test_the_number_is_the_largest_thing_on_the_paper() -> None:
    sizes = {
        line.text: line.scale
        for line in ticket_lines(slip(), TEXTS)
        if isinstance(line, document.Text)
    }

    assert max(sizes, key=lambda text: sizes[text]) == "A012"


def test_nothing_is_promised_that_is_not_known() -> None:
    lines = ticket_lines(replace(slip(), wait_minutes=None, windows=""), TEXTS)

    written = " ".join(_written(lines))
    assert "预计" not in written
    assert "窗口" not in written


def test_a_ticket_given_alone_is_marked_and_says_that_it_counts() -> None:
    written = _written(ticket_lines(replace(slip(), alone=True, ahead=None), TEXTS))

    assert "【离线取号】号码有效，请等候呼叫" in written
    assert "Given offline - it is valid" in written
    assert not [line for line in written if "前面" in line or "ahead" in line]
